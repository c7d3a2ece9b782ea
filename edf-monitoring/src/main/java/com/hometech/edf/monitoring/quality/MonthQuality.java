package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.quality.DayQuality;
import com.hometech.edf.data.quality.RegularSeries;
import com.hometech.edf.data.quality.SeriesRules;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.monitoring.readings.MonthReadings;
import com.hometech.edf.monitoring.readings.SortedReadings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says what the readings of a month were like, one building after the other. */
final class MonthQuality {
    /** Days before a month that its readings are judged with: a level of its own needs some weeks. */
    static final int DAYS_BEFORE = 28;

    private static final byte OK = (byte) ReadingFlag.OK.ordinal();

    private final List<Building> buildings;
    private final DataQualityConfig rules;
    private final TimeStep step;
    private final Path work;
    private final Map<SeriesKey, Instant> newest = new TreeMap<>();

    /**
     * Prepares.
     *
     * @param buildings in the order of the files
     * @param work an empty folder for what does not fit into memory
     */
    MonthQuality(List<Building> buildings, DataQualityConfig rules, TimeStep step, Path work) {
        this.buildings = buildings;
        this.rules = rules;
        this.step = step;
        this.work = work;
    }

    /**
     * The days of a month, in order. A building counts from its first reading on, and no more once it was silent for the whole
     * window and the month; days after the newest reading of all buildings are left out.
     */
    List<DayQuality> of(MonthReadings month) throws IOException {
        List<DayQuality> days = new ArrayList<>();
        StepGrid grid = month.grid(step);
        for (Quantity quantity : month.files().keySet().stream().sorted().toList()) {
            Path folder = work.resolve(month.month() + "-" + quantity.code());
            try (SortedReadings readings = month.sorted(quantity, buildings, grid, folder)) {
                int known = month.known(quantity, grid, readings);
                for (int number = 0; known > 0 && number < buildings.size(); number++) {
                    add(buildings.get(number), quantity, readings.of(number), grid, known, month, days);
                }
            }
        }
        days.sort(null);
        return days;
    }

    /** Ends of the newest readings of what was judged. */
    Map<SeriesKey, Instant> newest() {
        return new TreeMap<>(newest);
    }

    private void add(
            Building building,
            Quantity quantity,
            ReadingSeries series,
            StepGrid grid,
            int known,
            MonthReadings month,
            List<DayQuality> days) {
        int first = series.first();
        if (first < 0) {
            return;
        }
        newest.merge(
                new SeriesKey(building.id(), quantity),
                Instant.ofEpochSecond(grid.epochSecond(series.last() + 1)),
                (one, other) -> one.isAfter(other) ? one : other);
        byte[] flags = flags(series, grid, quantity);
        int from = DAYS_BEFORE * step.stepsPerDay();
        LocalDate day = month.month().atDay(1);
        for (int start = from; start < known; start += step.stepsPerDay(), day = day.plusDays(1)) {
            int end = Math.min(known, start + step.stepsPerDay());
            if (end > first) {
                days.add(new DayQuality(
                        building.id(), quantity, day, hours(series.kwh(), flags, Math.max(first, start), end)));
            }
        }
    }

    /** By index on the grid, the graver of what import said and of what is seen beside the readings of other deliveries. */
    private byte[] flags(ReadingSeries series, StepGrid grid, Quantity quantity) {
        int count = Math.toIntExact(series.count());
        long[] times = new long[count];
        double[] kwh = new double[count];
        int[] places = new int[count];
        int next = 0;
        for (int index = 0; index < grid.length(); index++) {
            if (!Double.isNaN(series.kwh()[index])) {
                times[next] = grid.epochSecond(index);
                kwh[next] = series.kwh()[index];
                places[next] = index;
                next++;
            }
        }
        ReadingFlag[] seen = new SeriesRules(rules, quantity).flags(new RegularSeries(times, kwh, count, step));
        byte[] flags = new byte[grid.length()];
        Arrays.fill(flags, OK);
        for (int reading = 0; reading < count; reading++) {
            int index = places[reading];
            flags[index] = (byte) Math.max(series.flags()[index], seen[reading].ordinal());
        }
        return flags;
    }

    private DayQuality.Hours hours(double[] kwh, byte[] flags, int from, int end) {
        int[] byFlag = new int[ReadingFlag.values().length];
        int missing = 0;
        int longest = 0;
        int gaps = 0;
        int gap = 0;
        for (int index = from; index < end; index++) {
            if (Double.isNaN(kwh[index])) {
                missing++;
                gap++;
                gaps += gap == 1 && (index == 0 || !Double.isNaN(kwh[index - 1])) ? 1 : 0;
                longest = Math.max(longest, gap);
            } else {
                gap = 0;
                byFlag[flags[index]]++;
            }
        }
        double hours = step.hours();
        return new DayQuality.Hours(
                (end - from) * hours,
                (end - from - missing) * hours,
                byFlag[ReadingFlag.FLAT.ordinal()] * hours,
                byFlag[ReadingFlag.SPIKE.ordinal()] * hours,
                byFlag[ReadingFlag.UNIT_SLIP.ordinal()] * hours,
                gaps,
                longest * hours);
    }
}
