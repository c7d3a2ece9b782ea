package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.monitoring.drift.DriftState.MonthState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the profiles and signals of all buildings, month by month. A month is made anew when what it follows from changed: new
 * readings, or corrections of old ones. So the tables are the same whatever arrived in which order.
 */
final class DayTables {
    /** Changes when the same readings give other tables. */
    private static final String VERSION = "edf-drift 2";

    private static final String FOLDER = "days";
    /** Days in UTC that the last local days of the month before reach into. */
    private static final int HEAD_DAYS = 2;
    /** Readings in memory at a time; files are read again for more buildings than that. */
    private static final int MOST_SLOTS = 1 << 22;

    private static final byte OK = (byte) ReadingFlag.OK.ordinal();

    private final List<Building> buildings;
    private final Map<String, Building> byId = new HashMap<>();
    private final TimeStep step;
    private final Path before;
    private final Path output;
    private final NavigableMap<YearMonth, MonthState> months = new TreeMap<>();
    private final String digest;

    /**
     * The tables as an earlier execution left them.
     *
     * @param before its folder
     * @param output folder for what changes
     */
    DayTables(Topology topology, TimeStep step, DriftState state, Path before, Path output) {
        this.buildings = topology.buildings().stream()
                .filter(building -> !building.mayBeNegative(Quantity.CONSUMPTION))
                .toList();
        buildings.forEach(building -> byId.put(building.id().value(), building));
        this.step = step;
        this.before = before;
        this.output = output;
        StringBuilder facts =
                new StringBuilder(VERSION).append(' ').append(step).append('\n');
        buildings.forEach(building ->
                facts.append(building.id()).append(' ').append(building.zone()).append('\n'));
        this.digest = MonthFiles.digest(facts.toString());
        if (digest.equals(state.buildings())) {
            state.months().forEach((name, month) -> months.put(YearMonth.parse(name), month));
        }
    }

    /** Digest of what the tables follow from beside readings and weather. */
    String digest() {
        return digest;
    }

    /** The building of an id, of those that are watched. */
    @Nullable
    Building building(String id) {
        return byId.get(id);
    }

    /** Buildings that are watched. */
    List<Building> buildings() {
        return buildings;
    }

    /** What the tables were made from, by month. */
    Map<String, MonthState> states() {
        Map<String, MonthState> states = new TreeMap<>();
        months.forEach((month, state) -> states.put(month.toString(), state));
        return states;
    }

    /**
     * Brings the tables up to date.
     *
     * @param first months before are forgotten
     */
    void update(Path readings, YearMonth first) throws IOException {
        NavigableMap<YearMonth, List<Path>> files = MonthFiles.of(readings).tailMap(first, true);
        months.keySet().retainAll(files.keySet());
        for (Map.Entry<YearMonth, List<Path>> entry : files.entrySet()) {
            YearMonth month = entry.getKey();
            String fingerprint = MonthFiles.fingerprint(entry.getValue());
            MonthState known = months.getOrDefault(month, MonthState.NEW);
            if (!known.readings().equals(fingerprint) || find(profiles(month)) == null) {
                String head = makeProfiles(month, entry.getValue());
                months.put(month, new MonthState(fingerprint, head, null));
            }
        }
        for (YearMonth month : List.copyOf(months.keySet())) {
            MonthState state = months.getOrDefault(month, MonthState.NEW);
            String fingerprint = MonthFiles.digest(readingsOf(month.minusMonths(2))
                    + readingsOf(month.minusMonths(1))
                    + readingsOf(month)
                    + months.getOrDefault(month.plusMonths(1), MonthState.NEW).head());
            if (!fingerprint.equals(state.signals()) || find(signals(month)) == null) {
                makeSignals(month);
                months.put(month, state.withSignals(fingerprint));
            }
        }
    }

    private String readingsOf(YearMonth month) {
        return months.getOrDefault(month, MonthState.NEW).readings() + '\n';
    }

    /** Files of signals whose months overlap the days {@code [from, to)}. */
    List<Path> signalFiles(int from, int to) {
        List<Path> files = new ArrayList<>();
        for (YearMonth month : months.keySet()) {
            Path file = find(signals(month));
            if (file != null && firstDay(month) < to && firstDay(month.plusMonths(1)) > from) {
                files.add(file);
            }
        }
        return files;
    }

