package com.hometech.edf.inference.schedule;

import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Finds the nominal time of a run. It lies on the grid of readings, so that the forecasts do too; a schedule that starts
 * between two grid times means the earlier one, and where a step is a day, the date of its own zone.
 *
 * @param schedule when runs start
 * @param step of the grid
 */
public record IssueTime(DailySchedule schedule, TimeStep step) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /**
     * What a person asked for: a date means that day's run, an instant itself.
     *
     * @throws InvalidInputException when it is neither, or an instant off the grid
     */
    public Instant of(String dateOrInstant) {
        try {
            if (DATE.matcher(dateOrInstant).matches()) {
                return schedule.issueOf(schedule.on(LocalDate.parse(dateOrInstant)), step);
            }
            Instant instant = Instant.parse(dateOrInstant);
            long off = Math.floorMod(instant.getEpochSecond(), (long) step.seconds());
            if (off != 0 || instant.getNano() != 0) {
                throw new InvalidInputException("inference_date " + instant + " is not on the grid of "
                        + step.duration() + "; the nearest before it is "
                        + Instant.ofEpochSecond(instant.getEpochSecond() - off));
            }
            return instant;
        } catch (DateTimeException neither) {
            throw new InvalidInputException(
                    "inference_date \"" + dateOrInstant
                            + "\" is neither a date such as 2016-05-10 nor an instant such as 2016-05-10T05:00:00Z",
                    neither);
        }
    }

    /** The newest run that is not after {@code start}. */
    public Instant newestAt(Instant start) {
        return schedule.issueOf(schedule.newestNotAfter(start), step);
    }

    /** The local date of the run that issues at this time. */
    public LocalDate dateOf(Instant issuedAt) {
        return LocalDate.ofInstant(issuedAt, step.isDay() ? ZoneOffset.UTC : schedule.zone());
    }
}
