package com.hometech.edf.features.engine;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.table.ReadingFlag;
import java.util.Arrays;

/**
 * Readings that the building can hardly have used, judged by its whole series. An import judges what it brings: in daily
 * deliveries a flatline crosses the border of two imports, and a day alone is too short to know its own level. So the
 * engine judges once more.
 *
 * <p>Targets may be judged by what came later. Features may not: there a unit slip is missing from the hour on at which it
 * has lasted long enough to be told from a spike; the hours before are clipped as spikes are.
 */
final class SuspectReadings {
    private static final byte OK = (byte) ReadingFlag.OK.ordinal();
    private static final byte UNIT_SLIP = (byte) ReadingFlag.UNIT_SLIP.ordinal();

    /** As measured, without what is known to be a unit slip; NaN where missing [kWh]. */
    final double[] believedKwh;
    /** Limits of spikes, by what was delivered. */
    final SpikeLimits spikes;
    /**
     * Whether a reading like the one before it counts towards a standstill. A plant rests every night and through the polar
     * one: a zero counts only where the hour brought something in the week before.
     */
    final boolean[] isTelling;
    /** Whether each interval is neither learned from nor scored. */
    private final boolean[] suspect;

    SuspectReadings(double[] kwh, byte[] flags, StepGrid grid, DataQualityConfig quality, Quantity quantity) {
        believedKwh = kwh.clone();
        suspect = new boolean[kwh.length];
        for (int index = 0; index < kwh.length; index++) {
            suspect[index] = flags[index] != OK;
            believedKwh[index] = flags[index] == UNIT_SLIP ? Double.NaN : kwh[index];
        }
        spikes = SpikeLimits.of(believedKwh, grid, quality.spikeFactor());
        SpikeLimits slips = spikes.times(quality.unitSlipFactor() / quality.spikeFactor());
        isTelling = telling(kwh, grid.stepsPerDay(), quantity);
        findUnitSlips(slips, quality.unitSlipSteps(grid.step()));
        findFlatlines(kwh, quality.flatlineSteps(grid.step()));
    }

    boolean isSuspect(int index) {
        return suspect[index];
    }

    private void findUnitSlips(SpikeLimits limits, int fewestSteps) {
        int steps = 0;
        for (int index = 0; index < believedKwh.length; index++) {
            steps = Math.abs(believedKwh[index]) > limits.at(index) ? steps + 1 : 0;
            if (steps >= fewestSteps) {
                believedKwh[index] = Double.NaN;
                Arrays.fill(suspect, index + 1 - (steps == fewestSteps ? steps : 1), index + 1, true);
            }
        }
    }

    private void findFlatlines(double[] kwh, int fewestSteps) {
        int steps = 0;
        int last = 0;
        int start = 0;
        for (int index = 0; index < kwh.length; index++) {
            if (isTelling[index]) {
                boolean goesOn = index > 0 && kwh[index] == kwh[last];
                start = goesOn ? start : index;
                steps = goesOn ? steps + 1 : 1;
                if (steps >= fewestSteps) {
                    Arrays.fill(suspect, steps == fewestSteps ? start : last + 1, index + 1, true);
                }
                last = index;
            }
        }
    }

    private static boolean[] telling(double[] kwh, int stepsPerDay, Quantity quantity) {
        boolean[] telling = new boolean[kwh.length];
        Arrays.fill(telling, true);
        for (int index = 0; index < kwh.length && quantity == Quantity.SOLAR; index++) {
            boolean bright = kwh[index] != 0;
            for (int day = 1; day <= 7 && !bright && day * stepsPerDay <= index; day++) {
                bright = kwh[index - day * stepsPerDay] > 0;
            }
            telling[index] = bright;
        }
        return telling;
    }
}
