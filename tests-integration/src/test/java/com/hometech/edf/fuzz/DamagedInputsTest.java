package com.hometech.edf.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.booster.TreeEnsemble;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded, so that what fails once fails again; each reader gets more than it would see in years. */
class DamagedInputsTest {
    private static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");
    private static final String BUILDINGS = "building_id,site_id,timezone,country,floor_area_m2,has_solar,latitude\n"
            + "b1,s1,Europe/Berlin,DE,120.5,false,52.5\n\"b2\",s1,America/New_York,US,,true,40.1\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @FunctionalInterface
    private interface Reader {
        void read(byte[] input) throws IOException;
    }

    /** Some inputs must be taken and some refused, or the damage is too small or too great to test anything. */
    private static void damage(byte[] valid, int times, Reader reader) throws IOException {
        reader.read(valid);
        int refused = 0;
        for (int seed = 0; seed < times; seed++) {
            byte[] damaged = new Mutations(seed).of(valid);
            try {
                reader.read(damaged);
            } catch (EdfException | IOException expected) {
                refused++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
                throw new AssertionError(
                        "seed " + seed + ": " + new String(damaged, 0, Math.min(2000, damaged.length), UTF_8), defect);
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    @DisplayName("faults 52 to 54: no damage to a configuration file gets past the errors of EDF")
    void configuration() throws IOException {
        byte[] valid = Files.readAllBytes(Path.of(System.getProperty("edf.root"), "config/edf_config.yaml"));
        damage(valid, 300, input -> ConfigReader.parse(new String(input, UTF_8), "edf_config.yaml"));
    }

    @Test
    @DisplayName("fault 23: no damage to a CSV file gets past the errors of EDF")
    void csv() throws IOException {
        byte[] valid = "a,\"b \"\"c\"\"\",d\n1,\"2\n3\",4\r\n5,6,7\n\n8,,9\n"
                .repeat(20)
                .getBytes(UTF_8);
        Path file = directory.resolve("table.csv");
        damage(gzip(valid), 500, input -> readCsv(Files.write(file, input)));
        damage(valid, 1000, input -> readCsv(Files.write(file, input)));
    }

    private static void readCsv(Path file) throws IOException {
        try (CsvTable table = new CsvTable(file)) {
            while (table.next()) {
                assertThat(table.fields()).isNotEmpty();
            }
        }
    }

    @Test
    @DisplayName("fault 20: no damage to the list of buildings gets past the errors of EDF")
    void buildings() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("topology"));
        damage(BUILDINGS.getBytes(UTF_8), 1000, input -> {
            Files.write(folder.resolve(TopologyFiles.BUILDINGS), input);
            TopologyFiles.read(folder);
        });
    }

    @Test
    @DisplayName("faults 1, 8, 21, 22, 23, invariant I9: whatever times and numbers a file holds, an import ends well")
    void readings() throws IOException {
        StringBuilder rows = new StringBuilder("building_id,timestamp_local,consumption_kwh\n");
        for (int hour = 0; hour < 48; hour++) {
            rows.append("b1,2024-10-%02dT%02d:00:00,%s\n".formatted(26 + hour / 24, hour % 24, hour * 0.5));
            rows.append("b1,2024-03-%02d %02d:00:00+01:00,1e%d\n".formatted(30 + hour / 24, hour % 24, hour % 5));
        }
        byte[] valid = rows.toString().getBytes(UTF_8);
        for (int seed = 0; seed < 20; seed++) {
            Path home = directory.resolve("import-" + seed);
            Path folder = Files.createDirectories(home.resolve("folder"));
            Files.writeString(folder.resolve(TopologyFiles.BUILDINGS), BUILDINGS);
            Files.write(folder.resolve("consumption.csv"), new Mutations(seed).of(valid));
            importFolder(home, folder);
        }
    }

    /** The totals of a report refuse to be made when a row is lost. */
    private static void importFolder(Path home, Path folder) throws IOException {
        ImportTarget target = new ImportTarget(
                ObjectUri.parse("s3://processed/data/"),
                ObjectUri.parse("s3://raw/weather-forecast/"),
                ObjectUri.parse("s3://raw/calendar-topology/"));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try {
            new ImportFolder(
                            new DirectoryObjectStore(home.resolve("buckets"), clock),
                            target,
                            EdfConfig.defaults().dataQuality(),
                            TimeStep.HOUR,
                            clock)
                    .run(folder, Files.createDirectories(home.resolve("work")), JobContext.Progress.SILENT);
        } catch (EdfException refused) {
            assertThat(refused).hasMessageContaining("consumption.csv");
        }
    }

    @Test
    @DisplayName("fault 25: no damage to a Parquet file, its footer first of all, gets past the errors of EDF")
    void parquet() throws IOException {
        Path file = directory.resolve("part.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
            for (int hour = 0; hour < 50; hour++) {
                writer.setString(0, "b" + hour % 3);
                writer.setEpochSecond(1, 1_700_000_000L / 3600 * 3600 + hour * 3600L);
                writer.setDouble(2, hour);
                writer.setLong(3, 1);
                writer.setString(4, "ok");
                writer.endRow();
            }
            writer.finish();
        }
        byte[] valid = Files.readAllBytes(file);
        Path damaged = directory.resolve("damaged.parquet");
        damage(valid, 600, input -> {
            Files.write(damaged, input);
            try (ParquetTableReader reader = new ParquetTableReader(damaged, ConsumptionColumn.SCHEMA)) {
                while (reader.next() != null) {
                    assertThat(reader.rows()).isNotNegative();
                }
            }
        });
    }

    @Test
    @DisplayName("faults 46, 47, 49, 51: no damage to a model archive gets past the errors of EDF")
    void modelArchive() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
            for (String name : List.of("model_metadata.json", "xgboost_model.ubj")) {
                byte[] content = ("{\"" + name + "\": [1, 2, 3]}").getBytes(UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                out.putArchiveEntry(entry);
                out.write(content);
                out.closeArchiveEntry();
            }
        }
        Path file = directory.resolve("model.tar.gz");
        for (int seed = 0; seed < 1500; seed++) {
            byte[] input = seed % 3 == 0
                    ? new Mutations(seed).of(gzip(tar.toByteArray()))
                    : gzip(new Mutations(seed).of(tar.toByteArray()));
            Files.write(file, input);
            assertRefused(() -> ModelArtifact.openUnregistered(file), seed);
        }
    }

