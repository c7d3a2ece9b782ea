package com.hometech.edf.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.common.json.JsonFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one building, quantity and issue as columns of JSON: numbers come back bit for bit, which DynamoDB's own numbers
 * of 38 decimal digits and a smaller range cannot promise, and a person can read them.
 *
 * @param target start of the forecast intervals [s since 1970]
 * @param leadHours hours from the origin to the target
 * @param levels levels of the quantiles of each row
 * @param kwh their energies [kWh]
 * @param lowerUncorrected lower ends before intervals were corrected, null in rows whose interval was not; null where none was
 * @param upperUncorrected upper ends likewise
 */
record StoredRows(
        List<Long> target,
        List<Double> leadHours,
        List<Double> yhat,
        List<Double> yhatLower,
        List<Double> yhatUpper,
        List<String> modelVersion,
        List<ForecastQuality> quality,
        List<List<Double>> levels,
        List<List<Double>> kwh,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable Double> lowerUncorrected,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<@Nullable Double> upperUncorrected) {

    static StoredRows of(Collection<ForecastRecord> rows) {
        return new StoredRows(
                rows.stream().map(row -> row.targetTime().getEpochSecond()).toList(),
                rows.stream().map(ForecastRecord::leadHours).toList(),
                rows.stream().map(ForecastRecord::yhat).toList(),
                rows.stream().map(ForecastRecord::yhatLower).toList(),
                rows.stream().map(ForecastRecord::yhatUpper).toList(),
                rows.stream().map(ForecastRecord::modelVersion).toList(),
                rows.stream().map(ForecastRecord::quality).toList(),
                rows.stream()
                        .map(row -> row.quantiles().stream()
                                .map(ForecastQuantile::level)
                                .toList())
                        .toList(),
                rows.stream()
                        .map(row -> row.quantiles().stream()
                                .map(ForecastQuantile::kwh)
                                .toList())
                        .toList(),
                uncorrected(rows, UncorrectedInterval::lowerKwh),
                uncorrected(rows, UncorrectedInterval::upperKwh));
    }

    private static @Nullable List<@Nullable Double> uncorrected(
            Collection<ForecastRecord> rows, Function<UncorrectedInterval, Double> end) {
        if (rows.stream().allMatch(row -> row.uncorrected() == null)) {
            return null;
        }
        List<@Nullable Double> ends = new ArrayList<>(rows.size());
        for (ForecastRecord row : rows) {
            UncorrectedInterval before = row.uncorrected();
            ends.add(before == null ? null : end.apply(before));
        }
        return ends;
    }

    private @Nullable UncorrectedInterval uncorrected(int row) {
        Double lower = lowerUncorrected == null ? null : lowerUncorrected.get(row);
        Double upper = upperUncorrected == null ? null : upperUncorrected.get(row);
        return lower == null || upper == null ? null : new UncorrectedInterval(lower, upper);
    }

    String toText() {
        return JsonFiles.toLine(this);
    }

    /** What {@link #toText} wrote. */
    static List<ForecastRecord> parse(String text, BuildingId building, Quantity quantity, Instant issue) {
        StoredRows stored = JsonFiles.parse(
                text, StoredRows.class, "Forecast of " + building + " issued at " + issue + " in the store");
        List<ForecastRecord> rows = new ArrayList<>(stored.target.size());
        for (int row = 0; row < stored.target.size(); row++) {
            rows.add(new ForecastRecord(
                    building,
                    quantity,
                    Instant.ofEpochSecond(stored.target.get(row)),
                    issue,
                    stored.leadHours.get(row),
                    stored.yhat.get(row),
                    stored.yhatLower.get(row),
                    stored.yhatUpper.get(row),
                    stored.modelVersion.get(row),
                    stored.quality.get(row),
                    quantiles(stored.levels.get(row), stored.kwh.get(row)),
                    stored.uncorrected(row)));
        }
        return rows;
    }

    private static List<ForecastQuantile> quantiles(List<Double> levels, List<Double> kwh) {
        List<ForecastQuantile> quantiles = new ArrayList<>(levels.size());
        for (int index = 0; index < levels.size(); index++) {
            quantiles.add(new ForecastQuantile(levels.get(index), kwh.get(index)));
        }
        return quantiles;
    }
}
