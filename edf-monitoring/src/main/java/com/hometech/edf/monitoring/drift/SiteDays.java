package com.hometech.edf.monitoring.drift;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the buildings of a site have in common, day by day. */
final class SiteDays {
    private final int firstDay;
    private final int[] judged;
    private final int[] above;
    private final int[] below;
    private final int[] early;
    private final int[] late;
    private final float[][] rest;
    private final int[] rests;
    private int lastDay = Integer.MIN_VALUE;

    /** Days in {@code [firstDay, endDay)}, counted since 1970. */
    SiteDays(int firstDay, int endDay) {
        this.firstDay = firstDay;
        int days = endDay - firstDay;
        judged = new int[days];
        above = new int[days];
        below = new int[days];
        early = new int[days];
        late = new int[days];
        rests = new int[days];
        rest = new float[days][];
    }

    /**
     * Adds a building.
     *
     * @param evidence evidence that alone says something about a clock, if other buildings say the same [nats]
     */
    void add(BuildingSignals signals, LevelRule level, ClockRule clock, double evidence) {
        lastDay = Math.max(lastDay, signals.lastDay());
        for (int day = signals.firstDay(); day <= signals.lastDay(); day++) {
            int index = day - firstDay;
            if (!Double.isNaN(signals.level(day))) {
                judged[index]++;
                double move = signals.level(day);
                above[index] += move >= level.threshold() ? 1 : 0;
                below[index] += move <= -level.threshold() ? 1 : 0;
                late[index] += clock.labelledEvidence(day, true) >= evidence ? 1 : 0;
                early[index] += clock.labelledEvidence(day, false) >= evidence ? 1 : 0;
            }
            double resting = signals.of(Signal.REST, day);
            if (!Double.isNaN(resting)) {
                addRest(index, (float) resting);
            }
        }
    }

    private void addRest(int index, float value) {
        float[] known = rest[index];
        if (known == null) {
            known = new float[8];
        } else if (rests[index] == known.length) {
            known = Arrays.copyOf(known, 2 * known.length);
        }
        known[rests[index]++] = value;
        rest[index] = known;
    }

    int firstDay() {
        return firstDay;
    }

    /** The last day of which something is known. */
    int lastDay() {
        return lastDay;
    }

    /** Buildings whose level is known on a day. */
    int judged(int day) {
        return at(judged, day);
    }

    /** Share of the buildings that are far above, or below, what is usual; 0 where nothing is known. */
    double levelShare(int day, boolean upwards) {
        return share(upwards ? above : below, day);
    }

    /** Share of the buildings that seem late, or early. */
    double clockShare(int day, boolean isLate) {
        return share(isLate ? late : early, day);
    }

    private double share(int[] counts, int day) {
        int of = at(judged, day);
        return of == 0 ? 0 : (double) at(counts, day) / of;
    }

    private int at(int[] counts, int day) {
        int index = day - firstDay;
        return index >= 0 && index < counts.length ? counts[index] : 0;
    }

    /** How many buildings say whether a working day was one. */
    int restingKnown(int day) {
        return at(rests, day);
    }

    /** How much a working day resembled a Sunday in half of the buildings; NaN where too few know. */
    double resting(int day, int fewest) {
        int index = day - firstDay;
        float @Nullable [] known = index >= 0 && index < rest.length ? rest[index] : null;
        if (known == null || rests[index] < fewest) {
            return Double.NaN;
        }
        double[] values = new double[rests[index]];
        for (int building = 0; building < values.length; building++) {
            values[building] = known[building];
        }
        return Quantiles.median(values, values.length);
    }
}
