package com.hometech.edf.api.home;

import com.hometech.edf.common.domain.ForecastQuality;
import java.util.List;
import java.util.Locale;

/**
 * How far a resident may rely on a forecast.
 *
 * @param level high, medium or low
 * @param text why, in plain words
 */
record Confidence(Level level, String text) {
    /** Up to this share of the expected use the ends of its interval lie away from it, on average. */
    private static final double HIGH = 0.2;

    private static final double MEDIUM = 0.4;
    private static final int PERCENT = 100;

    /** How much. */
    enum Level {
        HIGH,
        MEDIUM,
        LOW;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Confidence of(List<HomeDay> days, boolean learning) {
        if (days.isEmpty()) {
            return new Confidence(Level.LOW, "There is no forecast to rely on yet.");
        }
        if (learning) {
            return new Confidence(
                    Level.LOW, "This is a first estimate: your home has too few readings for a forecast of its own.");
        }
        double kwh = days.stream().mapToDouble(day -> Math.abs(day.use().kwh())).sum();
        double width = days.stream()
                .mapToDouble(day -> (day.use().upperKwh() - day.use().lowerKwh()) / 2)
                .sum();
        double share = kwh > 0 ? width / kwh : 1;
        if (share <= HIGH) {
            return new Confidence(Level.HIGH, "Your use is easy to foresee: it should stay close to the forecast.");
        }
        if (share <= MEDIUM) {
            return new Confidence(
                    Level.MEDIUM,
                    "The forecast shows the right size: your use may be about " + Math.round(PERCENT * share)
                            + " % higher or lower.");
        }
        return new Confidence(Level.LOW, "Your use changes much from day to day: take the forecast as a rough guide.");
    }

    /** Whether most hours are forecast without a model of what this home does. */
    static boolean isLearning(List<HomeHour> hours) {
        long plain = hours.stream()
                .map(hour -> hour.use().quality())
                .filter(quality -> quality == ForecastQuality.COLD_START || quality == ForecastQuality.FALLBACK)
                .count();
        return 2 * plain > hours.size();
    }
}
