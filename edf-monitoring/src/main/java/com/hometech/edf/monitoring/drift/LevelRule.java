package com.hometech.edf.monitoring.drift;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds meters whose readings are a multiple of what they were: on two of three days, not both of a weekend, nearly all hours
 * moved the same way, by more than the building ever does by itself, by more than it did at the same time of earlier years, and
 * not back to what it mostly was in the half year before. A meter goes wrong from one day to the next, so the move has to be a
 * step away from all like days of the two weeks before: a cold spell, or an office that fills up, is none. What a building has
 * done several times within a year is its habit.
 */
final class LevelRule {
    /** Weeks in which a lasting fault would still be in what is usual. */
    private static final int UNJUDGED_DAYS = 21;

    private static final int FEWEST_DAYS = 60;
    private static final double OWN_QUANTILE = 0.995;
    /** A move that is noticed whatever the building did before (binary logarithm). */
    private static final double ENOUGH = 0.9;
    /** One that is noticed as long as too little is known of the building. */
    private static final double UNKNOWN = 0.8;

    private static final int DAYS_PER_YEAR = 364;
    private static final int SEASON_DAYS = 4;
    /** What comes on top of what earlier years had at the same time (binary logarithm). */
    private static final double SEASON_MARGIN = 0.3;

    private static final int HALF_YEAR_DAYS = 182;
    private static final double BACK_QUANTILE = 0.25;
    private static final double BACK_FACTOR = 1.25;

    /** Like days that a step is held against: two weeks, without the days that the step itself may have begun on. */
    private static final int STEP_DAYS = 14;

    private static final int STEP_GAP_DAYS = 3;
    private static final double STEP_FACTOR = 1.25;
    /** What happened so often within a year is a habit. */
    private static final int HABIT_TIMES = 2;

    private static final double HABIT_SHARE = 0.8;
    private static final int HABIT_GAP_DAYS = 7;
    private static final int HABIT_RECENT_DAYS = 10;

    private static final int JUDGED_DAYS = 60;
    private static final int DAYS_UNTIL_CLEAR = 2;

    private final BuildingSignals signals;
    private final double threshold;

    /**
     * The rule for a building.
     *
     * @param least smallest factor that counts
     */
    LevelRule(BuildingSignals signals, double least) {
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
        double own = known < FEWEST_DAYS ? UNKNOWN : Quantiles.of(moves, OWN_QUANTILE);
        threshold = Math.max(Math.log(least) / Math.log(2), Math.min(ENOUGH, own));
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
        return isBack(day, level > 0) || !isStep(day, level > 0) || isHabit(day, level) ? 0 : level > 0 ? 1 : -1;
    }

    /** Whether a day is far from every like day of the two weeks before, not only from the middle of six weeks. */
    private boolean isStep(int day, boolean upwards) {
        boolean weekend = isWeekend(day);
        double mean = signals.of(Signal.MEAN_KWH, day);
        for (int before = day - STEP_GAP_DAYS - STEP_DAYS; before < day - STEP_GAP_DAYS; before++) {
            double then = isWeekend(before) == weekend ? signals.of(Signal.MEAN_KWH, before) : Double.NaN;
            if (upwards ? mean < STEP_FACTOR * then : mean * STEP_FACTOR > then) {
                return false;
            }
        }
        return true;
    }

    /** Whether the building moved the same way, nearly as far, several times in the year before. */
    private boolean isHabit(int day, double level) {
        int times = 0;
        int last = Integer.MIN_VALUE / 2;
        for (int before = day - DAYS_PER_YEAR; before < day - HABIT_RECENT_DAYS; before++) {
            if (signals.level(before) * Math.signum(level) >= HABIT_SHARE * Math.abs(level)) {
                times += before - last > HABIT_GAP_DAYS ? 1 : 0;
                last = before;
            }
        }
        return times >= HABIT_TIMES;
    }

    /** Whether a building only uses again what it mostly used in the half year before. */
    private boolean isBack(int day, boolean upwards) {
        double[] means = new double[HALF_YEAR_DAYS];
        boolean weekend = isWeekend(day);
        for (int before = 1; before <= HALF_YEAR_DAYS; before++) {
            means[before - 1] =
                    isWeekend(day - before) == weekend ? signals.of(Signal.MEAN_KWH, day - before) : Double.NaN;
        }
        double mean = signals.of(Signal.MEAN_KWH, day);
        return upwards
                ? mean <= BACK_FACTOR * Quantiles.of(means, 1 - BACK_QUANTILE)
                : mean * BACK_FACTOR >= Quantiles.of(means, BACK_QUANTILE);
    }

    private static boolean isWeekend(int day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek().getValue() > 5;
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
                    if (!isWeekend(day) || !isWeekend(since)) {
                        episode = new Episode(since, day, direction > 0);
                        good = 0;
                    }
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
