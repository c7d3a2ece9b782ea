package com.hometech.edf.training.benchmark;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.training.backtest.RollingOrigins;
import com.hometech.edf.training.evaluation.BuildingPredictions;
import com.hometech.edf.training.fit.ModelFit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what training a model and a daily run cost, by the code that trains and serves, in this process: CPU time of all
 * threads, with the compiler's and the garbage collector's.
 */
public final class CostBenchmark {
    private static final int HOURS_PER_DAY = 24;

    private final EdfConfig config;
    private final Clock clock;
    private final Progress progress;

    /**
     * Prepares measurements.
     *
     * @param config with the strategy to measure
     * @param clock says when a model was made
     */
    public CostBenchmark(EdfConfig config, Clock clock, Progress progress) {
        this.config = config;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What a piece of work took.
     *
     * @param rows that it made or used; 0 where they do not matter
     */
    public record Cost(String work, double cpuSeconds, long rows) {}

    /** What the parts took, in their order. */
    public record Costs(int buildings, List<Cost> parts) {
        public Costs {
            parts = List.copyOf(parts);
        }

        /** All parts together [CPU s]. */
        public double cpuSeconds() {
            return parts.stream().mapToDouble(Cost::cpuSeconds).sum();
        }
    }

    /**
     * Trains a model with what some imported readings know before their last forecast.
     *
     * @param model where it goes
     */
    public Costs train(Topology topology, StoredBuildings.Tables tables, Path model) throws IOException {
        Parts parts = new Parts();
        StoredBuildings stored = parts.add("reading", () -> read(topology, tables), none -> 0);
        TrainingPeriods periods = TrainingPeriods.before(
                config, Instant.ofEpochSecond(stored.grid().epochSecond(0)), List.of(issue(stored)), stored.dataEnd());
        FeatureTable train = parts.add("features", () -> stored.training(periods), FeatureTable::rows);
        FeatureTable calibration =
                parts.add("features of the calibration period", () -> stored.calibration(periods), FeatureTable::rows);
        parts.add(
                "fitting " + config.edfTraining().defaultStrategy(),
                () -> new ModelFit(config, config.edfTraining(), clock, progress)
                        .fit(
                                new ModelFit.Data(
                                        train,
                                        calibration,
                                        stored.series(ModelFit.seriesColumns(config.edfTraining()), periods),
                                        topology,
                                        WeatherSource.ARCHIVED_FORECAST),
                                model),
                none -> 0);
        return new Costs(stored.buildings().size(), parts.costs);
    }

    /** Forecasts all buildings once, from the last issue whose horizon lies in the readings. */
    public Costs forecast(Topology topology, StoredBuildings.Tables tables, Path model) throws IOException {
        Parts parts = new Parts();
        ModelArtifact artifact = parts.add("opening the model", () -> ModelArtifact.openDirectory(model), none -> 0);
        StoredBuildings stored = parts.add("reading", () -> read(topology, tables), none -> 0);
        Instant trainingEnd = artifact.metadata().training().lastTarget();
        FeatureTable rows = parts.add(
                "features",
                () -> stored.table(trainingEnd, building -> stored.plan().daily(building, issue(stored))),
                FeatureTable::rows);
        Forecaster forecaster = FollowingForecaster.of(
                artifact,
                stored.series(artifact.seriesColumns()),
                building -> topology.mayBeNegative(
                        new BuildingId(building), config.edfFeatureEng().quantity()));
        parts.add("forecasts", () -> BuildingPredictions.of(forecaster, rows, progress), ignored -> rows.rows());
        return new Costs(stored.buildings().size(), parts.costs);
    }

    private StoredBuildings read(Topology topology, StoredBuildings.Tables tables) throws IOException {
        return StoredBuildings.read(config, topology, tables, Instant.ofEpochSecond(TimeSpan.EVER.endEpochSecond()));
    }

    /** The last forecast whose horizon lies in the readings. */
    private Instant issue(StoredBuildings stored) {
        return RollingOrigins.of(config, stored.dataEnd(), 1, HOURS_PER_DAY).get(0);
    }

    /** Work that may fail on a disk. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    /** How many rows a result has. */
    @FunctionalInterface
    private interface Rows<T> {
        long of(T result);
    }

    private static final class Parts {
        private final List<Cost> costs = new ArrayList<>();

        <T> T add(String name, Work<T> work, Rows<T> rows) throws IOException {
            ProcessorTime time = ProcessorTime.start();
            T result = work.run();
            costs.add(new Cost(name, time.seconds(), rows.of(result)));
            return result;
        }
    }
}
