package com.hometech.edf.insights.analysis;

import com.hometech.edf.insights.upload.ApplianceSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Energy by local day. A day counts where at least nine tenths of its intervals have a reading; what is missing is taken as
 * the mean of the others.
 */
public final class LocalDays {
    private static final double LEAST_SHARE = 0.9;

    /** Days of silence after which an appliance is taken as gone. */
    private static final int GONE_AFTER_DAYS = 7;

    private final NavigableMap<LocalDate, Double> kwh;

    private LocalDays(NavigableMap<LocalDate, Double> kwh) {
        this.kwh = kwh;
    }

    /** The days of one appliance. */
    public static LocalDays of(ApplianceSeries series, ZoneId zone) {
        NavigableMap<LocalDate, double[]> sums = new TreeMap<>();
        for (int index = 0; index < series.size(); index++) {
            LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(series.start(index)), zone);
            double[] sum = sums.computeIfAbsent(date, unused -> new double[2]);
            sum[0] += series.kwh(index);
            sum[1]++;
        }
        NavigableMap<LocalDate, Double> days = new TreeMap<>();
        sums.forEach((date, sum) -> {
            double expected = series.isDaily() ? 1 : (double) secondsOf(date, zone) / series.stepSeconds();
            double share = sum[1] / expected;
            if (share >= LEAST_SHARE) {
                days.put(date, sum[0] / Math.min(1, share));
            }
        });
        return new LocalDays(days);
    }

    private static long secondsOf(LocalDate date, ZoneId zone) {
        return date.plusDays(1).atStartOfDay(zone).toEpochSecond()
                - date.atStartOfDay(zone).toEpochSecond();
    }

    /**
     * The sum over appliances, of days that count for each of them. One that came later counts from its first day on; one that
     * went more than a week before the others, up to its last.
     */
    public static LocalDays sum(List<LocalDays> appliances) {
        List<LocalDays> some =
                appliances.stream().filter(days -> !days.kwh.isEmpty()).toList();
        NavigableMap<LocalDate, Double> total = new TreeMap<>();
        LocalDate end = some.stream()
                .map(days -> days.kwh.lastKey())
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
        for (LocalDays days : some) {
            days.kwh.forEach((date, unused) -> total.putIfAbsent(date, 0.0));
        }
        total.entrySet().removeIf(day -> some.stream().anyMatch(days -> days.lacks(day.getKey(), end)));
        total.replaceAll((date, unused) -> some.stream()
                .mapToDouble(days -> days.kwh.getOrDefault(date, 0.0))
                .sum());
        return new LocalDays(total);
    }

    /** Whether a day is missing although the appliance was there; {@code end} is the newest day of all appliances. */
    private boolean lacks(LocalDate date, LocalDate end) {
        boolean gone = kwh.lastKey().isBefore(end.minusDays(GONE_AFTER_DAYS));
        boolean there = !date.isBefore(kwh.firstKey()) && !(gone && date.isAfter(kwh.lastKey()));
        return there && !kwh.containsKey(date);
    }

    /** Energy by day, ascending; days that do not count are absent. */
    public NavigableMap<LocalDate, Double> kwh() {
        return Collections.unmodifiableNavigableMap(kwh);
    }

    public boolean isEmpty() {
        return kwh.isEmpty();
    }

    /** The days before a date. */
    LocalDays before(LocalDate date) {
        return new LocalDays(kwh.headMap(date, false));
    }

    /** Mean energy of a day; NaN where none counts. */
    public double mean() {
        return kwh.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
