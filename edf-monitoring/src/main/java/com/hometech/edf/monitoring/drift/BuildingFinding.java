package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.monitoring.drift.ClockRule.Labels;
import org.jspecify.annotations.Nullable;

/**
 * What the newest days say about one building.
 *
 * @param building which
 * @param lastDay newest day of which enough is known [days since 1970]
 * @param level that its readings are a multiple of what they were; null where they are not
 * @param factor by how much, half of the hours more and half less; 1 where nothing lasts
 * @param alike whether all hours moved alike, as they do where a meter's factor is wrong
 * @param clock that its clock is an hour off; null where it is not
 * @param labels which clock its labels follow
 */
record BuildingFinding(
        Building building,
        int lastDay,
        @Nullable Episode level,
        double factor,
        boolean alike,
        @Nullable Episode clock,
        Labels labels) {
    /** How much farther apart the hours' moves may be than they usually are (binary logarithm). */
    private static final double UNLIKE = 0.4;

    static BuildingFinding of(Building building, BuildingSignals signals, LevelRule level, ClockRule clock) {
        Episode lasting = level.lasting();
        double factor = 1;
        boolean alike = false;
        if (lasting != null) {
            double middle = middle(signals, lasting.since(), signals.lastDay() + 1);
            factor = Math.pow(2, middle);
            // of the days that raised the alarm: what kind of an alarm it is does not change while it lasts
            double spread = spread(signals, lasting.since(), lasting.raised() + 1);
            alike = spread <= spread(signals, signals.firstDay(), lasting.since()) + UNLIKE;
        }
        return new BuildingFinding(
                building, signals.lastDay(), lasting, factor, alike, clock.lasting(), clock.labels());
    }

    private static double middle(BuildingSignals signals, int from, int to) {
        double[] middles = new double[to - from];
        for (int day = from; day < to; day++) {
            middles[day - from] = (signals.of(Signal.LEVEL_LOW, day) + signals.of(Signal.LEVEL_HIGH, day)) / 2;
        }
        return Quantiles.of(middles, 0.5);
    }

    private static double spread(BuildingSignals signals, int from, int to) {
        double[] spreads = new double[to - from];
        for (int day = from; day < to; day++) {
            spreads[day - from] = signals.of(Signal.LEVEL_HIGH, day) - signals.of(Signal.LEVEL_LOW, day);
        }
        return Quantiles.of(spreads, 0.5);
    }
}
