package com.hometech.edf.common.domain;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;

/** What a forecast is of. Both are energies of an interval [kWh], and one home keeps models and forecasts of both. */
public enum Quantity {
    /** What a building uses. */
    CONSUMPTION("consumption", "consumption_kwh", "consumption"),
    /** What its photovoltaics generate: never negative, nothing at night. */
    SOLAR("solar", "solar_generation_kwh", "generation");

    private final String code;
    private final String targetColumn;
    private final String table;

    Quantity(String code, String targetColumn, String table) {
        this.code = code;
        this.targetColumn = targetColumn;
        this.table = table;
    }

    /** The name in parameters, files and the store. */
    public String code() {
        return code;
    }

    /** The name in {@code edf_feature_eng.target_column}. */
    public String targetColumn() {
        return targetColumn;
    }

    /** The table of its readings, below {@code processed_edf_data}. */
    public String table() {
        return table;
    }

    /**
     * The quantity with this code.
     *
     * @param where what gave the code, for the message
     * @throws InvalidInputException when there is none
     */
    public static Quantity ofCode(String code, String where) {
        return Arrays.stream(values())
                .filter(quantity -> quantity.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException(where + " is \"" + code + "\"; write consumption or solar"));
    }

    /** The quantity that a target column stands for. */
    public static Quantity ofTargetColumn(String column) {
        return Arrays.stream(values())
                .filter(quantity -> quantity.targetColumn.equals(column))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("Target column " + column + " is not known"));
    }
}
