package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.data.importing.PlainCsv;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.FeatureTableWriter;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.ModelForecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.training.fit.TrainModelJob;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts of the next four quarters of an hour, from a plain CSV file of quarter-hourly readings to errors. */
class NowcastTest {
    private static final String CONFIG = """
            edf_feature_eng: {step: PT15M, imputation_value: null, max_training_rows: 60000}
            edf_inference: {forecast_horizon_hours: 1}
            edf_training: {default_strategy: XGBoost, calibration_days: 7}
            edf_evaluation: {evaluation_days: 7}
            """;
    private static final SampleOptions SAMPLE =
            SampleOptions.defaults().withBuildings(4).withDays(75);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @TempDir
    private Path root;

    @Test
    @DisplayName("quarters of an hour ahead, the model beats the newest reading, that of an hour ago and last week's")
    void nowcastsBeatPlainForecasts() throws IOException {
        EdfConfig config = ConfigReader.parse(CONFIG, "test");
        StoredBuildings stored = stored(config);
        Instant start = Instant.ofEpochSecond(stored.grid().epochSecond(0));
        TrainingPeriods periods = TrainingPeriods.of(config, start, stored.dataEnd());
        Instant evaluation = periods.evaluationIssues().get(0);
        writeChannel("train", stored.training(periods));
        writeChannel("calibration", stored.everyLead(periods.trainingEnd(), issues(periods.trainingEnd(), evaluation)));
        new TrainModelJob().run(new JobContext(root, Map.of(), Clock.systemUTC(), JobContext.Progress.SILENT));
        FeatureTable scored = stored.everyLead(
                periods.trainingEnd(), issues(evaluation, stored.dataEnd().minus(Duration.ofHours(1))));

        ModelArtifact model = ModelArtifact.openDirectory(root.resolve("model"));
        Map<String, Double> errors = errors(
                scored, new ModelForecaster(model, SeriesSource.NONE, building -> false).predict(scored), stored);

        // without the features of the readings just before the origin it is 0.83 times that of the newest reading
        assertThat(errors.get("model")).isLessThan(0.8 * errors.get("newest"));
        assertThat(errors.get("model")).isLessThan(0.6 * errors.get("an hour ago"));
        assertThat(errors.get("model")).isLessThan(0.5 * errors.get("last week"));
    }

    /** Issue times 75 minutes apart: every quarter of an hour occurs. */
    private static List<Instant> issues(Instant from, Instant end) {
        return Stream.iterate(from, issue -> issue.isBefore(end), issue -> issue.plus(QUARTER.multipliedBy(5)))
                .toList();
    }

    /** Mean over all rows of the absolute error in shares of the building's level. */
    private static Map<String, Double> errors(FeatureTable table, Prediction prediction, StoredBuildings stored) {
        Map<String, Double> sums = new TreeMap<>();
        int rows = 0;
        for (int row = 0; row < table.rows(); row++) {
            double[] kwh = stored.readings(stored.buildings().get(table.buildingIndex(row)))
                    .kwh();
            int target = stored.grid().indexOf(table.targetEpochSecond(row));
            int origin = stored.grid().indexOf(table.originEpochSecond(row));
            double scale = table.columns().levelKwh()[row];
            double actual = table.targetKwh(row);
            if (!Double.isNaN(actual)) {
                rows++;
                sums.merge("model", Math.abs(prediction.yhat()[row] - actual) / scale, Double::sum);
                sums.merge("newest", Math.abs(kwh[origin] - actual) / scale, Double::sum);
                sums.merge("an hour ago", Math.abs(kwh[target - 4] - actual) / scale, Double::sum);
                sums.merge("last week", Math.abs(kwh[target - 7 * 96] - actual) / scale, Double::sum);
            }
        }
        int count = rows;
        sums.replaceAll((name, sum) -> sum / count);
        return sums;
    }

