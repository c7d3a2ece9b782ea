package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.domain.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A training that monitoring asked for.
 *
 * @param quantity whose model is trained
 * @param asOf what was known when it was asked for: readings from then on are not used
 * @param cause what asked for it
 * @param execution name of the execution, the same whenever the same day asks for the same cause; with a number where an earlier one of
 *     the day was stopped
 * @param reason why, for people; at most {@value #MOST_REASON_CHARACTERS} characters
 */
public record Training(Quantity quantity, Instant asOf, Cause cause, String execution, String reason) {
    /** What the training workflow takes. */
    public static final int MOST_REASON_CHARACTERS = 200;

    /** What can ask for a new model. */
    public enum Cause {
        /** Issued forecasts turned out worse than plain ones. */
        ACCURACY,
        /** Readings, weather or errors are not what the model has learnt. */
        DRIFT,
        /** The newest model is old. */
        CALENDAR
    }

    /** @param attempt from 1 on */
    static Training asked(Quantity quantity, Instant asOf, Cause cause, String reason, int attempt) {
        String execution = "retrain-%s-%s-%s%s"
                .formatted(
                        quantity.code(),
                        DateTimeFormatter.BASIC_ISO_DATE.format(
                                asOf.atOffset(ZoneOffset.UTC).toLocalDate()),
                        cause.name().toLowerCase(Locale.ROOT),
                        attempt == 1 ? "" : "-" + attempt);
        return new Training(quantity, asOf, cause, execution, cut(reason));
    }

    private static String cut(String reason) {
        return reason.length() <= MOST_REASON_CHARACTERS
                ? reason
                : reason.substring(0, MOST_REASON_CHARACTERS - 1).stripTrailing() + "…";
    }

    /** The day that asked for it, in UTC. */
    public LocalDate day() {
        return asOf.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
