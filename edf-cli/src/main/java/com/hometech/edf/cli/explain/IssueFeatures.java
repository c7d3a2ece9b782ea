package com.hometech.edf.cli.explain;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ForecastStore.Run;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.spark.InferenceFeaturesJob;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the features that a stored forecast was made from. */
final class IssueFeatures {
    private final Workbench bench;

    IssueFeatures(Workbench bench) {
        this.bench = bench;
    }

    /** One row of a table, and the readings of its building that were known with it. */
    record Row(FeatureTable table, int row, SeriesSource series) {}

    /** What the runs of the forecast's issue time left of their features, of each run the forecast's row. */
    List<Row> stored(ForecastRecord forecast) {
        return bench.platform().forecasts().runs().stream()
                .filter(run -> run.issuedAt().equals(forecast.issuedAt()) && run.quantity() == forecast.quantity())
                .map(this::featuresOf)
                .filter(features -> bench.platform()
                        .objects()
                        .find(features.resolve(FeatureSchema.FILE_NAME))
                        .isPresent())
                .flatMap(features -> rowOf(forecast, bench.pathOf(features)).stream())
                .toList();
    }

    private ObjectUri featuresOf(Run run) {
        return bench.places().features("inference", bench.workflows().inferenceName(), run.runId());
    }

    /**
     * The forecast's row of features computed again for its issue time from what is stored now: readings that came or were
     * corrected later are in it.
     *
     * @param model that made the forecast; what it reads beside features is computed, too
     * @throws InvalidInputException when there are no such features any more
     */
    Row computedAgain(ForecastRecord forecast, Optional<ModelMetadata> model) {
        Instant issuedAt = forecast.issuedAt();
        Map<String, String> parameters = new HashMap<>(Map.of(
                "issued-at", issuedAt.toString(), "target", forecast.quantity().code()));
        model.ifPresent(metadata -> {
            parameters.put("strategy", metadata.strategy());
            parameters.put("prophet-regressors", metadata.hyperparameters().getOrDefault("prophet_regressors", ""));
        });
        JobContext context =
                new JobContext(bench.emptyDirectory("explain"), parameters, bench.clock(), JobContext.Progress.SILENT);
        ObjectStore objects = bench.platform().objects();
        bench.publishConfiguration();
        objects.stage(bench.places().configuration(), context.processingInput("config"));
        String readings = forecast.quantity().table();
        objects.stage(bench.places().processedData().resolve(readings + "/"), context.processingInput(readings));
        objects.stage(bench.places().processedData().resolve("weather/"), context.processingInput("weather"));
        objects.stage(bench.places().weatherForecast(), context.processingInput("weather-forecast"));
        objects.stage(bench.places().calendarTopology(), context.processingInput("topology"));
        try {
            new InferenceFeaturesJob().run(context);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot compute features in " + context.root(), failure);
        }
        return rowOf(forecast, context.processingOutput("features"))
                .orElseThrow(() -> new InvalidInputException("The features of " + forecast.building()
                        + " for the issue of "
                        + issuedAt + " are not stored any more, and its readings or its entry in buildings.csv are not"
                        + " there to compute them again; explain a newer forecast"));
    }

    private static Optional<Row> rowOf(ForecastRecord forecast, Path directory) {
        try {
            FeatureTable table = FeatureTable.read(directory);
            SeriesSource series = SeriesFiles.read(directory);
            return IntStream.range(0, table.rows())
                    .filter(row ->
                            table.building(row).equals(forecast.building().value())
                                    && table.targetEpochSecond(row)
                                            == forecast.targetTime().getEpochSecond())
                    .mapToObj(row -> new Row(table, row, series))
                    .findFirst();
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + directory + ": " + failure, failure);
        }
    }
}
