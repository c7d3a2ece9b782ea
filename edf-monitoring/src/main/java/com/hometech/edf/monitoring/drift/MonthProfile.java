package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.input.TimeSpan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The hours of one building in a month, of the newest version of each reading. */
final class MonthProfile {
    private static final int HOURS = DayColumn.HOURS;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SECONDS_PER_DAY = HOURS * SECONDS_PER_HOUR;

    private final long start;
    private final int seconds;
    private final double[] kwh;
    private final long[] versions;

    MonthProfile(TimeSpan month, TimeStep step) {
        start = month.fromEpochSecond();
        seconds = step.seconds();
        kwh = new double[(int) ((month.endEpochSecond() - start) / seconds)];
        versions = new long[kwh.length];
        Arrays.fill(kwh, Double.NaN);
        Arrays.fill(versions, Long.MIN_VALUE);
    }

    /** Days of the month. */
    int days() {
        return (int) ((long) kwh.length * seconds / SECONDS_PER_DAY);
    }

    /** Adds a reading; of those of the same time the newest version counts, between equal ones the greater. */
    void add(long epochSecond, long version, double value, boolean believed) {
        int index = (int) ((epochSecond - start) / seconds);
        double reading = believed ? value : Double.NaN;
        if (version > versions[index] || (version == versions[index] && !(reading <= kwh[index]))) {
            kwh[index] = reading;
            versions[index] = version;
        }
    }

    /** The energy of each hour of a day in UTC, NaN where it is missing [kWh]; null where all are. */
    float @Nullable [] hours(int day) {
        float[] hours = new float[HOURS];
        boolean known = false;
        for (int hour = 0; hour < HOURS; hour++) {
            hours[hour] = (float) hour((long) day * SECONDS_PER_DAY + (long) hour * SECONDS_PER_HOUR);
            known |= !Float.isNaN(hours[hour]);
        }
        return known ? hours : null;
    }

    /** Shorter steps are added up, at least half of them; a longer one is spread over its hours. */
    private double hour(long second) {
        if (seconds > SECONDS_PER_HOUR) {
            return kwh[(int) (second / seconds)] * SECONDS_PER_HOUR / seconds;
        }
        int first = (int) (second / seconds);
        int steps = SECONDS_PER_HOUR / seconds;
        double sum = 0;
        int count = 0;
        for (int index = first; index < first + steps; index++) {
            if (!Double.isNaN(kwh[index])) {
                sum += kwh[index];
                count++;
            }
        }
        return 2 * count >= steps ? sum * steps / count : Double.NaN;
    }
}
