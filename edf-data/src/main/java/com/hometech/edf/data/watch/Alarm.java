package com.hometech.edf.data.watch;

import com.hometech.edf.common.domain.Quantity;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody has to look at, for as long as it lasts. Whoever reads it has not read the code: {@code text} says
 * what moved, by how much and since when, {@code advice} what to do about it.
 *
 * @param watch the check that found it, such as {@code drift}
 * @param kind what is the matter, such as {@code clock_shift}; with the watch, the scope, the subject and the quantity it is
 *     the alarm's identity from day to day
 * @param scope what it is about
 * @param subject id of the building or site; empty for all buildings
 * @param quantity what is measured or forecast; null where it is about neither, such as weather
 * @param since first day of what is wrong, in UTC
 * @param raised day on which the alarm was raised, in UTC
 * @param remedy what may help
 * @param text what is the matter, in one or two sentences
 * @param advice what to do, in one or two sentences
 */
public record Alarm(
        String watch,
        String kind,
        Scope scope,
        String subject,
        @Nullable Quantity quantity,
        LocalDate since,
        LocalDate raised,
        Remedy remedy,
        String text,
        String advice)
        implements Comparable<Alarm> {
    /** Kind of the alarm that readings have ended. */
    public static final String READINGS_ENDED = "readings_ended";

    private static final Comparator<Alarm> ORDER = Comparator.comparing(Alarm::scope)
            .thenComparing(Alarm::watch)
            .thenComparing(Alarm::kind)
            .thenComparing(Alarm::subject)
            .thenComparing(Alarm::quantity, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Alarm::since);

    /** What an alarm is about. */
    public enum Scope {
        /** All buildings together. */
        FLEET,
        /** The buildings, or the weather, of a site. */
        SITE,
        /** One building. */
        BUILDING
    }

    /** What may help. */
    public enum Remedy {
        /** People or buildings behave differently: a model that has seen it forecasts better. */
        RETRAIN,
        /** What was delivered is wrong: to be mended at its source. A model must not learn from it. */
        REPAIR_DATA,
        /** Neither is clear: somebody has to look. */
        LOOK
    }

    /** The same with other words. */
    public Alarm withText(String other) {
        return new Alarm(watch, kind, scope, subject, quantity, since, raised, remedy, other, advice);
    }

    /** Whether it was raised on a day, rather than before. */
    public boolean isNew(LocalDate day) {
        return raised.equals(day);
    }

    /** Whether it is the same alarm as on another day. */
    public boolean isSame(Alarm other) {
        return watch.equals(other.watch)
                && kind.equals(other.kind)
                && scope == other.scope
                && subject.equals(other.subject)
                && quantity == other.quantity;
    }

    /** All buildings first, then by watch, kind and subject. */
    @Override
    public int compareTo(Alarm other) {
        return ORDER.compare(this, other);
    }
}
