package com.hometech.edf.monitoring.drift;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.drift.HolidayRule.Doubt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Replays public readings day by day, and prints which alarms would have been raised, and which of many faults at random places
 * would have been found within three days.
 *
 * <p>{@code DriftBenchmark FOLDER FROM TO [FAULTS]}: a folder with {@code buildings.csv}, {@code calendar.csv} and
 * {@code consumption.csv.gz}, and days.
 */
public final class DriftBenchmark {
    private static final int HOURS = DayColumn.HOURS;
    private static final int LOOKBACK = 1160;
    private static final int DAYS_TO_FIND = 3;

    private final Map<String, Building> buildings = new TreeMap<>();
    private final Map<String, NavigableMap<LocalDate, String>> calendars = new TreeMap<>();
    private final Map<String, float[]> hours = new TreeMap<>();
    private final Map<String, float[][]> signals = new TreeMap<>();
    private final int firstDay;
    private final int endDay;

    private DriftBenchmark(Path folder, int firstDay, int endDay) throws IOException {
        this.firstDay = firstDay;
        this.endDay = endDay;
        for (Map<String, String> row : csv(folder.resolve("buildings.csv"))) {
            String id = row.getOrDefault("building_id", "");
            buildings.put(
                    id,
                    new Building(
                            new BuildingId(id),
                            new SiteId(row.getOrDefault("site_id", "")),
                            ZoneId.of(row.getOrDefault("timezone", "UTC")),
                            LoadKind.BUILDING,
                            UseType.UNKNOWN,
                            "",
                            Double.NaN,
                            false));
            float[] none = new float[(endDay - firstDay) * HOURS];
            Arrays.fill(none, Float.NaN);
            hours.put(id, none);
        }
        for (Map<String, String> row : csv(folder.resolve("calendar.csv"))) {
            calendars
                    .computeIfAbsent(row.getOrDefault("site_id", ""), site -> new TreeMap<>())
                    .put(LocalDate.parse(row.getOrDefault("date", "")), row.getOrDefault("holiday_name", ""));
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("consumption.csv.gz"))), UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",", -1);
                long hour = Instant.parse(cells[1]).getEpochSecond() / 3600 - (long) firstDay * HOURS;
                float[] of = hours.get(cells[0]);
                if (of != null && hour >= 0 && hour < of.length) {
                    of[(int) hour] = Float.parseFloat(cells[2]);
                }
            }
        }
        hours.forEach((id, kwh) -> signals.put(id, signals(id, kwh, firstDay, endDay)));
    }

    private static List<Map<String, String>> csv(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new TreeMap<>();
            for (int column = 0; column < Math.min(names.length, cells.length); column++) {
                row.put(names[column], cells[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Signals by signal and day of days in {@code [from, to)}. */
    private float[][] signals(String id, float[] kwh, int from, int to) {
        int start = Math.max(firstDay, from - DaySignals.LOOKBACK_DAYS - 1);
        HourSeries series = new HourSeries(start - 1, Math.min(endDay, to + 1));
        float[][] columns = new float[HOURS][1];
        for (int day = start; day < Math.min(endDay, to + 1); day++) {
            for (int hour = 0; hour < HOURS; hour++) {
                columns[hour][0] = kwh[(day - firstDay) * HOURS + hour];
            }
            series.set(day, columns, 0);
        }
        ZoneId zone = building(id).zone();
        DaySignals days = new DaySignals(
                series,
                start,
                to,
                HourSeries.offsets(zone, false, start, to),
                HourSeries.offsets(zone, true, start, to));
        float[][] found = new float[Signal.values().length][to - from];
        for (int day = from; day < to; day++) {
            float[] row = days.of(day);
            for (int signal = 0; signal < row.length; signal++) {
                found[signal][day - from] = row[signal];
            }
        }
        return found;
    }

    private Building building(String id) {
        Building building = buildings.get(id);
        if (building == null) {
            throw new IllegalStateException(id);
        }
        return building;
    }

    /** What is known at the end of a day. */
    private BuildingSignals known(String id, int day) {
        int from = Math.max(firstDay, day - LOOKBACK);
        BuildingSignals known = new BuildingSignals(from, day + 1);
        float[][] all = signals.getOrDefault(id, new float[0][0]);
        for (int past = from; past <= day; past++) {
            if (!Float.isNaN(all[0][past - firstDay])) {
                known.set(past, all, past - firstDay);
            }
        }
        return known;
    }

    private static LevelRule level(BuildingSignals known) {
        return new LevelRule(known, 1.5);
    }

    private ClockRule clock(BuildingSignals known, Building building) {
        return new ClockRule(known, building.zone(), 13, buildings.size());
    }

    private void replay(int from, int to) {
        Map<String, Integer> raised = new TreeMap<>();
        TreeSet<String> before = new TreeSet<>();
        int buildingDays = 0;
        for (int day = from; day < to; day++) {
            Map<String, SiteDays> sites = new TreeMap<>();
            Map<String, List<BuildingFinding>> findings = new TreeMap<>();
            for (Building building : buildings.values()) {
                BuildingSignals known = known(building.id().value(), day);
                if (known.lastDay() > day - 7) {
                    buildingDays++;
                    String site = building.site().value();
                    LevelRule level = level(known);
                    ClockRule clock = clock(known, building);
                    int end = day + 1;
                    sites.computeIfAbsent(site, key -> new SiteDays(Math.max(firstDay, end - 1 - LOOKBACK), end))
                            .add(known, level, clock, 5);
                    findings.computeIfAbsent(site, key -> new ArrayList<>())
                            .add(BuildingFinding.of(building, known, level, clock));
                }
            }
            DriftAlarms alarms = new DriftAlarms("drift", 0.2, LocalDate.ofEpochDay(day + 1L));
            sites.forEach((site, days) -> {
                alarms.add(site, days, findings.getOrDefault(site, List.of()));
                alarms.add(site, days, new HolidayCalendar(calendars.getOrDefault(site, new TreeMap<>())));
            });
            TreeSet<String> now = new TreeSet<>();
            for (Alarm alarm : alarms.alarms()) {
                String identity = alarm.kind() + ' ' + alarm.scope() + ' ' + alarm.subject();
                now.add(identity);
                if (!before.contains(identity)) {
                    raised.merge(alarm.kind() + ' ' + alarm.scope(), 1, Integer::sum);
                    System.out.println(alarm.raised() + " " + identity + ": " + alarm.text());
                }
            }
            before = now;
        }
        System.out.printf("building-years %.1f, alarms raised: %s%n", buildingDays / 365.25, raised);
    }

    /** A fault of a meter or clock. */
    private enum Fault {
        DOUBLED,
        HALVED,
        LATE,
        EARLY
    }

    private void faults(int from, int to, int count) {
        List<String> ids = List.copyOf(buildings.keySet());
        for (Fault fault : Fault.values()) {
            Random random = new Random(1);
            int found = 0;
            int tried = 0;
            Map<String, int[]> byBuilding = new TreeMap<>();
            for (int index = 0; index < count; index++) {
                String id = ids.get(random.nextInt(ids.size()));
                int day = from + random.nextInt(to - from - DAYS_TO_FIND);
                BuildingSignals clean = known(id, day - 1);
                if (clean.lastDay() < day - 1
                        || known(id, day + DAYS_TO_FIND - 1).lastDay() < day + DAYS_TO_FIND - 1
                        || level(clean).lasting() != null
                        || clock(clean, building(id)).lasting() != null) {
                    continue;
                }
                tried++;
                boolean seen = isFound(id, day, fault);
                found += seen ? 1 : 0;
                int[] counts = byBuilding.computeIfAbsent(id, key -> new int[2]);
                counts[0] += seen ? 1 : 0;
                counts[1]++;
            }
            List<Integer> shares = byBuilding.values().stream()
                    .map(counts -> 100 * counts[0] / counts[1])
                    .sorted()
                    .toList();
            System.out.printf(
                    "%s: %d of %d found within %d days; percent by building %s%n",
                    fault, found, tried, DAYS_TO_FIND, shares);
        }
    }

    private boolean isFound(String id, int day, Fault fault) {
        float[] kwh = hours.getOrDefault(id, new float[0]).clone();
        float[] real = hours.getOrDefault(id, new float[0]);
        for (int hour = (day - firstDay) * HOURS; hour < kwh.length - 1; hour++) {
            kwh[hour] = switch (fault) {
                case DOUBLED -> 2 * real[hour];
                case HALVED -> real[hour] / 2;
                case LATE -> real[hour - 1];
                case EARLY -> real[hour + 1];
            };
        }
        float[][] faulty = signals(id, kwh, day, day + DAYS_TO_FIND);
        for (int end = day; end < day + DAYS_TO_FIND; end++) {
            BuildingSignals known = known(id, end);
            for (int injected = day; injected <= end; injected++) {
                known.set(injected, faulty, injected - day);
            }
            Episode episode = fault == Fault.LATE || fault == Fault.EARLY
                    ? clock(known, building(id)).lasting()
                    : level(known).lasting();
            if (episode != null && episode.upwards() == (fault == Fault.DOUBLED || fault == Fault.LATE)) {
                return true;
            }
        }
        return false;
    }

    private void holidays(int from, int to) {
        int[] shifts = {-7, -3, -1, 1, 3, 7};
        calendars.forEach((site, calendar) -> calendar.forEach((date, name) -> {
            StringBuilder line = new StringBuilder();
            for (int shift : shifts) {
                LocalDate wrong = date.plusDays(shift);
                int first = (int) Math.min(date.toEpochDay(), wrong.toEpochDay());
                if (first >= from && first + 10 < to && !calendar.containsKey(wrong)) {
                    NavigableMap<LocalDate, String> shifted = new TreeMap<>(calendar);
                    shifted.remove(date);
                    shifted.put(wrong, name);
                    int days = -1;
                    for (int day = first; days < 0 && day < first + 10; day++) {
                        Doubt doubt = new HolidayRule(site(site, day), new HolidayCalendar(shifted)).doubt();
                        days = doubt == null ? -1 : day - first + 1;
                    }
                    line.append(shift)
                            .append(" days: ")
                            .append(days < 0 ? "never" : "after " + days)
                            .append("; ");
                }
            }
            if (!line.isEmpty()) {
                System.out.printf(
                        "%s %s %s rest %.2f: %s%n",
                        site,
                        date,
                        name,
                        site(site, (int) date.toEpochDay()).resting((int) date.toEpochDay(), 5),
                        line);
            }
        }));
    }

    private SiteDays site(String site, int day) {
        SiteDays days = new SiteDays(Math.max(firstDay, day - LOOKBACK), day + 1);
        for (Building building : buildings.values()) {
            if (building.site().value().equals(site)) {
                BuildingSignals known = known(building.id().value(), day);
                if (known.lastDay() > day - 7) {
                    days.add(known, level(known), clock(known, building), 5);
                }
            }
        }
        return days;
    }

    /** Prints what happens. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int from = (int) LocalDate.parse(arguments[1]).toEpochDay();
        int to = (int) LocalDate.parse(arguments[2]).toEpochDay();
        int count = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1000;
        DriftBenchmark benchmark = new DriftBenchmark(folder, from - LOOKBACK, to + 12);
        if (count > 0) {
            benchmark.replay(from, to);
            benchmark.faults(from, to, count);
        }
        benchmark.holidays(from, to);
    }
}
