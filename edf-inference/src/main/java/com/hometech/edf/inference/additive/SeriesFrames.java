package com.hometech.edf.inference.additive;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.series.BuildingSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes rows for additive models of what a building read: by the building's own clock, because days and weeks of people do,
 * and only times whose reading and regressors are all known. The hour that a clock repeats in autumn is there twice, as the
 * model allows.
 */
public final class SeriesFrames {
    /** Column of the readings. */
    private static final String Y = "y";

    private SeriesFrames() {}

    /**
     * Rows of the intervals {@code [from, to)} of a series, with the columns that a model asks for.
     *
     * @param regressors weather columns of the series that the model reads
     * @throws InvalidInputException when the series lacks one of them
     */
    public static Frame of(
            BuildingSeries series, int from, int to, ZoneId zone, AdditiveModel model, List<String> regressors) {
        List<float[]> columns =
                regressors.stream().map(name -> weather(series, name)).toList();
        int[] known = IntStream.range(from, to)
                .filter(index -> !Double.isNaN(series.kwh()[index])
                        && columns.stream().noneMatch(values -> Float.isNaN(values[index])))
                .toArray();
        long[] times = Arrays.stream(known).mapToLong(series::epochSecond).toArray();
        Frame rows = at(times, zone, model)
                .with(
                        Y,
                        Arrays.stream(known)
                                .mapToDouble(index -> series.kwh()[index])
                                .toArray());
        for (int column = 0; column < regressors.size(); column++) {
            float[] values = columns.get(column);
            rows = rows.with(
                    regressors.get(column),
                    Arrays.stream(known).mapToDouble(index -> values[index]).toArray());
        }
        return rows;
    }

    private static float[] weather(BuildingSeries series, String regressor) {
        float[] values = series.weather().get(regressor);
        if (values == null) {
            throw new InvalidInputException("The series of " + series.building() + " has the weather "
                    + series.weather().keySet() + ", but its model reads " + regressor
                    + ": make the features with --prophet-regressors that name it");
        }
        return values;
    }

    /** Rows at these times (epoch seconds) by the clock of a zone, with the conditions that a model asks for. */
    static Frame at(long[] epochSeconds, ZoneId zone, AdditiveModel model) {
        ZoneRules rules = zone.getRules();
        Frame rows = Frame.atEpochSeconds(Arrays.stream(epochSeconds)
                .map(second ->
                        second + rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds())
                .toArray());
        return DayConditions.added(rows, model);
    }
}
