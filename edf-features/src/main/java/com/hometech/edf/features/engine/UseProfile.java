package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.UseType;

/**
 * The rough daily shape of a use type: a share of the peak at rest, ramps of two hours around the time of use, less on
 * Saturdays, Sundays and holidays. It only stands in where a building has no history of its own; orders of magnitude as in
 * the occupancy schedules of ASHRAE 90.1 (user's manual, appendix G).
 */
enum UseProfile {
    DAYTIME(0.45, 7, 19, 0.30, 0.20),
    LONG_DAY(0.55, 7, 22, 0.90, 0.80),
    EVENING(0.50, 9, 22, 0.90, 0.70),
    HOME(0.45, 7, 23, 1.00, 1.00),
    STEADY(0.85, 7, 20, 0.90, 0.85);

    private static final int HOURS = 24;
    private static final double RAMP_HOURS = 2;

    private final double[][] relativeByDayTypeAndHour;

    UseProfile(double atRest, int begins, int ends, double saturdayUse, double sundayUse) {
        double[][] shape = {
            day(atRest, begins, ends, 1), day(atRest, begins, ends, saturdayUse), day(atRest, begins, ends, sundayUse)
        };
        double weeklySum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            weeklySum += 5 * shape[0][hour] + shape[1][hour] + shape[2][hour];
        }
        double mean = weeklySum / (7 * HOURS);
        for (double[] day : shape) {
            for (int hour = 0; hour < HOURS; hour++) {
                day[hour] /= mean;
            }
        }
        this.relativeByDayTypeAndHour = shape;
    }

    private static double[] day(double atRest, int begins, int ends, double use) {
        double[] day = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            double middle = hour + 0.5;
            double ramp = Math.min(
                    (middle - (begins - RAMP_HOURS)) / RAMP_HOURS, ((ends + RAMP_HOURS) - middle) / RAMP_HOURS);
            day[hour] = atRest + (1 - atRest) * use * Math.max(0, Math.min(1, ramp));
        }
        return day;
    }

    static UseProfile of(UseType type) {
        return switch (type) {
            case EDUCATION, OFFICE, PUBLIC_SERVICES, SERVICES, RELIGIOUS, UNKNOWN -> DAYTIME;
            case FOOD, RETAIL, PARKING -> LONG_DAY;
            case PUBLIC_ASSEMBLY -> EVENING;
            case HOME, LODGING, REGION -> HOME;
            case HEALTHCARE, MANUFACTURING, TECHNOLOGY, UTILITY, WAREHOUSE -> STEADY;
        };
    }

    /** Load relative to the mean of the week; positive. */
    double relativeLoad(int dayType, int hourOfDay) {
        return relativeByDayTypeAndHour[dayType][hourOfDay];
    }
}
