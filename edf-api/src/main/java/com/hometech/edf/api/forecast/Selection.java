package com.hometech.edf.api.forecast;

import com.hometech.edf.api.http.Arguments;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.common.domain.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of a forecast are wanted.
 *
 * @param issuedAt of this issue; empty: of the newest
 * @param period with targets in it; empty: all of the issue
 */
public record Selection(Quantity quantity, Optional<Instant> issuedAt, Optional<Period> period) {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final String FROM = "from";
    private static final String TO = "to";

    /** From an instant to another, which is left out. */
    public record Period(Instant from, Instant to) {
        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    /**
     * What {@code quantity}, {@code issued_at}, {@code from} and {@code to} ask for.
     *
     * @throws ProblemException when they do not fit together
     */
    public static Selection of(Arguments arguments) {
        return new Selection(
                Quantity.ofCode(arguments.text("quantity"), "quantity"),
                arguments.time("issued_at"),
                period(arguments));
    }

    private static Optional<Period> period(Arguments arguments) {
        Optional<Instant> from = arguments.time(FROM);
        Optional<Instant> to = arguments.time(TO);
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        if (from.isEmpty() || to.isEmpty()) {
            String missing = from.isEmpty() ? FROM : TO;
            throw ProblemException.invalid(missing, "is missing; write both from and to, or none of them");
        }
        if (!from.get().isBefore(to.get())) {
            throw ProblemException.invalid(TO, "is not after from; exchange them, or choose a later to");
        }
        if (Duration.between(from.get(), to.get()).compareTo(LONGEST) > 0) {
            throw ProblemException.invalid(
                    TO, "is more than " + LONGEST.toDays() + " days after from; ask for shorter periods one by one");
        }
        return Optional.of(new Period(from.get(), to.get()));
    }
}
