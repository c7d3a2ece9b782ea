package com.hometech.edf.training.tune;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.training.backtest.RollingOrigins;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where in the readings trials are scored.
 *
 * @param holdOutFrom nothing from this time on is seen: a backtest of the same readings forecasts from there, with its usual
 *     origins
 * @param windows from the newest; each ends before the next newer one begins, the newest before the hold-out
 */
record WindowPlan(Instant holdOutFrom, List<Window> windows) {
    private static final int HOURS_PER_DAY = 24;
    private static final int DAYS_PER_YEAR = 365;
    /** From the one that tells most to the one that needs least. */
    private static final List<Layout> LAYOUTS =
            List.of(new Layout(3, 12), new Layout(3, 8), new Layout(2, 8), new Layout(2, 6));

    /** How many windows with how many origins each. */
    private record Layout(int windows, int origins) {
        Duration length(int stepHours, int horizonHours) {
            return Duration.ofHours((long) (origins - 1) * stepHours + horizonHours);
        }

        Duration all(int stepHours, int horizonHours) {
            return length(stepHours, horizonHours).multipliedBy(windows);
        }
    }

    WindowPlan {
        windows = List.copyOf(windows);
    }

    /**
     * Lays windows into the newer half of what lies before the hold-out, over up to a year, so that several seasons count.
     * Little history gets fewer and shorter windows.
     *
     * @param from first reading
     * @param dataEnd end of the last
     * @throws InsufficientHistoryException when there is not enough of it
     */
    static WindowPlan of(EdfConfig config, Instant from, Instant dataEnd) {
        int horizonHours = config.edfInference().forecastHorizonHours();
        int stepHours = Math.max(
                RollingOrigins.USUAL_STEP_HOURS, (horizonHours + HOURS_PER_DAY - 1) / HOURS_PER_DAY * HOURS_PER_DAY);
        Instant holdOut = RollingOrigins.of(
                        config, dataEnd, RollingOrigins.USUAL_COUNT, RollingOrigins.USUAL_STEP_HOURS)
                .get(0);
        Duration before = Duration.between(from, holdOut);
        Duration room = before.minus(toLearnFrom(config));
        Duration half = before.dividedBy(2).compareTo(room) < 0 ? before.dividedBy(2) : room;
        Layout layout = LAYOUTS.stream()
                .filter(candidate -> candidate.all(stepHours, horizonHours).compareTo(half) <= 0)
                .findFirst()
                .orElse(LAYOUTS.get(LAYOUTS.size() - 1));
        Duration least = layout.all(stepHours, horizonHours);
        if (least.compareTo(room) > 0) {
            throw tooShort(
                    config, from, dataEnd, least.plus(toLearnFrom(config)).plus(Duration.between(holdOut, dataEnd)));
        }
        Duration distance = max(
                layout.length(stepHours, horizonHours),
                min(half, Duration.ofDays(DAYS_PER_YEAR)).dividedBy(layout.windows()));
        return new WindowPlan(
                holdOut,
                IntStream.range(0, layout.windows())
                        .mapToObj(number -> new Window(
                                number,
                                RollingOrigins.of(
                                        config,
                                        holdOut.minus(distance.multipliedBy(number)),
                                        layout.origins(),
                                        stepHours)))
                        .toList());
    }

    /** What a fit needs before its first forecast, and a day for the time of the schedule. */
    private static Duration toLearnFrom(EdfConfig config) {
        return Duration.ofDays(1L
                + config.edfTraining().calibrationDays()
                + 2L * config.dataQuality().minHistoryDays());
    }

    private static InsufficientHistoryException tooShort(
            EdfConfig config, Instant from, Instant dataEnd, Duration needed) {
        return new InsufficientHistoryException("Readings from " + from + " to " + dataEnd + " cover "
                + Duration.between(from, dataEnd).toDays() + " days; a search needs at least "
                + (needed.toDays() + 1) + ": its windows, the last part that a backtest judges by,"
                + " edf_training.calibration_days (" + config.edfTraining().calibrationDays()
                + ") and twice data_quality.min_history_days ("
                + config.dataQuality().minHistoryDays() + "). Deliver more readings, or shorten these");
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
