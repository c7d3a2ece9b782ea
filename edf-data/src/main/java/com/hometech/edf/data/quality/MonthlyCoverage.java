package com.hometech.edf.data.quality;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Adds up, month by month, how many readings there are of those that there could be. */
public final class MonthlyCoverage {
    /**
     * One month over all buildings.
     *
     * @param month in UTC, as {@code 2024-07}
     * @param expectedHours hours between first and last reading of each building
     * @param presentHours hours that have a reading
     * @param buildings buildings with a reading in the month
     */
    public record Month(String month, long expectedHours, long presentHours, int buildings) {
        /** Share of expected hours that have a reading. */
        public double completeness() {
            return expectedHours == 0 ? 0 : (double) presentHours / expectedHours;
        }
    }

    private final NavigableMap<YearMonth, Month> months = new TreeMap<>();

    /** Adds the readings of one building. */
    public void add(RegularSeries series) {
        int index = 0;
        while (index < series.size()) {
            long firstSecond = series.epochSeconds()[index];
            YearMonth month = YearMonth.from(Instant.ofEpochSecond(firstSecond).atOffset(ZoneOffset.UTC));
            long endSecond = startOf(month.plusMonths(1));
            int next = index;
            while (next < series.size() && series.epochSeconds()[next] < endSecond) {
                next++;
            }
            addMonth(series, month, next - index);
            index = next;
        }
        addSilentMonths(series);
    }

    private void addMonth(RegularSeries series, YearMonth month, int present) {
        long from = Math.max(startOf(month), series.epochSeconds()[0]);
        long lastEnd = series.epochSeconds()[series.size() - 1] + series.step().seconds();
        long expected = series.stepsBetween(from, Math.min(startOf(month.plusMonths(1)), lastEnd));
        add(new Month(month.toString(), series.hours(expected), series.hours(present), 1), month);
    }

    private void addSilentMonths(RegularSeries series) {
        for (int index = 1; index < series.size(); index++) {
            if (!series.followsOn(index)) {
                YearMonth before = monthOf(series.epochSeconds()[index - 1]);
                YearMonth after = monthOf(series.epochSeconds()[index]);
                for (YearMonth month = before.plusMonths(1); month.isBefore(after); month = month.plusMonths(1)) {
                    long steps = series.stepsBetween(startOf(month), startOf(month.plusMonths(1)));
                    add(new Month(month.toString(), series.hours(steps), 0, 0), month);
                }
            }
        }
    }

    private void add(Month more, YearMonth month) {
        months.merge(
                month,
                more,
                (a, b) -> new Month(
                        a.month(),
                        a.expectedHours() + b.expectedHours(),
                        a.presentHours() + b.presentHours(),
                        a.buildings() + b.buildings()));
    }

    private static YearMonth monthOf(long epochSecond) {
        return YearMonth.from(Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC));
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }

    /** The months in order. */
    public List<Month> months() {
        return new ArrayList<>(months.values());
    }
}
