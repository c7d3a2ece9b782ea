package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.spark.SparkRuntime;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.job.TwoHosts.Host;
import com.hometech.edf.training.fit.TrainModelJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Boosting on two hosts, each with processes, files and a name of its own. */
@Timeout(240)
class TrainOnTwoHostsTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final int BUILDINGS_PER_FILE = 2;
    private static final int LEADS = 24;
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1),
            List.of(
                    new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target"),
                    new Feature("hour_of_day", FeatureKind.CALENDAR, "UTC hour"),
                    new Feature("temperature_c", FeatureKind.WEATHER, "temperature at the target")));

    @TempDir
    private Path directory;

    private Path channels;

    @BeforeEach
    void stageFeatures() throws IOException {
        channels = directory.resolve("here/ml/input/data");
        stage("train", 0, 20);
        stage("calibration", 20, 7);
        Files.createDirectories(channels.resolve("topology"));
        SparkRuntime.stop();
        System.setProperty("spark.master", "local[2]");
    }

    @AfterEach
    void leaveSparkAsItIs() {
        System.clearProperty("spark.master");
        SparkRuntime.stop();
    }

    private void stage(String channel, int firstDay, int days) throws IOException {
        Path folder = Files.createDirectories(channels.resolve(channel));
        SCHEMA.write(folder);
        for (int file = 0; file < 3; file++) {
            Path part = folder.resolve("part-%05d.parquet".formatted(file));
            try (FeatureTableWriter writer = new FeatureTableWriter(part, SCHEMA)) {
                writer.append(table(file * BUILDINGS_PER_FILE, firstDay, days));
                writer.finish();
            }
        }
        List<String> none = List.of();
        new FeatureSummary(START, START, START, 1, WeatherSource.NONE, 1, List.of(), none, none, List.of(), none)
                .write(folder);
    }

    private static FeatureTable table(int firstBuilding, int firstDay, int days) {
        FeatureColumns columns = FeatureColumns.allocate(BUILDINGS_PER_FILE * days * LEADS, SCHEMA.size());
        for (int row = 0; row < columns.rows(); row++) {
            int building = row / (days * LEADS);
            int lead = 1 + row % LEADS;
            int hour = 24 * (firstDay + row / LEADS % days) + lead;
            double temperature = 10 + 8 * Math.sin(hour / 50.0);
            columns.buildingIndex()[row] = building;
            columns.originEpochSecond()[row] = START.getEpochSecond() + 3600L * (hour - lead);
            columns.leadHours()[row] = lead;
            columns.levelKwh()[row] = 10 * (1 + firstBuilding + building);
            columns.targetKwh()[row] = columns.levelKwh()[row]
                    * (1 + 0.3 * Math.sin(hour % 24) + 0.02 * (18 - temperature) + 0.01 * (hour * 7 % 11));
            columns.fallbackKwh()[row] = columns.levelKwh()[row];
            columns.features()[0][row] = lead;
            columns.features()[1][row] = hour % 24;
            columns.features()[2][row] = (float) temperature;
        }
        List<String> ids = List.of("b%02d".formatted(firstBuilding), "b%02d".formatted(firstBuilding + 1));
        return new FeatureTable(SCHEMA, ids, columns);
    }

    private void configure(int rounds) throws IOException {
        FileUtils.writeStringToFile(channels.resolve("config/edf_config.yaml").toFile(), """
                edf_training:
                  default_strategy: XGBoost
                  distributed: true
                  instance_count: 2
                  hyperparameters: {XGBoost: {xgb_num_boost_round: %d, xgb_quantile_num_boost_round: 5}}
                """.formatted(rounds), UTF_8);
    }

    @Test
    void treesOfTwoHostsAreThoseOfTwoWorkersOnOneAndTheFirstHostLeavesTheModel() throws Exception {
        configure(10);
        Path here = directory.resolve("here/ml");
        new TrainModelJob().run(new JobContext(here, Map.of(), Clock.fixed(START, ZoneOffset.UTC), Progress.SILENT));
        try (TwoHosts hosts = TwoHosts.in(directory)) {
            Host second = hosts.start("algo-2", channels, "train");
            Host first = hosts.start("algo-1", channels, "train");

            assertThat(first.end()).as(() -> first.text()).isZero();
            assertThat(second.end()).as(() -> second.text()).isZero();
            for (ArtifactFile file : List.of(ArtifactFile.BOOSTER, ArtifactFile.QUANTILES)) {
                assertThat(first.root().resolve("model").resolve(file.fileName()))
                        .hasSameBinaryContentAs(here.resolve("model").resolve(file.fileName()));
            }
            assertThat(ModelArtifact.openDirectory(first.root().resolve("model"))
                            .metadata()
                            .hyperparameters())
                    .containsEntry("workers", "2");
            assertThat(OutputManifest.filesBelow(second.root().resolve("model")))
                    .isEmpty();
            for (Host host : List.of(first, second)) {
                assertThat(host.text()).as("each host has a worker").contains("got rank");
            }
        }
    }

    @Test
    @DisplayName("fault 28: a host that ends while trees are grown fails the job on the other")
    void theEndOfAHostWhileTreesAreGrownFailsTheJobOnTheOther() throws Exception {
        configure(1500);
        try (TwoHosts hosts = TwoHosts.in(directory)) {
            Host second = hosts.start("algo-2", channels, "train");
            Host first = hosts.start("algo-1", channels, "train");
            // the trial on the first host is over, and both grow trees
            second.awaitLine("got rank");
            long killed = System.nanoTime();
            second.kill();

            assertThat(first.end()).as(() -> first.text()).isEqualTo(JobExitCode.UNAVAILABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(60));
            assertThat(first.reason()).contains("Host algo-2 is lost");
            assertThat(OutputManifest.filesBelow(first.root().resolve("model"))).isEmpty();
        }
    }
}
