package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureSummary.FailedBuilding;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.forecast.ForecastBuildings.Forecasts;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.inference.manifest.RunManifest.Freshness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code forecast}: forecasts every building of the feature table with the model, and writes rows and manifest, the
 * manifest last.
 */
public final class ForecastJob implements Job {
    private static final String CONFIG = "edf_config.yaml";
    private static final String MODEL = "model.tar.gz";

    @Override
    public void run(JobContext context) throws IOException {
        Path features = context.processingInput("features");
        FeatureSummary summary = FeatureSummary.read(features);
        ForecastRun run = runOf(
                context, ConfigReader.read(context.processingInput("config").resolve(CONFIG)), summary.quantity());
        String sha256 = context.required("model-sha256");
        ModelArtifact model =
                ModelArtifact.open(context.processingInput("model").resolve(MODEL), sha256);
        Topology topology = TopologyFiles.read(context.processingInput("topology"));
        Forecaster forecaster = FollowingForecaster.of(
                model,
                SeriesFiles.read(features),
                building -> topology.mayBeNegative(new BuildingId(building), summary.quantity()));
        FeatureTable table = FeatureTable.read(features);
        Forecasts forecasts = new ForecastBuildings(forecaster, run).forecast(table);
        ForecastFiles files = new ForecastFiles(context.processingOutput("forecasts"), forecaster.levels());
        List<ForecastFile> parquet = files.writeParquet(forecasts.rows(), RunManifest.MOST_FILE_ROWS);
        if (flag(context, "csv")) {
            files.writeCsv(forecasts.rows());
        }
        RunManifest manifest = manifest(run, sha256, forecaster.levels(), forecasts, parquet, summary);
        Files.writeString(context.processingOutput("forecasts").resolve(RunManifest.FILE_NAME), manifest.toJson());
    }

    private static ForecastRun runOf(JobContext context, EdfConfig config, Quantity quantity) {
        return new ForecastRun(
                context.required("run-id"),
                context.requiredTime("issued-at"),
                quantity,
                context.required("model-version"),
                flag(context, "model-stale"),
                config.edfFeatureEng().step(),
                Duration.ofHours(config.edfFeatureEng().dataDelayHours()),
                Duration.ofHours(config.edfInference().forecastHorizonHours()));
    }

    private static boolean flag(JobContext context, String name) {
        String text = context.optional(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidInputException("Parameter --" + name + " is \"" + text + "\"; write true or false");
        }
        return text.equals("true");
    }

    private static RunManifest manifest(
            ForecastRun run,
            String sha256,
            List<Double> levels,
            Forecasts forecasts,
            List<ForecastFile> parquet,
            FeatureSummary summary) {
        Map<ForecastQuality, Long> quality = new TreeMap<>();
        for (ForecastRecord row : forecasts.rows()) {
            quality.merge(row.quality(), 1L, Long::sum);
        }
        return new RunManifest(
                run.runId(),
                run.issuedAt(),
                run.origin(),
                run.quantity(),
                run.modelVersion(),
                sha256,
                levels,
                forecasts.rows().size(),
                Math.toIntExact(forecasts.rows().stream()
                        .map(ForecastRecord::building)
                        .distinct()
                        .count()),
                quality,
                parquet,
                summary.noData(),
                summary.inactive(),
                failed(forecasts, summary),
                freshness(run, summary));
    }

    private static Freshness freshness(ForecastRun run, FeatureSummary summary) {
        double[] ages = summary.buildings().stream()
                .mapToDouble(building -> hours(building.lastReading().plus(run.step()), run.issuedAt()))
                .sorted()
                .toArray();
        int middle = ages.length / 2;
        Double median = ages.length == 0
                ? null
                : Double.valueOf(ages.length % 2 == 1 ? ages[middle] : (ages[middle - 1] + ages[middle]) / 2);
        return new Freshness(median, summary.weatherShare());
    }

    private static double hours(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 3600.0;
    }

    /** Buildings whose features failed have plain rows only; they failed as much as those whose prediction did. */
    private static List<String> failed(Forecasts forecasts, FeatureSummary summary) {
        return Stream.concat(
                        forecasts.failed().stream(), summary.failed().stream().map(FailedBuilding::buildingId))
                .distinct()
                .toList();
    }
}
