package com.hometech.edf.data.sample;

import static java.lang.StrictMath.exp;

import java.util.SplittableRandom;

/**
 * When people are in a building, by its own clock.
 *
 * @param opens hour at which half of them have come
 * @param closes hour at which half of them have gone
 * @param rampHours how softly they come and go [h]
 * @param dip share that is away in the middle of the day, 0 to 1
 * @param dipHour when that is
 * @param dipWidthHours how long [h]
 * @param friday share of an ordinary working day's people on a Friday
 * @param saturday the same for a Saturday
 * @param sunday the same for a Sunday
 */
record Week(
        double opens,
        double closes,
        double rampHours,
        double dip,
        double dipHour,
        double dipWidthHours,
        double friday,
        double saturday,
        double sunday) {

    /** A week near this one. */
    Week near(SplittableRandom random) {
        return new Week(
                Draw.around(random, opens, 0.5),
                Draw.around(random, closes, 0.6),
                rampHours * Draw.factor(random, 0.2),
                Math.min(0.9, dip * Draw.factor(random, 0.3)),
                Draw.around(random, dipHour, 0.3),
                dipWidthHours,
                Math.min(1.1, friday * Draw.factor(random, 0.04)),
                saturday * Draw.factor(random, 0.4),
                sunday * Draw.factor(random, 0.4));
    }

    Week withSunday(double share) {
        return new Week(opens, closes, rampHours, dip, dipHour, dipWidthHours, friday, saturday, share);
    }

    /** Share of a full house at a clock hour (middle of the interval), 0 to 1. */
    double presence(double clockHour) {
        double come = 1 / (1 + exp(-(clockHour - opens) / rampHours));
        double gone = 1 / (1 + exp((clockHour - closes) / rampHours));
        double fromDip = (clockHour - dipHour) / dipWidthHours;
        return come * gone * (1 - dip * exp(-fromDip * fromDip));
    }
}
