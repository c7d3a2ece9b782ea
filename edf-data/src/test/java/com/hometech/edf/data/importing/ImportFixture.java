package com.hometech.edf.data.importing;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.table.ConsumptionColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A folder to import, a store to import into, and views on what came out. */
final class ImportFixture {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final String HEADER = "building_id,timestamp_utc,consumption_kwh\n";

    /** A row of the consumption table. */
    record Reading(String building, Instant time, double kwh, long version, String flag) {}

    final Path folder;
    final DirectoryObjects objects;
    private final Path work;
    private TimeStep step = TimeStep.HOUR;
    private DataQualityConfig rules = EdfConfig.defaults().dataQuality();

    ImportFixture(Path root) throws IOException {
        folder = Files.createDirectories(root.resolve("delivery"));
        work = root.resolve("work");
        objects = new DirectoryObjects(root.resolve("store"));
        buildings("b1,s1,Europe/Berlin,no", "b2,s1,Europe/Berlin,no", "pv,s1,Europe/Berlin,yes");
        file("calendar.csv", "site_id,date,holiday_name\ns1,2024-12-25,Christmas\n");
    }

    void buildings(String... rows) throws IOException {
        file("buildings.csv", "building_id,site_id,timezone,feeds_in\n" + String.join("\n", rows) + "\n");
    }

    ImportFixture file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    ImportFixture consumption(String... rows) throws IOException {
        return file("consumption.csv", HEADER + String.join("\n", rows) + "\n");
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Hourly rows of a building from the start on; NaN leaves an hour out. */
    static String hours(String building, int count, DoubleUnaryOperator kwhOfHour) {
        StringBuilder rows = new StringBuilder();
        for (int hour = 0; hour < count; hour++) {
            double kwh = kwhOfHour.applyAsDouble(hour);
            if (!Double.isNaN(kwh)) {
                rows.append(building)
                        .append(',')
                        .append(START.plusSeconds(3600L * hour))
                        .append(',')
                        .append(kwh)
                        .append('\n');
            }
        }
        return rows.toString();
    }

    /** A load that looks like one: never the same for a day, never far above itself. */
    static double daily(double hour) {
        return 10 + 3 * Math.sin(hour / 24 * 2 * Math.PI) + hour % 7 * 0.1;
    }

    ImportFixture step(Duration length) {
        step = TimeStep.of(length);
        return this;
    }

    ImportFolder importer() {
        ImportTarget target = new ImportTarget(
                ObjectUri.parse("s3://processed/processed_edf_data/"),
                ObjectUri.parse("s3://raw/edf-inputs/weather-forecast/"),
                ObjectUri.parse("s3://raw/edf-inputs/calendar-topology/"));
        return new ImportFolder(
                objects, target, rules, step, Clock.fixed(Instant.parse("2025-06-01T00:00:00Z"), ZoneOffset.UTC));
    }

    ImportSummary run() throws IOException {
        return importer().run(folder, Files.createTempDirectory(Files.createDirectories(work), "run"), Progress.SILENT);
    }

    DataQualityReport report() throws IOException {
        return run().report();
    }

    Path table(String name) {
        return objects.path(ObjectUri.parse("s3://processed/processed_edf_data/" + name));
    }

    List<Reading> consumption() throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (Path file : ParquetFiles.below(table("consumption"))) {
            try (ParquetTableReader reader = new ParquetTableReader(file, ConsumptionColumn.SCHEMA)) {
                for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                    for (int row = 0; row < group.rows(); row++) {
                        readings.add(new Reading(
                                String.valueOf(group.strings(0)[row]),
                                Instant.ofEpochSecond(group.epochSeconds(1)[row]),
                                group.doubles(2)[row],
                                group.longs(3)[row],
                                String.valueOf(group.strings(4)[row])));
                    }
                }
            }
        }
        return readings;
    }

    List<double[]> doubles(Path directory, List<ParquetColumn> columns, int column) throws IOException {
        List<double[]> groups = new ArrayList<>();
        for (Path file : ParquetFiles.below(directory)) {
            try (ParquetTableReader reader = new ParquetTableReader(file, columns)) {
                for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                    groups.add(group.doubles(column));
                }
            }
        }
        return groups;
    }

    static long rejected(DataQualityReport report, RejectReason reason) {
        return report.rejections().stream()
                .filter(rejection -> rejection.reason() == reason)
                .mapToLong(DataQualityReport.Rejection::rows)
                .sum();
    }

    static BuildingQuality building(DataQualityReport report, String id) {
        return report.buildings().stream()
                .filter(each -> each.buildingId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static DataQualityReport.TableTotals totals(DataQualityReport report, String table) {
        return report.tables().stream()
                .filter(each -> each.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    String rejectedText(ImportSummary summary) throws IOException {
        try (InputStream in = new GZIPInputStream(objects.open(summary.rejectedRows()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
