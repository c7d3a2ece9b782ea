package com.hometech.edf.features.spark;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A time given to a job: an ISO instant, or an ISO date that stands for its first second in UTC. */
final class TimeParameter {
    private TimeParameter() {}

    /**
     * @throws InvalidInputException when the text is neither
     */
    static Optional<Instant> of(JobContext context, String name) {
        return context.optional(name).map(text -> parse(name, text));
    }

    static Instant parse(String name, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException neither) {
            throw new InvalidInputException(
                    "Parameter --" + name + " is \"" + text
                            + "\"; use a date such as 2024-05-01 or an instant such as 2024-05-01T05:00:00Z",
                    neither);
        }
    }
}
