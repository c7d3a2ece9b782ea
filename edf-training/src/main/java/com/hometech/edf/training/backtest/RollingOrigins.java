package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.inference.schedule.IssueTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses the times at which a backtest forecasts. */
final class RollingOrigins {
    private static final int HOURS_PER_DAY = 24;

    private RollingOrigins() {}

    /**
     * Issue times, ascending. The last is the newest time of the schedule whose whole horizon has happened by the end of the
     * data. Steps of whole days keep the schedule's local hour across changes of the clock.
     */
    static List<Instant> of(EdfConfig config, Instant dataEnd, int count, int stepHours) {
        DailySchedule schedule = DailySchedule.parse(
                config.edfInference().schedulerExpression(),
                config.edfInference().schedulerTimezone());
        IssueTime issueTime = new IssueTime(schedule, config.edfFeatureEng().step());
        Instant last = issueTime.newestAt(
                dataEnd.minus(Duration.ofHours(config.edfInference().forecastHorizonHours())));
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
