package com.hometech.edf.features.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a plant yields for the sun it gets, from its own readings: the energy of an interval divided by the irradiance of a
 * clear sky, compared over the days at the same hour of UTC. The high end of these yields is the plant's own clear sky: it
 * holds size, tilt, direction and shadows without anyone having to know them. Where the plant's place is unknown the sun
 * counts as the same every day, and yields are energies.
 *
 * <p>Everything by index looks at no later reading, and at none before the four weeks that end there.
 */
final class SolarYield {
    static final int DAYS = 28;
    private static final int FEW_DAYS = 7;
    private static final int[] MEAN_DAYS = {3, 7, DAYS};
    private static final int HOURS_PER_DAY = 24;
    /** Below this, sunrise and sunset make yields of almost nothing over almost nothing [W/m²]. */
    private static final double WEAKEST_SUN = 20;
    /** Share of the greatest reading up to which a meter's standby counts as nothing. */
    private static final double STANDBY_SHARE = 0.002;

    /** Second highest yield of the four weeks at the same hour, the highest of less than a week; NaN where none is known. */
    final double[] high;
    /** Mean yield of the newest 3, 7 and 28 known days at the same hour, by position in this list. */
    final double[][] means;

    private final BuildingContext context;
    private final @Nullable SunPath sun;
    private final double[] kwh;
    private final int stepsPerDay;
    private final double[] greatestAtHour;
    private final @Nullable RollingMoments atNight;

    SolarYield(BuildingContext context) {
        this.context = context;
        this.sun = context.sun();
        this.kwh = context.load().clippedKwh;
        this.stepsPerDay = context.steps(HOURS_PER_DAY);
        this.high = new double[kwh.length];
        this.means = new double[MEAN_DAYS.length][kwh.length];
        this.greatestAtHour = new double[kwh.length];
        for (int index = 0; index < kwh.length; index++) {
            lookBack(index);
        }
        this.atNight = sun == null ? null : new RollingMoments(nightOnly(sun), context.grid(), context.steps(hours()));
    }

    private static int hours() {
        return DAYS * HOURS_PER_DAY;
    }

    private void lookBack(int index) {
        double highest = Double.NaN;
        double second = Double.NaN;
        double greatest = Double.NaN;
        double sum = 0;
        int count = 0;
        int mean = 0;
        int oldest = Math.max(0, index - (DAYS - 1) * stepsPerDay);
        for (int day = index; day >= oldest; day -= stepsPerDay) {
            if (!Double.isNaN(kwh[day])) {
                greatest = greatest >= kwh[day] ? greatest : kwh[day];
            }
            double value = at(day);
            if (!Double.isNaN(value)) {
                if (count == 0 || value > highest) {
                    second = highest;
                    highest = value;
                } else if (Double.isNaN(second) || value > second) {
                    second = value;
                }
                sum += value;
                count++;
                if (count == MEAN_DAYS[mean]) {
                    means[mean++][index] = sum / count;
                }
            }
        }
        for (; mean < MEAN_DAYS.length; mean++) {
            means[mean][index] = count == 0 ? Double.NaN : sum / count;
        }
        high[index] = count >= FEW_DAYS ? second : highest;
        greatestAtHour[index] = greatest;
    }

    private double[] nightOnly(SunPath path) {
        double[] night = kwh.clone();
        for (int index = 0; index < night.length; index++) {
            night[index] = path.up[index] && !Double.isNaN(night[index]) ? 0 : night[index];
        }
        return night;
    }

    /** Yield of one interval [kWh per W/m², or kWh where the place is unknown]; NaN at night and where it is not known. */
    double at(int index) {
        return sun != null && !sun.up[index] ? Double.NaN : kwh[index] / strength(index);
    }

    /** What yields of an interval are multiplied with to be energies. */
    double strength(int index) {
        return sun == null ? 1 : Math.max(WEAKEST_SUN, sun.clearSkyGhi[index]);
    }

    /** The newest interval at the target's hour that has happened at the origin; may lie before the grid. */
    int newest(int target, int origin) {
        return target - context.wholeDaySteps(target - origin);
    }

    /** What the plant would generate under a clear sky [kWh]; NaN where nothing of this hour is known. */
    double clearSkyKwh(int target, int origin) {
        int newest = newest(target, origin);
        return newest < 0 ? Double.NaN : high[newest] * strength(target);
    }

    /** The greatest reading of the four weeks that end with the newest known one [kWh]; NaN where none is known. */
    double greatestKwh(int origin) {
        int newest = context.load().newestReading[origin];
        return newest < 0 ? Double.NaN : context.extremes(hours()).greatest[newest];
    }

    /**
     * Whether the plant can generate nothing in the target because it is night: by the sun, or, where the place is unknown
     * or contradicted by the readings, because the hour and its neighbours brought nothing for four weeks.
     */
    boolean isNight(int target, int origin) {
        if (sun != null && isBelieved(origin)) {
            return !sun.up[target];
        }
        return wasAlwaysDark(target, origin);
    }

    /** A place where a plant generates at night is not where it stands. */
    private boolean isBelieved(int origin) {
        int newest = context.load().newestReading[origin];
        if (atNight == null || newest < 0) {
            return true;
        }
        double night = atNight.mean[newest];
        return !(night > 0.02 * context.moments(hours()).mean[newest]);
    }

    private boolean wasAlwaysDark(int target, int origin) {
        double standby = STANDBY_SHARE * greatestKwh(origin);
        int newest = newest(target, origin);
        int after = newest + 1 <= origin ? newest + 1 : newest + 1 - stepsPerDay;
        if (newest - 1 < 0 || after < 0 || Double.isNaN(standby)) {
            return false;
        }
        int weekBefore = newest - FEW_DAYS * stepsPerDay;
        boolean longKnown = weekBefore >= 0 && !Double.isNaN(kwh[weekBefore]);
        return longKnown
                && Arrays.stream(new int[] {newest - 1, newest, after})
                        .allMatch(index -> greatestAtHour[index] <= standby);
    }
}
