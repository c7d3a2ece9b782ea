package com.hometech.edf.data.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The horizontal axis of a chart: one position after the other.
 *
 * @param title what it counts, with the unit
 * @param labels the full name of each position, as the tooltip and the table show it
 * @param ticks what is written below each position; empty text for none
 */
public record Axis(String title, List<String> labels, List<String> ticks) {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    public Axis {
        labels = List.copyOf(labels);
        ticks = List.copyOf(ticks);
    }

    /** An axis that writes every label, or as many as there is room for. */
    public static Axis of(String title, List<String> labels) {
        return new Axis(title, labels, labels);
    }

    /** An axis of instants in local time that writes the day at each midnight. */
    public static Axis ofTimes(String title, List<Instant> times, ZoneId zone) {
        List<ZonedDateTime> local =
                times.stream().map(time -> time.atZone(zone)).toList();
        return new Axis(
                title,
                local.stream().map(FULL::format).toList(),
                local.stream()
                        .map(time -> time.getHour() == 0 ? DAY.format(time) : "")
                        .toList());
    }
}
