package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When what is delivered arrives: a reading once its interval has ended and the delay has passed, observed weather once its hour
 * has ended. What has arrived by a daily run is in its delivery; the first one has all of the past.
 *
 * @param issues time of each daily run, ascending
 * @param stepSeconds step of the tables of readings
 * @param delaySeconds from the end of an interval until its reading arrives
 * @param horizon how far runs look
 */
record Arrivals(List<Instant> issues, long stepSeconds, long delaySeconds, Duration horizon) {
    /** In no delivery: it arrives after the last run. */
    static final int NEVER = -1;

    private static final long WEATHER_SECONDS = 3600;

    Arrivals {
        issues = List.copyOf(issues);
    }

    /** Those of the days of a period, the last one included. */
    static Arrivals of(EdfConfig config, LocalDate from, LocalDate to) {
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        var schedule = config.edfInference().schedule();
        List<Instant> issues = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            issues.add(schedule.issueOf(schedule.on(day), step));
        }
        return new Arrivals(
                issues,
                step.seconds(),
                Duration.ofHours(config.edfFeatureEng().dataDelayHours()).toSeconds(),
                Duration.ofHours(config.edfInference().forecastHorizonHours()));
    }

    /** The delivery of a reading; shorter readings arrive with the whole step that they are part of. */
    int ofReading(long epochSecond) {
        return at(Math.floorDiv(epochSecond, stepSeconds) * stepSeconds + stepSeconds + delaySeconds);
    }

    /** The delivery of an hour of observed weather. */
    int ofWeather(long epochSecond) {
        return at(epochSecond + WEATHER_SECONDS);
    }

    /** The delivery of what arrives at a time. */
    int at(long epochSecond) {
        int low = 0;
        int high = issues.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (issues.get(middle).getEpochSecond() < epochSecond) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == issues.size() ? NEVER : low;
    }
}
