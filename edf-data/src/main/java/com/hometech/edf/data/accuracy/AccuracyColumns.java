package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.AccuracyColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Rows of a file of the history as records. */
final class AccuracyColumns {
    private static final List<Quantity> QUANTITIES = List.of(Quantity.values());

    private final String[] buildings;
    private final String[] quantities;
    private final long[] days;
    private final long[][] longs = new long[AccuracyColumn.values().length][];
    private final double[][] doubles = new double[AccuracyColumn.values().length][];

    AccuracyColumns(RowGroup group) {
        buildings = group.strings(AccuracyColumn.BUILDING_ID.ordinal());
        quantities = group.strings(AccuracyColumn.QUANTITY.ordinal());
        days = group.epochSeconds(AccuracyColumn.DAY.ordinal());
        for (AccuracyColumn column : AccuracyColumn.values()) {
            switch (column.column().kind()) {
                case LONG -> longs[column.ordinal()] = group.longs(column.ordinal());
                case DOUBLE -> doubles[column.ordinal()] = group.doubles(column.ordinal());
                default -> {
                    // the keys, above
                }
            }
        }
    }

    /** The first of the four columns with the errors of a forecast: the sum, of |e|, of e², of |e / actual|. */
    static int firstOf(Candidate candidate) {
        AccuracyColumn first =
                switch (candidate) {
                    case MODEL -> AccuracyColumn.MODEL_ERROR_KWH;
                    case LAST_WEEK -> AccuracyColumn.LAST_WEEK_ERROR_KWH;
                    case YESTERDAY -> AccuracyColumn.YESTERDAY_ERROR_KWH;
                    case FOUR_WEEK_MEAN -> AccuracyColumn.FOUR_WEEK_MEAN_ERROR_KWH;
                };
        return first.ordinal();
    }

    String building(int row) {
        return buildings[row];
    }

    Quantity quantity(int row) {
        for (Quantity quantity : QUANTITIES) {
            if (quantity.code().equals(quantities[row])) {
                return quantity;
            }
        }
        return Quantity.ofCode(quantities[row], AccuracyColumn.QUANTITY.column().name());
    }

    LocalDate day(int row) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(days[row]), ZoneOffset.UTC);
    }

    AccuracyRecord at(int row) {
        return new AccuracyRecord(
                new BuildingId(buildings[row]),
                quantity(row),
                day(row),
                Math.toIntExact(whole(AccuracyColumn.DAY_AHEAD, row)),
                sums(row));
    }

    private AccuracySums sums(int row) {
        HourCounts counts = new HourCounts(
                whole(AccuracyColumn.ISSUED_HOURS, row),
                whole(AccuracyColumn.SCORED_HOURS, row),
                whole(AccuracyColumn.MISSING_HOURS, row),
                whole(AccuracyColumn.SUSPECT_HOURS, row),
                whole(AccuracyColumn.WITHOUT_BASELINE_HOURS, row));
        double actual = number(AccuracyColumn.ABSOLUTE_ACTUAL_KWH.ordinal(), row);
        return new AccuracySums(
                counts,
                Arrays.stream(Candidate.values())
                        .map(candidate -> point(counts.scored(), actual, candidate, row))
                        .toList(),
                new IntervalSums(
                        counts.scored(),
                        actual,
                        whole(AccuracyColumn.COVERED_HOURS, row),
                        number(AccuracyColumn.NOMINAL_HOURS.ordinal(), row),
                        number(AccuracyColumn.INTERVAL_WIDTH_KWH.ordinal(), row),
                        number(AccuracyColumn.LOWER_PINBALL_KWH.ordinal(), row),
                        number(AccuracyColumn.UPPER_PINBALL_KWH.ordinal(), row)),
                misses(row));
    }

    private MissSums misses(int row) {
        long hours = whole(AccuracyColumn.OPEN_HOURS, row);
        return hours == RowGroup.MISSING_LONG
                ? MissSums.NONE
                : new MissSums(
                        hours,
                        new EndSums(
                                whole(AccuracyColumn.BELOW_HOURS, row),
                                number(AccuracyColumn.BELOW_NOMINAL_HOURS.ordinal(), row),
                                number(AccuracyColumn.LOWER_OFFSET_WIDTHS.ordinal(), row)),
                        new EndSums(
                                whole(AccuracyColumn.ABOVE_HOURS, row),
                                number(AccuracyColumn.ABOVE_NOMINAL_HOURS.ordinal(), row),
                                number(AccuracyColumn.UPPER_OFFSET_WIDTHS.ordinal(), row)));
    }

    private PointSums point(long hours, double actual, Candidate candidate, int row) {
        int first = firstOf(candidate);
        return new PointSums(
                hours,
                actual,
                whole(AccuracyColumn.RELATIVE_HOURS, row),
                number(first, row),
                number(first + 1, row),
                number(first + 2, row),
                number(first + 3, row));
    }

    private long whole(AccuracyColumn column, int row) {
        return longs[column.ordinal()][row];
    }

    private double number(int column, int row) {
        return doubles[column][row];
    }
}
