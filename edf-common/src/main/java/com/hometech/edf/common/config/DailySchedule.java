package com.hometech.edf.common.config;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When forecasts are issued: once a day at one local time.
 *
 * @param time of the day
 * @param zone in which the time is meant; where clocks jump over it, the run is that much later
 */
public record DailySchedule(LocalTime time, ZoneId zone) {
    private static final Pattern DAILY_CRON = Pattern.compile("cron\\((\\d{1,2}) (\\d{1,2}) \\* \\* \\? \\*\\)");

    /** Reads an expression of EventBridge Scheduler, {@code cron(minute hour * * ? *)}, and an IANA time zone. */
    public static DailySchedule parse(String expression, String timezone) {
        expressionProblem(expression).or(() -> timezoneProblem(timezone)).ifPresent(problem -> {
            throw new InvalidInputException("Schedule " + expression + " in " + timezone + " " + problem);
        });
        Matcher match = DAILY_CRON.matcher(expression);
        if (!match.matches()) {
            throw new IllegalStateException("A valid expression matches: " + expression);
        }
        return new DailySchedule(
                LocalTime.of(Integer.parseInt(match.group(2)), Integer.parseInt(match.group(1))), ZoneId.of(timezone));
    }

    /** The time of that day's run. */
    public Instant on(LocalDate date) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    /** The newest run time that is not after {@code instant}. */
    public Instant newestNotAfter(Instant instant) {
        LocalDate date = LocalDate.ofInstant(instant, zone);
        Instant today = on(date);
        return today.isAfter(instant) ? on(date.minusDays(1)) : today;
    }

    /** The nominal time of a run: the start of the interval that holds it, that of its local date where a step is a day. */
    public Instant issueOf(Instant run, TimeStep step) {
        return Instant.ofEpochSecond(step.intervalOf(run.getEpochSecond(), zone));
    }

    /** The newest nominal time of a run that is not after {@code instant}. */
    public Instant newestIssueNotAfter(Instant instant, TimeStep step) {
        // a local date can begin half a day after that of UTC, and its run a day after that
        Instant run = newestNotAfter(instant.plus(Duration.ofDays(2)));
        while (issueOf(run, step).isAfter(instant)) {
            run = newestNotAfter(run.minusSeconds(1));
        }
        return issueOf(run, step);
    }

    static Optional<String> expressionProblem(String expression) {
        Matcher match = DAILY_CRON.matcher(expression);
        boolean valid =
                match.matches() && Integer.parseInt(match.group(1)) < 60 && Integer.parseInt(match.group(2)) < 24;
        return valid
                ? Optional.empty()
                : Optional.of("is not a daily schedule; use cron(MINUTE HOUR * * ? *), for example cron(0 5 * * ? *)");
    }

    static Optional<String> timezoneProblem(String timezone) {
        if (ZoneId.getAvailableZoneIds().contains(timezone) && (timezone.contains("/") || timezone.equals("UTC"))) {
            return Optional.empty();
        }
        return Optional.of("is not an IANA time zone; "
                + NearestName.of(
                                timezone,
                                ZoneId.getAvailableZoneIds().stream()
                                        .filter(id -> id.contains("/"))
                                        .toList())
                        .map(zone -> "did you mean \"" + zone + "\"?")
                        .orElse("use UTC, or one such as Europe/Berlin"));
    }
}
