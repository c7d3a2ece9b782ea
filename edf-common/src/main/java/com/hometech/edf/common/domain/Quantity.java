package com.hometech.edf.common.domain;

import com.fasterxml.jackson.annotation.JsonValue;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.Arrays;

/** What a forecast is of. Both are energies of an interval [kWh], and one home keeps models and forecasts of both. */
public enum Quantity {
    /** What a building uses. */
    CONSUMPTION("consumption", "consumption_kwh", "consumption", "demand"),
    /** What its photovoltaics generate: never negative, nothing at night. */
    SOLAR("solar", "solar_generation_kwh", "generation", "solar generation");

    private final String code;
    private final String targetColumn;
    private final String table;
    private final String noun;

    Quantity(String code, String targetColumn, String table, String noun) {
        this.code = code;
        this.targetColumn = targetColumn;
        this.table = table;
        this.noun = noun;
    }

    /** The name in parameters, files and the store. */
    @JsonValue
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

    /** What sentences call it. */
    public String noun() {
        return noun;
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