    private static String profiles(YearMonth month) {
        return String.format(Locale.ROOT, "%s/month=%s/profiles.parquet", FOLDER, month);
    }

    private static String signals(YearMonth month) {
        return String.format(Locale.ROOT, "%s/month=%s/signals.parquet", FOLDER, month);
    }

    private @Nullable Path find(String name) {
        Path made = output.resolve(name);
        Path kept = before.resolve(name);
        return Files.isRegularFile(made) ? made : Files.isRegularFile(kept) ? kept : null;
    }

    private static int firstDay(YearMonth month) {
        return (int) month.atDay(1).toEpochDay();
    }

    /** Writes the profiles of a month. Returns the digest of those of its first days. */
    private String makeProfiles(YearMonth month, List<Path> files) throws IOException {
        TimeSpan span = new TimeSpan(
                month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        int slots = month.lengthOfMonth() * step.stepsPerDay();
        StringBuilder head = new StringBuilder();
        try (DayWriter writer = new DayWriter(output.resolve(profiles(month)), DayColumn.profiles())) {
            int batch = Math.max(1, MOST_SLOTS / slots);
            for (int first = 0; first < buildings.size(); first += batch) {
                NavigableMap<String, MonthProfile> profiles = new TreeMap<>();
                for (Building building : buildings.subList(first, Math.min(buildings.size(), first + batch))) {
                    profiles.put(building.id().value(), new MonthProfile(span, step));
                }
                for (Path file : files) {
                    read(file, span, profiles);
                }
                for (Map.Entry<String, MonthProfile> profile : profiles.entrySet()) {
                    write(profile.getKey(), profile.getValue(), firstDay(month), writer, head);
                }
            }
            writer.finish();
        }
        return MonthFiles.digest(head.toString());
    }

    private static void read(Path file, TimeSpan span, Map<String, MonthProfile> profiles) throws IOException {
        for (Map.Entry<String, ReadingChunk> entry :
                ConsumptionFiles.read(file, span).entrySet()) {
            MonthProfile profile = profiles.get(entry.getKey());
            ReadingChunk chunk = entry.getValue();
            for (int row = 0; profile != null && row < chunk.kwh().length; row++) {
                profile.add(
                        chunk.epochSeconds()[row], chunk.versions()[row], chunk.kwh()[row], chunk.flags()[row] == OK);
            }
        }
    }

    private static void write(String building, MonthProfile profile, int firstDay, DayWriter writer, StringBuilder head)
            throws IOException {
        for (int day = 0; day < profile.days(); day++) {
            float[] hours = profile.hours(day);
            if (hours != null) {
                writer.add(building, firstDay + day, hours);
                if (day < HEAD_DAYS) {
                    head.append(building).append(day).append(Arrays.toString(hours));
                }
            }
        }
    }

    private void makeSignals(YearMonth month) throws IOException {
        int firstDay = firstDay(month);
        int endDay = firstDay(month.plusMonths(1));
        int from = firstDay - DaySignals.LOOKBACK_DAYS - 1;
        List<Path> files = new ArrayList<>();
        for (int offset = -2; offset <= 1; offset++) {
            Path file = months.containsKey(month.plusMonths(offset)) ? find(profiles(month.plusMonths(offset))) : null;
            if (file != null) {
                files.add(file);
            }
        }
        HourSeries series = new HourSeries(from - 1, endDay + HEAD_DAYS);
        Map<String, int[][]> offsets = new HashMap<>();
        try (DayMerge profiles = new DayMerge(files, DayColumn.profiles());
                DayWriter writer = new DayWriter(output.resolve(signals(month)), DayColumn.signals())) {
            for (String id = profiles.building(); id != null; id = profiles.building()) {
                series.clear();
                profiles.take(id, series::set);
                Building building = byId.get(id);
                if (building != null) {
                    int[][] clocks = offsets.computeIfAbsent(building.zone().getId(), zone -> new int[][] {
                        HourSeries.offsets(building.zone(), false, from, endDay),
                        HourSeries.offsets(building.zone(), true, from, endDay)
                    });
                    DaySignals signals = new DaySignals(series, from, endDay, clocks[0], clocks[1]);
                    for (int day = firstDay; day < endDay; day++) {
                        float[] row = signals.of(day);
                        if (!Float.isNaN(row[Signal.MEAN_KWH.ordinal()])) {
                            writer.add(id, day, row);
                        }
                    }
                }
            }
            writer.finish();
        }
    }
}
