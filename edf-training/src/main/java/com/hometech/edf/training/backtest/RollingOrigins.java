package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.inference.schedule.IssueTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the times at which a backtest forecasts. */
public final class RollingOrigins {
    /** How many forecasts of each building where nothing else is asked for. */
    public static final int USUAL_COUNT = 18;
    /** Hours between two of them where nothing else is asked for. */
    public static final int USUAL_STEP_HOURS = 120;

    private static final int HOURS_PER_DAY = 24;

    private RollingOrigins() {}

    /**
     * Issue times, ascending. The last is the newest time of the schedule whose whole horizon has happened by the end of the
     * data. Steps of whole days keep the schedule's local hour across changes of the clock.
     *
     * @throws InvalidInputException when {@code stepHours} is not a whole number of the readings' steps
     */
    public static List<Instant> of(EdfConfig config, Instant dataEnd, int count, int stepHours) {
        DailySchedule schedule = config.edfInference().schedule();
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        if (!step.divides(stepHours)) {
            throw new InvalidInputException("--step-hours " + stepHours + " is not a whole number of steps of " + step
                    + ", that of the readings");
        }
        IssueTime issueTime = new IssueTime(schedule, step);
        Instant last = schedule.newestIssueNotAfter(
                dataEnd.minus(Duration.ofHours(config.edfInference().forecastHorizonHours())), step);
        LocalDate lastDate = issueTime.dateOf(last);
        return IntStream.range(0, count)
                .map(position -> count - 1 - position)
                .mapToObj(back -> stepHours % HOURS_PER_DAY == 0
                        ? issueTime.of(lastDate.minusDays((long) back * (stepHours / HOURS_PER_DAY))
                                .toString())
                        : last.minus(Duration.ofHours((long) back * stepHours)))
                .toList();
    }
}
