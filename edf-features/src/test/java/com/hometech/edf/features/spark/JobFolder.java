package com.hometech.edf.features.spark;

import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The inputs of a feature job in a directory, as SageMaker would lay them there. */
final class JobFolder {
    static final String TOPOLOGY_HEADER = "building_id,site_id,timezone,load_kind,use_type,floor_area_m2\n";

    private static final String CALENDAR = """
            site_id,country,subdivision,date,holiday_name
            s1,DE,,2023-12-25,Christmas Day
            s1,DE,,2023-12-26,Boxing Day
            s1,DE,,2024-01-01,New Year's Day
            """;

    final Path root;
    private Duration step = Duration.ofHours(1);
    private final TreeMap<YearMonth, TreeMap<String, TreeMap<Instant, Double>>> readings = new TreeMap<>();
    private final StringBuilder topology = new StringBuilder(TOPOLOGY_HEADER);

    JobFolder(Path root) {
        this.root = root;
    }

    JobFolder config(String yaml) throws IOException {
        Files.createDirectories(input("config"));
        Files.writeString(input("config").resolve("edf_config.yaml"), yaml);
        return this;
    }

    JobFolder building(String id, String zone, String useType) {
        topology.append(id)
                .append(",s1,")
                .append(zone)
                .append(",building,")
                .append(useType)
                .append(",1200\n");
        return this;
    }

    /** Makes readings of another step than hours. */
    JobFolder step(Duration length) {
        step = length;
        return this;
    }

    /** Readings with days, weeks, noise and gaps from {@code start} to {@code end}. */
    JobFolder readings(String id, String start, String end, long seed) {
        Random random = new Random(seed);
        Instant last = Instant.parse(end);
        for (Instant time = Instant.parse(start); time.isBefore(last); time = time.plus(step)) {
            double hour = time.getEpochSecond() / 3600.0;
            double kwh =
                    20 + 10 * Math.sin(hour * Math.PI / 12) + 4 * Math.sin(hour * Math.PI / 84) + random.nextGaussian();
            if (random.nextInt(50) != 0) {
                reading(id, time, kwh);
            }
        }
        return this;
    }

    JobFolder reading(String id, Instant time, double kwh) {
        readings.computeIfAbsent(YearMonth.from(time.atZone(ZoneOffset.UTC)), month -> new TreeMap<>())
                .computeIfAbsent(id, building -> new TreeMap<>())
                .put(time, kwh);
        return this;
    }

    /** Writes topology and readings: one file for each month, or two whose order is turned round. */
    JobFolder write(boolean otherFiles) throws IOException {
        Files.createDirectories(input("topology"));
        Files.writeString(input("topology").resolve("buildings.csv"), topology);
        Files.writeString(input("topology").resolve("calendar.csv"), CALENDAR);
        for (var month : readings.entrySet()) {
            Path directory = input("consumption").resolve("month=" + month.getKey());
            if (otherFiles) {
                writeReadings(directory.resolve("a.parquet"), month.getValue().descendingMap(), 1);
                writeReadings(directory.resolve("b.parquet"), month.getValue(), 0);
            } else {
                writeReadings(directory.resolve("part-1.parquet"), month.getValue(), -1);
            }
        }
        return this;
    }

    /** @param half which half of the hours; -1 both */
    private static void writeReadings(Path file, Map<String, ? extends Map<Instant, Double>> byBuilding, int half)
            throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
            for (var building : byBuilding.entrySet()) {
                for (var reading : building.getValue().entrySet()) {
                    if (half < 0 || reading.getKey().getEpochSecond() / 3600 % 2 == half) {
                        writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), building.getKey());
                        writer.setEpochSecond(
                                ConsumptionColumn.TIMESTAMP_HOUR.ordinal(),
                                reading.getKey().getEpochSecond());
                        writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), reading.getValue());
                        writer.setLong(ConsumptionColumn.VERSION.ordinal(), 1);
                        writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
                        writer.endRow();
                    }
                }
            }
            writer.finish();
        }
    }

    JobFolder weather(String start, String end) throws IOException {
        Random random = new Random(5);
        try (ParquetRowWriter writer =
                new ParquetRowWriter(input("weather").resolve("part.parquet"), WeatherColumn.SCHEMA)) {
            Instant last = Instant.parse(end);
            for (Instant time = Instant.parse(start); time.isBefore(last); time = time.plus(Duration.ofHours(1))) {
                writer.setString(WeatherColumn.SITE_ID.ordinal(), "s1");
                writer.setEpochSecond(WeatherColumn.TIMESTAMP_HOUR.ordinal(), time.getEpochSecond());
                writer.setDouble(WeatherColumn.TEMPERATURE_C.ordinal(), 10 + 5 * random.nextGaussian());
                writer.setLong(WeatherColumn.VERSION.ordinal(), 1);
                writer.endRow();
            }
            writer.finish();
        }
        return this;
    }

    /** A forecast every twelve hours, 84 h long. */
    JobFolder forecasts(String start, String end) throws IOException {
        Random random = new Random(6);
        try (ParquetRowWriter writer =
                new ParquetRowWriter(input("weather-forecast").resolve("part.parquet"), WeatherForecastColumn.SCHEMA)) {
            Instant last = Instant.parse(end);
            for (Instant issue = Instant.parse(start); issue.isBefore(last); issue = issue.plus(Duration.ofHours(12))) {
                for (int hour = 0; hour < 84; hour++) {
                    writer.setString(WeatherForecastColumn.SITE_ID.ordinal(), "s1");
                    writer.setEpochSecond(WeatherForecastColumn.ISSUED_AT.ordinal(), issue.getEpochSecond());
                    writer.setEpochSecond(
                            WeatherForecastColumn.TIMESTAMP_HOUR.ordinal(), issue.getEpochSecond() + hour * 3600L);
                    writer.setDouble(WeatherForecastColumn.TEMPERATURE_C.ordinal(), 10 + 5 * random.nextGaussian());
                    writer.endRow();
                }
            }
            writer.finish();
        }
        return this;
    }

    Path input(String name) {
        return root.resolve("processing/input").resolve(name);
    }

    Path output(String name) {
        return root.resolve("processing/output").resolve(name);
    }

    JobContext context(Map<String, String> parameters) {
        Clock clock = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);
        return new JobContext(root, parameters, clock, JobContext.Progress.SILENT);
    }
}
