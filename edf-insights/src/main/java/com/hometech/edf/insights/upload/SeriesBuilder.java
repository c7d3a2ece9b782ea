package com.hometech.edf.insights.upload;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes a regular series of the readings of one appliance: finds the step and the grid that most readings keep to, and sets
 * the others aside. Of several readings for the same time the last line counts.
 */
final class SeriesBuilder {
    static final int SECONDS_PER_DAY = 86_400;

    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SHORTEST_STEP = 60;

    /** A reading with its line. */
    record Reading(long start, double kwh, long line, String content) {}

    private final String name;
    private final ZoneId zone;
    private final double maxPowerKw;
    private final List<Reading> readings = new ArrayList<>();

    SeriesBuilder(String name, ZoneId zone, double maxPowerKw) {
        this.name = name;
        this.zone = zone;
        this.maxPowerKw = maxPowerKw;
    }

    /** Name of the appliance. */
    String name() {
        return name;
    }

    void add(Reading reading) {
        readings.add(reading);
    }

    /** The series; empty where the readings make none, and each of them is set aside. */
    Optional<ApplianceSeries> build(Consumer<RejectedLine> rejected) {
        List<Long> times =
                readings.stream().map(Reading::start).distinct().sorted().toList();
        if (times.size() < 2) {
            return none(readings, RejectReason.TOO_FEW, rejected);
        }
        int step = mostCommonStep(times);
        if (step < SHORTEST_STEP || SECONDS_PER_DAY % step != 0) {
            return none(readings, RejectReason.IRREGULAR, rejected);
        }
        List<Reading> kept = withoutDuplicates(usable(times, step, rejected), rejected);
        if (kept.size() < 2) {
            return none(kept, RejectReason.TOO_FEW, rejected);
        }
        return Optional.of(new ApplianceSeries(
                name,
                ApplianceKind.of(name),
                step,
                kept.stream().mapToLong(Reading::start).toArray(),
                kept.stream().mapToDouble(Reading::kwh).toArray()));
    }

    private static Optional<ApplianceSeries> none(
            List<Reading> readings, RejectReason reason, Consumer<RejectedLine> rejected) {
        readings.forEach(reading -> reject(reading, reason, rejected));
        return Optional.empty();
    }

    private static List<Reading> withoutDuplicates(List<Reading> readings, Consumer<RejectedLine> rejected) {
        Map<Long, Reading> byTime = new TreeMap<>();
        for (Reading reading : readings) {
            Reading earlier = byTime.put(reading.start(), reading);
            if (earlier != null) {
                reject(earlier, RejectReason.DUPLICATE, rejected);
            }
        }
        return new ArrayList<>(byTime.values());
    }

    /** Of several distances that are as common the shortest; local days may be an hour longer or shorter. */
    private static int mostCommonStep(List<Long> ordered) {
        Map<Long, Integer> counts = new TreeMap<>();
        for (int index = 1; index < ordered.size(); index++) {
            long distance = ordered.get(index) - ordered.get(index - 1);
            boolean day = Math.abs(distance - SECONDS_PER_DAY) <= SECONDS_PER_HOUR;
            counts.merge(day ? SECONDS_PER_DAY : distance, 1, Integer::sum);
        }
        long most = counts.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
        return most <= SECONDS_PER_DAY ? (int) most : 0;
    }

    /** The readings on the grid that most times are on, whose energy is possible; in the order of their lines. */
    private List<Reading> usable(List<Long> times, int step, Consumer<RejectedLine> rejected) {
        Map<Long, Integer> phases = new HashMap<>();
        times.forEach(time -> phases.merge(phase(time, step), 1, Integer::sum));
        long common = phases.entrySet().stream()
                .max(Map.Entry.<Long, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
        double most = maxPowerKw * step / SECONDS_PER_HOUR;
        List<Reading> kept = new ArrayList<>();
        for (Reading reading : readings) {
            if (phase(reading.start(), step) != common) {
                reject(reading, RejectReason.OFF_GRID, rejected);
            } else if (reading.kwh() > most) {
                reject(reading, RejectReason.TOO_LARGE, rejected);
            } else {
                kept.add(reading);
            }
        }
        return kept;
    }

    /** Where in an interval a time lies [s]; of days, in the local one. */
    private long phase(long start, int step) {
        if (step != SECONDS_PER_DAY) {
            return Math.floorMod(start, (long) step);
        }
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(start), zone);
        return start - date.atStartOfDay(zone).toEpochSecond();
    }

    private static void reject(Reading reading, RejectReason reason, Consumer<RejectedLine> rejected) {
        rejected.accept(new RejectedLine(reading.line(), reason, reading.content()));
    }
}
