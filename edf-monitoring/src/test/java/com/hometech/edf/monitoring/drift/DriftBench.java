package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A site of eight offices in London with readings and weather, and executions that go on from each other. */
final class DriftBench {
    static final List<String> BUILDINGS =
            IntStream.range(0, 8).mapToObj("office_%d"::formatted).toList();
    static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final String SITE = "london";
    private static final long HOUR = 3600;

    final NavigableMap<LocalDate, String> calendar = new TreeMap<>(Map.of(
            LocalDate.of(2023, 5, 1), "May Day",
            LocalDate.of(2024, 5, 6), "May Day"));
    /** The days on which the offices are closed, whatever the calendar says. */
    final NavigableMap<LocalDate, String> closed = new TreeMap<>(calendar);

    private final Path root;
    private final Path published;
    private int deliveries;
    private int executions;

    DriftBench(Path root) throws IOException {
        this.root = root;
        this.published = Files.createDirectories(root.resolve("monitoring"));
    }

    /** What another has delivered and published, to go on from. */
    DriftBench(Path root, DriftBench other) throws IOException {
        this(root);
        deliveries = other.deliveries;
        executions = other.executions;
        for (String folder : List.of("consumption", "weather", "monitoring")) {
            copy(other.root.resolve(folder), root.resolve(folder));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** What an office uses: more in the working hours of its own clock, with some noise of its own. */
    double use(String building, Instant time) {
        ZonedDateTime local = time.atZone(ZONE);
        boolean working = local.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue()
                && !closed.containsKey(local.toLocalDate());
        int hour = local.getHour();
        double day = hour < 7 || hour > 18 ? 0 : hour == 7 || hour == 18 ? 0.5 : 1;
        double noise = new SplittableRandom(building.hashCode() * 31L + time.getEpochSecond()).nextDouble() - 0.5;
        return (10 + (working ? 25 * day : 2 * day)) * (1 + 0.1 * noise);
    }

    /** Readings of all offices for whole days in UTC, in {@code [from, to)}. */
    void readings(LocalDate from, LocalDate to) throws IOException {
        readings(from, to, this::use);
    }

    void readings(LocalDate from, LocalDate to, ToDoubleBiFunction<String, Instant> kwh) throws IOException {
        deliveries++;
        for (YearMonth month = YearMonth.from(from); month.atDay(1).isBefore(to); month = month.plusMonths(1)) {
            Path file = file("consumption", month);
            try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
                for (String building : BUILDINGS) {
                    for (long time = start(month, from); time < end(month, to); time += HOUR) {
                        writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), building);
                        writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), time);
                        writer.setDouble(
                                ConsumptionColumn.CONSUMPTION_KWH.ordinal(),
                                kwh.applyAsDouble(building, Instant.ofEpochSecond(time)));
                        writer.setLong(ConsumptionColumn.VERSION.ordinal(), deliveries);
                        writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
                        writer.endRow();
                    }
                }
                writer.finish();
            }
        }
    }

    /** Weather that changes every hour. */
    void weather(LocalDate from, LocalDate to) throws IOException {
        weather(from, to, 1);
    }

    /** Weather whose temperature changes every so many hours. */
    void weather(LocalDate from, LocalDate to, int hours) throws IOException {
        deliveries++;
        for (YearMonth month = YearMonth.from(from); month.atDay(1).isBefore(to); month = month.plusMonths(1)) {
            Path file = file("weather", month);
            try (ParquetRowWriter writer = new ParquetRowWriter(file, WeatherColumn.SCHEMA)) {
                for (long time = start(month, from); time < end(month, to); time += HOUR) {
                    long same = time - Math.floorMod(time, hours * HOUR);
                    double year = 2
                            * Math.PI
                            * LocalDate.ofInstant(Instant.ofEpochSecond(same), ZoneOffset.UTC)
                                    .getDayOfYear()
                            / 365;
                    writer.setString(WeatherColumn.SITE_ID.ordinal(), SITE);
                    writer.setEpochSecond(WeatherColumn.TIMESTAMP_HOUR.ordinal(), time);
                    writer.setDouble(
                            WeatherColumn.TEMPERATURE_C.ordinal(),
                            10 - 8 * Math.cos(year) + 6 * new SplittableRandom(same).nextDouble());
                    writer.setLong(WeatherColumn.VERSION.ordinal(), deliveries);
                    writer.endRow();
                }
                writer.finish();
            }
        }
    }

    private Path file(String table, YearMonth month) {
        return root.resolve(table).resolve("month=" + month).resolve("part-%06d.parquet".formatted(deliveries));
    }

    private static long start(YearMonth month, LocalDate from) {
        LocalDate first = month.atDay(1).isBefore(from) ? from : month.atDay(1);
        return first.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static long end(YearMonth month, LocalDate to) {
        LocalDate end = month.plusMonths(1).atDay(1).isAfter(to)
                ? to
                : month.plusMonths(1).atDay(1);
        return end.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** Executes in the morning of a day, and publishes what was written. */
    WatchOutcome watch(LocalDate day) throws IOException {
        executions++;
        Path output = Files.createDirectories(root.resolve("output-" + executions));
        WatchOutcome outcome = new DriftWatch().run(inputs(day), output);
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = published
                        .resolve("drift")
                        .resolve(output.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return outcome;
    }

    private WatchInputs inputs(LocalDate day) {
        List<Building> buildings = BUILDINGS.stream()
                .map(id -> new Building(
                        new BuildingId(id),
                        new SiteId(SITE),
                        ZONE,
                        LoadKind.BUILDING,
                        UseType.OFFICE,
                        "office",
                        Double.NaN,
                        false))
                .toList();
        return new WatchInputs(
                EdfConfig.defaults(),
                new Topology(buildings, Map.of(new SiteId(SITE), new HolidayCalendar(calendar))),
                root,
                root.resolve("weather-forecast"),
                root.resolve("forecasts"),
                root.resolve("forecast-index"),
                root.resolve("shadow-forecasts"),
                root.resolve("accuracy"),
                published,
                day.atTime(6, 30).toInstant(ZoneOffset.UTC),
                Progress.SILENT);
    }

    /** A published file of the watch. */
    Path file(String name) {
        return published.resolve("drift").resolve(name);
    }

    /** The published files of a kind, by their names in order. */
    List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(published)) {
            return files.filter(file -> file.endsWith(name)).sorted().toList();
        }
    }
}
