package com.hometech.edf.insights.analysis;

import com.hometech.edf.insights.upload.ApplianceSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Mean energy by local hour of day. */
public final class HourProfile {
    private static final int HOURS = 24;
    private static final int SECONDS_PER_HOUR = 3600;
    /** A greatest hour below so many times the mean of all hours is chance, not habit. */
    private static final double LEAST_PEAK = 1.1;

    private final double[] meanKwh;

    private HourProfile(double[] meanKwh) {
        this.meanKwh = meanKwh;
    }

    /** The profile of a series; empty where its intervals are longer than an hour, or some hours have no reading at all. */
    public static Optional<HourProfile> of(ApplianceSeries series, ZoneId zone) {
        if (series.stepSeconds() > SECONDS_PER_HOUR) {
            return Optional.empty();
        }
        double[] sums = new double[HOURS];
        long[] counts = new long[HOURS];
        for (int index = 0; index < series.size(); index++) {
            int hour = Instant.ofEpochSecond(series.start(index)).atZone(zone).getHour();
            sums[hour] += series.kwh(index);
            counts[hour]++;
        }
        double[] means = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            if (counts[hour] == 0) {
                return Optional.empty();
            }
            means[hour] = sums[hour] / (counts[hour] * series.stepHours());
        }
        return Optional.of(new HourProfile(means));
    }

    /** The sum of profiles; empty where there are none. */
    public static Optional<HourProfile> sum(List<HourProfile> profiles) {
        if (profiles.isEmpty()) {
            return Optional.empty();
        }
        double[] sums = new double[HOURS];
        for (HourProfile profile : profiles) {
            for (int hour = 0; hour < HOURS; hour++) {
                sums[hour] += profile.meanKwh[hour];
            }
        }
        return Optional.of(new HourProfile(sums));
    }

    /**
     * The local hour of day with the greatest mean; empty where it takes about the same all day: where no hour's mean exceeds
     * that of all hours by a tenth.
     */
    public Optional<Integer> peakHour() {
        int peak = 0;
        for (int hour = 1; hour < HOURS; hour++) {
            peak = meanKwh[hour] > meanKwh[peak] ? hour : peak;
        }
        double mean = Arrays.stream(meanKwh).average().orElseThrow();
        return meanKwh[peak] > LEAST_PEAK * mean ? Optional.of(peak) : Optional.empty();
    }

    /** Mean energy of an hour of day. */
    public double meanKwh(int hour) {
        return meanKwh[hour];
    }

    /** Mean energy by hour of day. */
    public double[] meanKwh() {
        return meanKwh.clone();
    }

    /**
     * Share of the energy that is taken in a window of hours.
     *
     * @param from its first hour
     * @param to the one after its last; before {@code from} where it goes over midnight
     */
    public double shareWithin(int from, int to) {
        double within = 0;
        double all = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            boolean inside = from <= to ? hour >= from && hour < to : hour >= from || hour < to;
            within += inside ? meanKwh[hour] : 0;
            all += meanKwh[hour];
        }
        return all > 0 ? within / all : 0;
    }
}
