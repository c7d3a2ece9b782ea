package com.hometech.edf.monitoring.accuracy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether something has been wrong for so long that somebody has to look. One bad day raises no alarm and one good day ends
 * none: both need so many days in a row.
 *
 * @param alarm whether somebody has to look
 * @param since first of the bad days; null where the last day was good and there is no alarm
 * @param streak bad days in a row without an alarm, good days in a row with one
 * @param judgedUntil last day that was looked at; no day is looked at twice
 */
public record CheckState(
        boolean alarm,
        @Nullable LocalDate since,
        int streak,
        @Nullable LocalDate judgedUntil) {
    /** Before the first day. */
    public static final CheckState NEW = new CheckState(false, null, 0, null);

    /** Whether a day is still to be looked at. */
    public boolean isNew(LocalDate day) {
        return judgedUntil == null || day.isAfter(judgedUntil);
    }

    /** The state after another day. */
    public CheckState after(LocalDate day, boolean bad, int daysUntilAlarm, int daysUntilClear) {
        if (alarm) {
            int good = bad ? 0 : streak + 1;
            return good < daysUntilClear ? new CheckState(true, since, good, day) : new CheckState(false, null, 0, day);
        }
        if (!bad) {
            return new CheckState(false, null, 0, day);
        }
        boolean raised = streak + 1 >= daysUntilAlarm;
        return new CheckState(raised, since == null ? day : since, raised ? 0 : streak + 1, day);
    }
}
