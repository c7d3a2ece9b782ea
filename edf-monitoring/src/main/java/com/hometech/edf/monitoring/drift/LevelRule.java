package com.hometech.edf.monitoring.drift;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds meters whose readings are a multiple of what they were: on two of three days nearly all hours moved the same way, by
 * more than the building ever does by itself, and by more than it did at the same time of earlier years.
 */
final class LevelRule {
    /** Weeks in which a lasting fault would still be in what is usual. */
    private static final int UNJUDGED_DAYS = 21;

    private static final int FEWEST_DAYS = 60;
    private static final double OWN_QUANTILE = 0.995;
    private static final int DAYS_PER_YEAR = 364;
    private static final int SEASON_DAYS = 4;
    /** What comes on top of what earlier years had at the same time (binary logarithm). */
    private static final double SEASON_MARGIN = 0.3;

    private static final int JUDGED_DAYS = 60;
    private static final int DAYS_UNTIL_CLEAR = 2;

    private final BuildingSignals signals;
    private final double threshold;

    /**
     * The rule for a building.
     *
     * @param least smallest move that counts (binary logarithm)
     * @param greatest a move that always counts
     * @param unknown that counts as long as too little is known of the building
     */
    LevelRule(BuildingSignals signals, double least, double greatest, double unknown) {
        this.signals = signals;
        double[] moves = new double[Math.max(0, signals.endDay() - signals.firstDay())];
        Arrays.fill(moves, Double.NaN);
        int known = 0;
        for (int day = signals.firstDay(); day < signals.lastDay() - UNJUDGED_DAYS; day++) {
            double level = signals.level(day);
            if (!Double.isNaN(level)) {
                moves[known++] = Math.abs(level);
            }
        }
        double own = known < FEWEST_DAYS ? unknown : Quantiles.of(moves, OWN_QUANTILE);
        threshold = Math.max(least, Math.min(greatest, own));
    }

    /** What a day has to differ by (binary logarithm). */
    double threshold() {
        return threshold;
    }

    /** 1 where a day is far above what is usual, -1 where it is far below, 0 where it is neither or nothing is known. */
    int direction(int day) {
        double level = signals.level(day);
        if (!(Math.abs(level) >= threshold)) {
            return 0;
        }
        for (int year = day - DAYS_PER_YEAR; year >= signals.firstDay(); year -= DAYS_PER_YEAR) {
            for (int same = year - SEASON_DAYS; same <= year + SEASON_DAYS; same++) {
                double then = signals.level(same);
                if (then * level > 0 && Math.abs(level) < Math.abs(then) + SEASON_MARGIN) {
                    return 0;
                }
            }
        }
        return level > 0 ? 1 : -1;
    }

    /** What lasts on the last day; null where nothing does. */
    @Nullable
    Episode lasting() {
        int last = signals.lastDay();
        Episode episode = null;
        int before = 0;
        int beforeThat = 0;
        int dayBefore = last;
        int dayBeforeThat = last;
        int good = 0;
        for (int day = Math.max(signals.firstDay(), last - JUDGED_DAYS); day <= last; day++) {
            if (!Double.isNaN(signals.level(day))) {
                int direction = direction(day);
                if (episode != null) {
                    good = direction == (episode.upwards() ? 1 : -1) ? 0 : good + 1;
                    episode = good < DAYS_UNTIL_CLEAR ? episode : null;
                } else if (direction != 0 && (direction == before || direction == beforeThat)) {
                    int since = direction == beforeThat ? dayBeforeThat : dayBefore;
                    episode = new Episode(since, day, direction > 0);
                    good = 0;
                }
                beforeThat = before;
                dayBeforeThat = dayBefore;
                before = direction;
                dayBefore = day;
            }
        }
        return episode;
    }
}
