package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.TimeStep;
import java.time.ZoneId;
import java.util.Optional;

/** Tells from the times of a meter's readings how far apart they are meant to be. */
public final class MeterStep {
    private static final int QUARTER_SECONDS = TimeStep.HOUR.seconds() / 4;
    private static final int HALF_SECONDS = TimeStep.HOUR.seconds() / 2;
    private static final TimeStep QUARTER = new TimeStep(QUARTER_SECONDS);
    private static final TimeStep HALF = new TimeStep(HALF_SECONDS);
    /** Distances below which nothing is said about a meter that reads less than hourly. */
    private static final int FEWEST_DISTANCES = 24;
    /** Share of all distances that must be multiples of the most common one. */
    private static final double SMALLEST_SHARE = 0.9;

    private static final int HOUR_QUARTERS = 4;
    /** More than a day of 25 hours is a gap. */
    private static final int LONGEST_QUARTERS = 101;

    private MeterStep() {}

    /**
     * The step that most readings lie on; a few strays do not make a meter a quarter-hourly one.
     *
     * @param expected what is meant where too few readings tell, as in a delivery of one day
     * @param zone of the building
     */
    public static TimeStep of(BuildingReadings readings, TimeStep expected, ZoneId zone) {
        int onHour = 0;
        int onHalf = 0;
        int onQuarter = 0;
        for (int index = 0; index < readings.size(); index++) {
            long second = readings.epochSecond(index) % TimeStep.HOUR.seconds();
            onHour += second == 0 ? 1 : 0;
            onHalf += second == HALF_SECONDS ? 1 : 0;
            onQuarter += second % HALF_SECONDS != 0 ? 1 : 0;
        }
        if (onQuarter > onHour / 2) {
            return QUARTER;
        }
        if (onHalf > onHour / 2) {
            return HALF;
        }
        return longerThanHalfAnHour(readings)
                .orElseGet(() -> liesOn(expected, readings, zone) ? expected : TimeStep.HOUR);
    }

    private static Optional<TimeStep> longerThanHalfAnHour(BuildingReadings readings) {
        int[] counts = new int[LONGEST_QUARTERS + 1];
        for (int index = 1; index < readings.size(); index++) {
            counts[(int) Math.min(LONGEST_QUARTERS, quarters(readings, index))]++;
        }
        int dayQuarters = QUARTER.stepsPerDay();
        // days of changing clocks count as days
        counts[dayQuarters] += counts[dayQuarters - HOUR_QUARTERS] + counts[dayQuarters + HOUR_QUARTERS];
        int common = HOUR_QUARTERS;
        for (int length = common; length <= dayQuarters; length++) {
            common = counts[length] > counts[common] ? length : common;
        }
        return keepsTo(common, readings) ? stepOf(common) : Optional.empty();
    }

    private static long quarters(BuildingReadings readings, int index) {
        return (readings.epochSecond(index) - readings.epochSecond(index - 1)) / QUARTER_SECONDS;
    }

    /** Whether most distances are multiples of a step, so that only gaps are longer; those of clock changes apart. */
    private static boolean keepsTo(int step, BuildingReadings readings) {
        int distances = 0;
        int kept = 0;
        for (int index = 1; index < readings.size(); index++) {
            long quarters = quarters(readings, index);
            if (quarters > 0) {
                distances++;
                long rest = quarters % step;
                boolean day = step == QUARTER.stepsPerDay();
                kept += rest == 0 || (day && (rest == HOUR_QUARTERS || rest == step - HOUR_QUARTERS)) ? 1 : 0;
            }
        }
        return distances >= FEWEST_DISTANCES && kept >= SMALLEST_SHARE * distances;
    }

    private static Optional<TimeStep> stepOf(int quarters) {
        return TimeStep.ALL.stream()
                .filter(step -> step.seconds() == quarters * QUARTER_SECONDS)
                .findFirst();
    }

    private static boolean liesOn(TimeStep step, BuildingReadings readings, ZoneId zone) {
        for (int index = 0; index < readings.size(); index++) {
            if (step.intervalAt(readings.epochSecond(index), zone) == TimeStep.NO_START) {
                return false;
            }
        }
        return true;
    }
}
