package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** Finds the step of the series of a file, and refuses series that have none. */
final class RegularTimes {
    /** Share of a series' times that may lie off the grid: an import sets these few aside. */
    private static final double LARGEST_SHARE_OFF_GRID = 0.01;

    private static final long SECONDS_PER_HOUR = TimeStep.HOUR.seconds();
    private static final long SECONDS_PER_DAY = TimeStep.DAY.seconds();

    private final String fileName;
    private final ZoneId zone;

    RegularTimes(String fileName, ZoneId zone) {
        this.fileName = fileName;
        this.zone = zone;
    }

    /**
     * The most common distance between the times of the same series.
     *
     * @param times sorted, by series
     * @throws InvalidInputException naming series and times, when it is no step, or a series does not keep to it
     */
    TimeStep stepOf(Map<String, SeriesTimes> times) {
        Map<Long, Long> all = new TreeMap<>();
        Map<String, Long> commonBySeries = new TreeMap<>();
        times.forEach((series, ofSeries) -> {
            Map<Long, Long> distances = distances(ofSeries);
            distances.forEach((distance, count) -> all.merge(distance, count, Long::sum));
            if (!distances.isEmpty()) {
                commonBySeries.put(series, mostCommon(distances));
            }
        });
        if (all.isEmpty()) {
            throw new InvalidInputException("File " + fileName
                    + " has no series with two different times: each row needs its series, time and value");
        }
        TimeStep step = step(mostCommon(all), times);
        commonBySeries.forEach((series, common) -> requireSame(series, common, step));
        times.forEach((series, ofSeries) -> requireOnGrid(series, ofSeries, step));
        return step;
    }

    private static Map<Long, Long> distances(SeriesTimes times) {
        Map<Long, Long> counts = new TreeMap<>();
        for (int index = 1; index < times.size(); index++) {
            long distance = times.at(index) - times.at(index - 1);
            // where clocks change, a local day has 23 or 25 hours
            boolean day = Math.abs(distance - SECONDS_PER_DAY) <= SECONDS_PER_HOUR;
            if (distance > 0) {
                counts.merge(day ? SECONDS_PER_DAY : distance, 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Of several that are as common the shortest. */
    private static long mostCommon(Map<Long, Long> counts) {
        long common = 0;
        long most = 0;
        for (Map.Entry<Long, Long> each : counts.entrySet()) {
            if (each.getValue() > most) {
                most = each.getValue();
                common = each.getKey();
            }
        }
        return common;
    }

    private TimeStep step(long seconds, Map<String, SeriesTimes> times) {
        return TimeStep.ALL.stream()
                .filter(each -> each.seconds() == seconds)
                .findFirst()
                .orElseThrow(() -> unusable(seconds, times));
    }

    private InvalidInputException unusable(long seconds, Map<String, SeriesTimes> times) {
        String example = times.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .findFirst()
                .map(each -> "series \"" + each.getKey() + "\" has " + shown(each.getValue(), 1))
                .orElse("");
        return new InvalidInputException("File " + fileName + ": its readings are mostly " + Duration.ofSeconds(seconds)
                + " apart (" + example + "); EDF takes readings every " + TimeStep.ALL);
    }

    private void requireSame(String series, long commonSeconds, TimeStep step) {
        if (commonSeconds != step.seconds() && commonSeconds % step.seconds() != 0) {
            throw new InvalidInputException("File " + fileName + ": series \"" + series + "\" has readings every "
                    + Duration.ofSeconds(commonSeconds) + ", most others every " + step
                    + ": give series of different steps in files of their own");
        }
    }

    private void requireOnGrid(String series, SeriesTimes times, TimeStep step) {
        int offGrid = 0;
        int first = -1;
        for (int index = 0; index < times.size(); index++) {
            if (step.intervalAt(times.at(index), zone) == TimeStep.NO_START) {
                first = offGrid == 0 ? index : first;
                offGrid++;
            }
        }
        if (offGrid > LARGEST_SHARE_OFF_GRID * times.size()) {
            String wayOut = step.isDay()
                    ? "days start at midnight of --timezone (now " + zone + ") or UTC; give the zone, or dates alone"
                    : "readings every " + step + " start on that grid of the UTC clock; make the series regular";
            throw new InvalidInputException("File " + fileName + ": series \"" + series + "\" is irregular: " + offGrid
                    + " of "
                    + times.size() + " times are not on the grid of " + step + ", the first is " + shown(times, first)
                    + ". " + wayOut);
        }
    }

    private static String shown(SeriesTimes times, int index) {
        Instant time = Instant.ofEpochSecond(times.at(index));
        return index == 0 ? time.toString() : time + " after " + Instant.ofEpochSecond(times.at(index - 1));
    }
}