    private StoredBuildings stored(EdfConfig config) throws IOException {
        Clock clock = Clock.fixed(SAMPLE.end().plusSeconds(3600), ZoneOffset.UTC);
        DirectoryObjectStore objects = new DirectoryObjectStore(root.resolve("buckets"), clock);
        ImportTarget target = new ImportTarget(
                ObjectUri.parse("s3://processed/processed_edf_data/"),
                ObjectUri.parse("s3://raw/edf-inputs/weather-forecast/"),
                ObjectUri.parse("s3://raw/edf-inputs/calendar-topology/"));
        PlainCsv csv = PlainCsv.survey(quarters(), null);
        assertThat(csv.step().duration()).isEqualTo(QUARTER);
        new ImportFolder(
                        objects,
                        target,
                        config.dataQuality(),
                        TimeStep.of(config.edfFeatureEng().step()),
                        clock)
                .run(csv, Files.createDirectories(root.resolve("work")), JobContext.Progress.SILENT);
        Path topology = root.resolve("input/data/topology");
        objects.stage(target.calendarTopology(), topology);
        Path consumption = root.resolve("consumption");
        objects.stage(target.processedData().resolve("consumption/"), consumption);
        Topology buildings = TopologyFiles.read(topology);
        Path none = Files.createDirectories(root.resolve("none"));
        return StoredBuildings.read(
                config, buildings, new StoredBuildings.Tables(consumption, none, none), SAMPLE.end());
    }

    /** Quarters on straight lines between the hours of the sample, with noise of some hours' memory as meters show it. */
    private Path quarters() throws IOException {
        Path sample = root.resolve("sample");
        new GenerateSampleData().run(sample, SAMPLE);
        Map<String, TreeMap<Instant, Double>> hours = new TreeMap<>();
        try (CsvTable rows = new CsvTable(sample.resolve("consumption.csv.gz"))) {
            while (rows.next()) {
                hours.computeIfAbsent(rows.field(rows.position("building_id")), id -> new TreeMap<>())
                        .put(
                                Instant.parse(rows.field(rows.position("timestamp_utc"))),
                                Double.valueOf(rows.field(rows.position("consumption_kwh"))));
            }
        }
        Path file = root.resolve("quarters.csv");
        Random random = new Random(5);
        try (BufferedWriter text = Files.newBufferedWriter(file)) {
            text.write("series,timestamp,value\n");
            for (var building : hours.entrySet()) {
                writeQuarters(building.getKey(), building.getValue(), random, text);
            }
        }
        return file;
    }

    private static void writeQuarters(
            String building, TreeMap<Instant, Double> hours, Random random, BufferedWriter text) throws IOException {
        List<Instant> times = new ArrayList<>(hours.keySet());
        double noise = 0;
        for (int index = 0; index + 1 < times.size(); index++) {
            double kwh = hours.get(times.get(index));
            double next = hours.get(times.get(index + 1));
            for (int quarter = 0; quarter < 4; quarter++) {
                noise = 0.9 * noise + 0.03 * random.nextGaussian();
                double value = (kwh + (next - kwh) * quarter / 4) / 4 * (1 + noise);
                Instant time = times.get(index).plus(QUARTER.multipliedBy(quarter));
                text.write(building + "," + time + "," + Math.max(0, value) + "\n");
            }
        }
    }

    private void writeChannel(String name, FeatureTable table) throws IOException {
        Path config = Files.createDirectories(root.resolve("input/data/config"));
        Files.writeString(config.resolve("edf_config.yaml"), CONFIG);
        Path directory = Files.createDirectories(root.resolve("input/data").resolve(name));
        table.schema().write(directory);
        try (FeatureTableWriter writer =
                new FeatureTableWriter(directory.resolve("part-00000.parquet"), table.schema())) {
            writer.append(table);
            writer.finish();
        }
        new FeatureSummary(
                        SAMPLE.start(),
                        SAMPLE.end(),
                        SAMPLE.end(),
                        table.rows(),
                        WeatherSource.NONE,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .write(directory);
    }
}
