package com.hometech.edf.data.importing;

import com.hometech.edf.data.quality.BuildingReadings;
import com.hometech.edf.data.quality.HourlySeries;

/** How many readings a meter gives for each hour. */
enum MeterGrid {
    HOURS(1),
    HALF_HOURS(2),
    QUARTER_HOURS(4);

    private final int partsOfHour;

    MeterGrid(int partsOfHour) {
        this.partsOfHour = partsOfHour;
    }

    int partsOfHour() {
        return partsOfHour;
    }

    long stepSeconds() {
        return HourlySeries.HOUR_SECONDS / partsOfHour;
    }

    /** The grid that most readings lie on; a few strays do not make a meter a quarter-hourly one. */
    static MeterGrid of(BuildingReadings readings) {
        int onHour = 0;
        int onHalf = 0;
        int onQuarter = 0;
        for (int index = 0; index < readings.size(); index++) {
            long second = readings.epochSecond(index) % HourlySeries.HOUR_SECONDS;
            onHour += second == 0 ? 1 : 0;
            onHalf += second == HALF_HOURS.stepSeconds() ? 1 : 0;
            onQuarter += second % HALF_HOURS.stepSeconds() != 0 ? 1 : 0;
        }
        if (onQuarter > onHour / 2) {
            return QUARTER_HOURS;
        }
        return onHalf > onHour / 2 ? HALF_HOURS : HOURS;
    }
}
