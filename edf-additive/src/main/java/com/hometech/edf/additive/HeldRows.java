package com.hometech.edf.additive;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The newest rows of a {@link MovingFit}: what a {@link FittedModel} needs of its history once it is fitted.
 *
 * @param rows with a value, in order of time; the columns that the model asks for alone
 * @param times distinct times, of rows without a value too, ascending
 */
record HeldRows(Frame rows, long[] times) {
    /** How many are kept: two days of hours. */
    static final int MOST = 48;

    static HeldRows of(Preparation preparation, Frame history, long[] historyTimes) {
        return new HeldRows(history.only(columns(preparation)), historyTimes).newest();
    }

    private static Set<String> columns(Preparation preparation) {
        Set<String> columns = new LinkedHashSet<>(Set.of("y"));
        preparation.regressors().keySet().forEach(regressor -> columns.add(regressor.name()));
        for (Seasonality seasonality : preparation.seasonalities()) {
            String condition = seasonality.condition();
            if (condition != null) {
                columns.add(condition);
            }
        }
        return columns;
    }

    private HeldRows newest() {
        return new HeldRows(
                rows.rows(Math.max(0, rows.size() - MOST), rows.size()),
                Arrays.copyOfRange(times, Math.max(0, times.length - MOST), times.length));
    }

    /**
     * @param given all rows that come
     * @param usable those with a value
     */
    HeldRows with(Frame given, Frame usable) {
        Frame both = rows.followedBy(usable.only(rows.columns())).sorted();
        long[] all = Arrays.copyOf(times, times.length + given.size());
        System.arraycopy(given.micros(), 0, all, times.length, given.size());
        Arrays.sort(all);
        return new HeldRows(both, FittedModel.distinct(all)).newest();
    }

    /**
     * @param given all rows that go
     * @param usable those with a value
     */
    HeldRows without(Frame given, Frame usable) {
        boolean[] gone = new boolean[rows.size()];
        double[] y = rows.values("y");
        double[] values = usable.values("y");
        for (int row = 0; row < usable.size(); row++) {
            for (int held = 0; held < gone.length; held++) {
                if (!gone[held] && rows.micros()[held] == usable.micros()[row] && y[held] == values[row]) {
                    gone[held] = true;
                    break;
                }
            }
        }
        int[] left = new int[gone.length];
        int count = 0;
        for (int held = 0; held < gone.length; held++) {
            if (!gone[held]) {
                left[count++] = held;
            }
        }
        Frame remaining = rows.rows(Arrays.copyOf(left, count));
        long[] dropped = given.micros().clone();
        Arrays.sort(dropped);
        long[] remainingTimes = Arrays.stream(times)
                .filter(time ->
                        Arrays.binarySearch(dropped, time) < 0 || Arrays.binarySearch(remaining.micros(), time) >= 0)
                .toArray();
        return new HeldRows(remaining, remainingTimes);
    }
}
