package com.hometech.edf.insights.upload;

import java.util.Arrays;

/** Readings of one appliance in order of time, at most one for each interval of its step. */
public final class ApplianceSeries {
    private static final double SECONDS_PER_HOUR = 3600;

    private final String name;
    private final ApplianceKind kind;
    private final int stepSeconds;
    private final long[] starts;
    private final double[] kwh;

    /**
     * @param stepSeconds length of the intervals [s]; 86,400 for local days
     * @param starts of the intervals, ascending [s since 1970]
     * @param kwh energy of each interval
     */
    public ApplianceSeries(String name, ApplianceKind kind, int stepSeconds, long[] starts, double[] kwh) {
        this.name = name;
        this.kind = kind;
        this.stepSeconds = stepSeconds;
        this.starts = starts.clone();
        this.kwh = kwh.clone();
    }

    public String name() {
        return name;
    }

    public ApplianceKind kind() {
        return kind;
    }

    /** Length of the intervals [s]. */
    public int stepSeconds() {
        return stepSeconds;
    }

    /** Length of the intervals [h]. */
    public double stepHours() {
        return stepSeconds / SECONDS_PER_HOUR;
    }

    /** Whether the intervals are local days. */
    public boolean isDaily() {
        return stepSeconds == SeriesBuilder.SECONDS_PER_DAY;
    }

    /** Number of readings. */
    public int size() {
        return starts.length;
    }

    /** Start of an interval [s since 1970]. */
    public long start(int index) {
        return starts[index];
    }

    /** Energy of an interval. */
    public double kwh(int index) {
        return kwh[index];
    }

    /** Energy of all intervals. */
    public double total() {
        return Arrays.stream(kwh).sum();
    }

    /** The reading that at least this share of the readings do not exceed [kWh]. */
    public double quantile(double share) {
        double[] sorted = kwh.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
