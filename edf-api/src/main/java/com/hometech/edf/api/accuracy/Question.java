package com.hometech.edf.api.accuracy;

import com.hometech.edf.api.http.Arguments;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.common.domain.Quantity;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A quantity and the days that are asked for.
 *
 * @param from first day, in UTC
 * @param to day after the last
 */
public record Question(Quantity quantity, LocalDate from, LocalDate to) {
    private static final int DEFAULT_DAYS = 30;
    private static final String TO = "to";

    /**
     * What {@code quantity}, {@code from} and {@code to} ask for.
     *
     * @param mostDays in a period
     * @throws ProblemException when they do not fit together
     */
    public static Question of(Arguments arguments, int mostDays, Clock clock) {
        LocalDate to = arguments.day(TO).orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        LocalDate from = arguments.day("from").orElseGet(() -> to.minusDays(DEFAULT_DAYS));
        if (!from.isBefore(to)) {
            throw ProblemException.invalid(TO, "is not after from; exchange them, or choose a later to");
        }
        if (ChronoUnit.DAYS.between(from, to) > mostDays) {
            throw ProblemException.invalid(
                    TO, "is more than " + mostDays + " days after from; ask for shorter periods one by one");
        }
        return new Question(Quantity.ofCode(arguments.text("quantity"), "quantity"), from, to);
    }
}
