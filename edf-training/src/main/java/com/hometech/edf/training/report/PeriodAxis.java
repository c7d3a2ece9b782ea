package com.hometech.edf.training.report;

import com.hometech.edf.additive.SeasonalityProfile;
import com.hometech.edf.data.page.Axis;
import com.hometech.edf.data.page.Numbers;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** The axis of a seasonality's period, in the words of the calendar where it follows the calendar. */
final class PeriodAxis {
    private static final int HOURS_OF_DAY = 24;
    private static final int HOURS_OF_WEEK = 7 * HOURS_OF_DAY;
    private static final int MOST_TICKS = 8;

    private final List<LocalDateTime> times;
    private final double hours;

    private PeriodAxis(SeasonalityProfile profile) {
        this.times = profile.times();
        this.hours = profile.seasonality().periodDays() * HOURS_OF_DAY;
    }

    static Axis of(SeasonalityProfile profile) {
        PeriodAxis axis = new PeriodAxis(profile);
        if (profile.isYear()) {
            return axis.named("", "d MMM", "MMM", time -> time.getDayOfMonth() == 1);
        }
        if (axis.hours == HOURS_OF_WEEK) {
            return axis.named("", "EEEE HH:mm", "EEE", time -> time.getHour() == 0);
        }
        if (axis.hours == HOURS_OF_DAY) {
            return axis.named("", "HH:mm", "HH:mm", time -> time.getMinute() == 0 && time.getHour() % 3 == 0);
        }
        return axis.counted();
    }

    private Axis named(String title, String label, String tick, Predicate<LocalDateTime> hasTick) {
        DateTimeFormatter labels = DateTimeFormatter.ofPattern(label, Locale.ENGLISH);
        DateTimeFormatter ticks = DateTimeFormatter.ofPattern(tick, Locale.ENGLISH);
        return new Axis(
                title,
                times.stream().map(labels::format).toList(),
                times.stream()
                        .map(time -> hasTick.test(time) ? ticks.format(time) : "")
                        .toList());
    }

    /** Hours or days since the start, with ticks at round ones. */
    private Axis counted() {
        boolean inDays = hours > 2 * HOURS_OF_DAY;
        double period = inDays ? hours / HOURS_OF_DAY : hours;
        boolean startsEachDay = HOURS_OF_DAY % hours == 0;
        String since = startsEachDay
                ? "midnight"
                : DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH).format(times.get(0));
        double secondsOfUnit =
                inDays ? Duration.ofDays(1).toSeconds() : Duration.ofHours(1).toSeconds();
        Function<LocalDateTime, String> label =
                time -> Numbers.significant(Duration.between(times.get(0), time).toSeconds() / secondsOfUnit);
        String[] ticks = new String[times.size()];
        Arrays.fill(ticks, "");
        RoundSteps steps = RoundSteps.of(period, MOST_TICKS);
        for (int tick = 0; tick * steps.size() <= period; tick++) {
            ticks[(int) Math.round(tick * steps.size() / period * (ticks.length - 1))] = steps.text(tick);
        }
        return new Axis(
                (inDays ? "Days" : "Hours") + " since " + since,
                times.stream().map(label).toList(),
                List.of(ticks));
    }
}
