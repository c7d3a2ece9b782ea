package com.hometech.edf.training.tune;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.training.backtest.WeatherTally;
import com.hometech.edf.training.evaluation.BuildingPredictions;
import com.hometech.edf.training.fit.ModelFit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Fits models with the settings of trials and forecasts their windows, both by the code that serves. Nothing of it depends on
 * the number of threads.
 */
final class TrialFits implements Search.Fitter {
    private final EdfConfig config;
    private final Topology topology;
    private final StoredBuildings stored;
    private final Clock clock;
    private final Predicate<String> feedsIn;

    /**
     * @param stored readings before the hold-out
     * @param clock says when a model was made
     * @param feedsIn tells by id which buildings may have negative readings
     */
    TrialFits(EdfConfig config, Topology topology, StoredBuildings stored, Clock clock, Predicate<String> feedsIn) {
        this.config = config;
        this.topology = topology;
        this.stored = stored;
        this.clock = clock;
        this.feedsIn = feedsIn;
    }

    /** @throws InsufficientHistoryException when the window has nothing to learn from or to score */
    @Override
    public FitResult run(
            Map<String, String> settings, Window window, int rowsDivisor, Progress progress, Path directory)
            throws IOException {
        long start = System.nanoTime();
        TrainingPeriods periods = TrainingPeriods.before(
                config, Instant.ofEpochSecond(stored.grid().epochSecond(0)), window.issues(), stored.dataEnd());
        WeatherTally weather = new WeatherTally();
        FeatureTable train = train(periods, rowsDivisor, weather);
        TrainingConfig training = config.edfTraining().withHyperparameters(settings);
        ModelArtifact model = new ModelFit(config, training, clock, progress)
                .fit(
                        new ModelFit.Data(
                                train, stored.calibration(periods), SeriesSource.NONE, topology, weather.source()),
                        directory);
        WindowErrors errors = errors(model, periods, window);
        return new FitResult(
                model.metadata().training().rows(), rounds(model), (System.nanoTime() - start) / 1e9, errors);
    }

    private FeatureTable train(TrainingPeriods periods, int rowsDivisor, WeatherTally weather) {
        long quota = stored.plan()
                .quota(stored.buildings().stream()
                        .mapToLong(building -> stored.readings(building).count())
                        .toArray());
        return stored.table(
                periods.trainingEnd(), weather.counting(building -> rows(building, periods, quota, rowsDivisor)));
    }

    /** Fewer rows as the plan itself would take fewer: first leads of each origin, then whole origins are left out. */
    private RowBatch rows(BuildingFeatures building, TrainingPeriods periods, long quota, int divisor) {
        RowBatch all = stored.plan().training(building, periods, quota);
        return divisor == 1 ? all : stored.plan().training(building, periods, all.size() / divisor);
    }

    private WindowErrors errors(ModelArtifact model, TrainingPeriods periods, Window window) {
        FeatureTable rows = stored.everyLead(periods.trainingEnd(), window.issues());
        WindowErrors errors = WindowErrors.of(
                rows,
                BuildingPredictions.of(
                        FollowingForecaster.of(model, SeriesSource.NONE, feedsIn), rows, Progress.SILENT),
                origins(window),
                config.edfTraining().quantiles());
        requireReadings(errors, window);
        return errors;
    }

    private long[] origins(Window window) {
        return window.issues().stream()
                .mapToLong(issue -> stored.grid().epochSecond(stored.plan().origin(issue, stored.grid())))
                .toArray();
    }

    /** Both halves of a window must say something. */
    private static void requireReadings(WindowErrors errors, Window window) {
        boolean complete = Stream.of(window.choosing(), window.judging())
                .map(errors::score)
                .allMatch(score -> Double.isFinite(score.wapePercent()));
        if (!complete) {
            throw new InsufficientHistoryException("There are no readings to score forecasts by from "
                    + window.issues().get(0) + " to "
                    + window.issues().get(window.issues().size() - 1)
                    + ": choose an earlier --end, or deliver the readings of that time");
        }
    }

    private static int rounds(ModelArtifact model) {
        return model.metadata().boosters().stream()
                .filter(booster -> booster.file() == ArtifactFile.BOOSTER)
                .mapToInt(booster -> booster.trees())
                .findFirst()
                .orElseThrow();
    }
}
