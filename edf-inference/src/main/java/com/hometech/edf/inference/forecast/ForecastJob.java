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
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.IntervalCorrector;
import com.hometech.edf.inference.forecast.ForecastBuildings.Forecasts;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.AppliedCorrection;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.inference.manifest.RunManifest.Freshness;
import com.hometech.edf.inference.manifest.TrainingCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code forecast}: forecasts every building of the feature table with the model, and writes rows and manifest, the
 * manifest last.
 */
public final class ForecastJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastJob.class);
    private static final String CONFIG = "edf_config.yaml";
    private static final String MODEL = "model.tar.gz";

    @Override
    public void run(JobContext context) throws IOException {
        Path features = context.processingInput("features");
        FeatureSummary summary = FeatureSummary.read(features);
        EdfConfig config = ConfigReader.read(context.processingInput("config").resolve(CONFIG));
        ForecastRun run = runOf(context, config, summary.quantity());
        String sha256 = context.required("model-sha256");
        ModelArtifact model =
                ModelArtifact.open(context.processingInput("model").resolve(MODEL), sha256);
        Topology topology = TopologyFiles.read(context.processingInput("topology"));
        Predicate<String> feedsIn = building -> topology.mayBeNegative(new BuildingId(building), summary.quantity());
        Forecaster forecaster = FollowingForecaster.of(model, SeriesFiles.read(features), feedsIn);
        Optional<IntervalCorrections> corrections = corrections(context, config, run);
        FeatureTable table = FeatureTable.read(features);
        Forecasts forecasts =
                new ForecastBuildings(forecaster, run, corrector(corrections, run, feedsIn)).forecast(table);
        Path output = context.processingOutput("forecasts");
        ForecastFiles files = new ForecastFiles(output, forecaster.levels(), corrections.isPresent());
        List<ForecastFile> parquet = files.writeParquet(forecasts.rows(), RunManifest.MOST_FILE_ROWS);
        if (flag(context, "csv")) {
            files.writeCsv(forecasts.rows());
        }
        RunManifest manifest = manifest(
                run,
                sha256,
                forecaster.levels(),
                forecasts,
                parquet,
                summary,
                RangeCheck.of(model, table),
                applied(corrections, output));
        Files.writeString(output.resolve(RunManifest.FILE_NAME), manifest.toJson());
    }

    /** What intervals are corrected by; empty where that is switched off, or nothing is known that the run may know. */
    private static Optional<IntervalCorrections> corrections(JobContext context, EdfConfig config, ForecastRun run)
            throws IOException {
        if (!config.edfMonitoring().intervalCorrection().enabled()) {
            return Optional.empty();
        }
        Optional<IntervalCorrections> newest =
                IntervalCorrections.read(context.processingInput("interval-corrections"));
        newest.filter(corrections -> !corrections.suits(run.issuedAt()))
                .ifPresent(corrections -> LOG.warn(
                        "Intervals are not corrected: coverage is known up to {}, which is not before the issue {} or more"
                                + " than {} days before",
                        corrections.through(),
                        run.issuedAt(),
                        IntervalCorrections.MOST_DAYS_OLD));
        return newest.filter(corrections -> corrections.suits(run.issuedAt()));
    }

    private static Optional<IntervalCorrector> corrector(
            Optional<IntervalCorrections> corrections, ForecastRun run, Predicate<String> feedsIn) {
        double firstLeadHours = hours(run.origin(), run.issuedAt());
        return corrections.map(known -> new IntervalCorrector(known.of(run.quantity()), firstLeadHours, feedsIn));
    }

    /** Lays what intervals were corrected by beside them. */
    private static @Nullable AppliedCorrection applied(Optional<IntervalCorrections> corrections, Path output)
            throws IOException {
        if (corrections.isEmpty()) {
            return null;
        }
        corrections.get().write(output);
        return new AppliedCorrection(
                corrections.get().through(),
                Checksums.sha256(Files.readAllBytes(output.resolve(IntervalCorrections.FILE_NAME))));
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
            FeatureSummary summary,
            TrainingCheck check,
            @Nullable AppliedCorrection correction) {
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
                freshness(run, summary),
                check,
                correction);
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
