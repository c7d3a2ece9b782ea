package com.hometech.edf.features.input;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.engine.StepGrid;
import java.time.Instant;
import java.util.Arrays;

/**
 * The readings of a building on a grid: of several versions of an interval the newest, whatever the order of files and rows.
 *
 * @param kwh energy by index; NaN where missing [kWh]
 * @param flags ordinals of {@code ReadingFlag} by index
 */
public record ReadingSeries(double[] kwh, byte[] flags) {
    private static final byte OK = (byte) ReadingFlag.OK.ordinal();

    /** Lays chunks onto a grid; readings outside of it are left out. */
    public static ReadingSeries of(Iterable<ReadingChunk> chunks, StepGrid grid) {
        double[] kwh = new double[grid.length()];
        Arrays.fill(kwh, Double.NaN);
        byte[] flags = new byte[grid.length()];
        long[] versions = new long[grid.length()];
        Arrays.fill(versions, Long.MIN_VALUE);
        ReadingSeries series = new ReadingSeries(kwh, flags);
        for (ReadingChunk chunk : chunks) {
            series.add(chunk, grid, versions);
        }
        return series;
    }

    private void add(ReadingChunk chunk, StepGrid grid, long[] newest) {
        for (int row = 0; row < chunk.size(); row++) {
            long epochSecond = chunk.epochSeconds()[row];
            if (!grid.isOnGrid(epochSecond)) {
                throw new InvalidInputException("A reading begins at " + Instant.ofEpochSecond(epochSecond)
                        + ", which is not on the grid of " + grid.stepSeconds()
                        + " s: deliver readings on the grid or change edf_feature_eng.step");
            }
            int index = grid.indexOf(epochSecond);
            if (index >= 0 && index < kwh.length && isNewer(chunk, row, index, newest[index])) {
                kwh[index] = chunk.kwh()[row];
                flags[index] = chunk.flags()[row];
                newest[index] = chunk.versions()[row];
            }
        }
    }

    /** Between equal versions the greater value, so that the order of files does not matter. */
    private boolean isNewer(ReadingChunk chunk, int row, int index, long newest) {
        long version = chunk.versions()[row];
        return version > newest || (version == newest && Double.compare(chunk.kwh()[row], kwh[index]) > 0);
    }

    /** Index of the first reading that is not missing; -1 where all are. */
    public int first() {
        for (int index = 0; index < kwh.length; index++) {
            if (!Double.isNaN(kwh[index])) {
                return index;
            }
        }
        return -1;
    }

    /** Index of the last reading that is not missing; -1 where all are. */
    public int last() {
        for (int index = kwh.length - 1; index >= 0; index--) {
            if (!Double.isNaN(kwh[index])) {
                return index;
            }
        }
        return -1;
    }

    /** How many readings are not missing. */
    public long count() {
        return Arrays.stream(kwh).filter(value -> !Double.isNaN(value)).count();
    }

    /** Mean of the readings that are not missing; 0 where all are [kWh]. */
    public double meanKwh() {
        return Arrays.stream(kwh)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }

    /**
     * Mean of the readings over at most the year before {@code end}; flagged ones are left out. NaN where there are none
     * [kWh].
     */
    public double meanKwh(int end, TimeStep step) {
        double sum = 0;
        long readings = 0;
        for (int index = Math.max(0, end - 365 * step.stepsPerDay()); index < end; index++) {
            if (flags[index] == OK && !Double.isNaN(kwh[index])) {
                sum += kwh[index];
                readings++;
            }
        }
        return sum / readings;
    }

    /**
     * Mean of |y(t) - y(t - 168 h)| over at most the year before {@code end}: what scales errors to MASE (Hyndman and
     * Koehler, 2006). Flagged readings are left out. NaN where no such pair is there or all are equal [kWh].
     */
    public double maseScaleKwh(int end, TimeStep step) {
        int week = step.steps(168);
        int first = Math.max(week, end - 365 * step.stepsPerDay());
        double sum = 0;
        long pairs = 0;
        for (int index = first; index < end; index++) {
            double difference = Math.abs(kwh[index] - kwh[index - week]);
            if (flags[index] == OK && flags[index - week] == OK && !Double.isNaN(difference)) {
                sum += difference;
                pairs++;
            }
        }
        return sum > 0 ? sum / pairs : Double.NaN;
    }
}