    private static void assertRefused(ThrowingCallable work, int seed) {
        assertThat(catchThrowable(work)).as("seed %d", seed).isInstanceOfAny(EdfException.class, IOException.class);
    }

    @Test
    @DisplayName("fault 49: no damage to a booster gets past the errors of EDF")
    void booster() throws IOException, XGBoostError {
        float[] values = new float[400];
        float[] labels = new float[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 31 % 97;
            labels[i / 4] += values[i];
        }
        DMatrix rows = new DMatrix(values, 100, 4, Float.NaN);
        rows.setLabel(labels);
        rows.setFeatureNames(new String[] {"a", "b", "c", "d"});
        Booster trained = XGBoost.train(rows, Map.of("max_depth", 3, "nthread", 1), 3, Map.of(), null, null);
        byte[] valid = trained.toByteArray("ubj");
        damage(valid, 1500, input -> TreeEnsemble.read(input, "model.ubj").predict(new float[4]));
    }

    @Test
    @DisplayName("fault 28: no damage to a run's manifest gets past the errors of EDF")
    void manifest() throws IOException {
        String sha256 = "0123456789abcdef".repeat(4);
        RunManifest manifest = new RunManifest(
                "run-1",
                NOW,
                NOW.minusSeconds(3600),
                "EDFBuildingDemandForecaster/3",
                sha256,
                72,
                1,
                Map.of(ForecastQuality.MODEL, 72L),
                List.of(new ForecastFile("part-0.parquet", 72, sha256)),
                List.of("a"),
                List.of(),
                List.of("b"));
        damage(
                manifest.toJson().getBytes(UTF_8),
                2000,
                input -> RunManifest.parse(new String(input, UTF_8), RunManifest.FILE_NAME));
    }

    @Test
    @DisplayName("faults 22 and 60: no damage to a time in a parameter gets past the errors of EDF")
    void timesInParameters() throws IOException {
        damage("2024-05-01T05:00:00Z".getBytes(UTF_8), 2000, this::readTime);
        damage("2024-05-01".getBytes(UTF_8), 2000, this::readTime);
    }

    private void readTime(byte[] input) {
        Map<String, String> parameters = Map.of("from", new String(input, UTF_8));
        new JobContext(directory, parameters, Clock.fixed(NOW, ZoneOffset.UTC), JobContext.Progress.SILENT)
                .time("from");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}
