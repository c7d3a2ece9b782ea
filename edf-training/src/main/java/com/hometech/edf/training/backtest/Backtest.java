package com.hometech.edf.training.backtest;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.training.benchmark.ProcessorTime;
import com.hometech.edf.training.evaluation.BuildingPredictions;
import com.hometech.edf.training.fit.ModelFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Use case: forecasts a past period from rolling origins with each strategy and scores the forecasts beside three plain
 * ones. A strategy is fitted with what lies before the first origin of a block, and forecasts all origins of the block by
 * the code that serves. Buildings are forecast and scored group by group; every model and every group that is finished is
 * kept, so that the same request goes on after an interruption.
 */
public final class Backtest {
    private final EdfConfig config;
    private final Topology topology;
    private final StoredBuildings.Tables tables;
    private final BacktestFolder folder;
    private final Clock clock;
    private final BacktestListener listener;

    /**
     * Prepares a backtest.
     *
     * @param tables the imported readings and weather
     * @param folder claimed for the request
     * @param clock says when a model was made
     */
    public Backtest(
            EdfConfig config,
            Topology topology,
            StoredBuildings.Tables tables,
            BacktestFolder folder,
            Clock clock,
            BacktestListener listener) {
        this.config = config;
        this.topology = topology;
        this.tables = tables;
        this.folder = folder;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Runs it. Writes {@code forecasts.parquet} and {@code scores.csv}; the scores that it answers with are for the caller to
     * write, last, because they say that everything is there.
     *
     * @throws InsufficientHistoryException when too little lies before the first origin
     */
    public BacktestResult run(BacktestRequest request) throws IOException {
        folder.clearResults();
        StoredBuildings stored =
                step("Reading the tables", () -> StoredBuildings.read(config, topology, tables, end(request)));
        List<Instant> issues = RollingOrigins.of(config, stored.dataEnd(), request.origins(), request.stepHours());
        List<RefitBlock> blocks = RefitBlock.of(issues, request.refitEvery());
        BuildingGroups groups = BuildingGroups.of(stored.buildings(), issues.size(), config);
        for (RefitBlock block : blocks) {
            new Block(stored, block, groups, request.strategies()).run();
        }
        BacktestScoring scoring = new BacktestScoring(config, stored, folder, issues, blocks, groups);
        return step("Scoring", () -> scoring.run(request));
    }

    private static Instant end(BacktestRequest request) {
        return request.end() == null ? Instant.ofEpochSecond(TimeSpan.EVER.endEpochSecond()) : request.end();
    }

    /** Tells by id which buildings may have negative values of what is forecast. */
    public static Predicate<String> feedsIn(EdfConfig config, Topology topology) {
        return building -> topology.mayBeNegative(
                new BuildingId(building), config.edfFeatureEng().quantity());
    }

    /** Work that takes a while. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T step(String name, Work<T> work) throws IOException {
        listener.begun(name);
        long start = System.nanoTime();
        T result = work.run();
        listener.finished(name, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    /** One block of origins. */
    private final class Block {
        private final StoredBuildings stored;
        private final RefitBlock block;
        private final BuildingGroups groups;
        private final List<String> strategies;
        private final TrainingPeriods periods;

        Block(StoredBuildings stored, RefitBlock block, BuildingGroups groups, List<String> strategies) {
            this.stored = stored;
            this.block = block;
            this.groups = groups;
            this.strategies = strategies;
            this.periods = periods();
        }

        private TrainingPeriods periods() {
            Instant from = Instant.ofEpochSecond(stored.grid().epochSecond(0));
            try {
                return TrainingPeriods.before(config, from, block.issues(), stored.dataEnd());
            } catch (InsufficientHistoryException tooShort) {
                throw new InsufficientHistoryException(
                        tooShort.getMessage() + ". Ask for fewer origins or shorter steps between them");
            }
        }

        void run() throws IOException {
            if (isForecast()) {
                return;
            }
            fitMissing();
            Map<String, Forecaster> forecasters = new TreeMap<>();
            for (String strategy : strategies) {
                ModelArtifact model = ModelArtifact.openDirectory(folder.model(strategy, block));
                forecasters.put(
                        strategy,
                        FollowingForecaster.of(model, stored.series(model.seriesColumns()), feedsIn(config, topology)));
            }
            step("Forecasting " + block.issues().size() + " origins" + suffix(), () -> {
                forecast(forecasters);
                return true;
            });
        }

        private boolean isForecast() {
            return groups.numbers().allMatch(group -> missing(group).isEmpty());
        }

        /** The strategies whose forecasts of a group are not there yet. */
        private List<String> missing(int group) {
            return strategies.stream()
                    .filter(strategy -> !Files.exists(folder.forecasts(strategy, block, group)))
                    .toList();
        }

        private String suffix() {
            return " from " + block.issues().get(0);
        }

        private void fitMissing() throws IOException {
            List<String> missing = strategies.stream()
                    .filter(strategy -> !Files.exists(folder.model(strategy, block)))
                    .toList();
            if (!missing.isEmpty()) {
                TrainingTables rows =
                        step("Features to learn from, before " + block.issues().get(0), this::trainingTables);
                for (String strategy : missing) {
                    step("Fitting " + strategy, () -> fit(strategy, rows));
                }
            }
        }

        private TrainingTables trainingTables() {
            ProcessorTime time = ProcessorTime.start();
            WeatherTally weather = new WeatherTally();
            long quota = stored.plan()
                    .quota(stored.buildings().stream()
                            .mapToLong(building -> stored.readings(building).count())
                            .toArray());
            FeatureTable train = stored.table(periods.trainingEnd(), weather.counting(building -> stored.plan()
                    .training(building, periods, quota)));
            return new TrainingTables(train, stored.calibration(periods), weather, time.seconds());
        }

        private Path fit(String strategy, TrainingTables rows) throws IOException {
            ProcessorTime time = ProcessorTime.start();
            Path directory = folder.model(strategy, block);
            Path prepared = folder.prepare("model-in-progress");
            TrainingConfig training = config.edfTraining().withHyperparameters(Map.of("strategy", strategy));
            new ModelFit(config, training, clock, listener)
                    .fit(
                            new ModelFit.Data(
                                    rows.train(),
                                    rows.calibration(),
                                    stored.series(ModelFit.seriesColumns(training), periods),
                                    topology,
                                    rows.weather().source()),
                            prepared);
            BacktestFolder.writeFacts(
                    directory,
                    new PieceFacts(
                            time.seconds(), rows.cpuSeconds(), rows.weather().rowsBySource()));
            return Files.move(prepared, directory, StandardCopyOption.ATOMIC_MOVE);
        }

        private void forecast(Map<String, Forecaster> forecasters) throws IOException {
            for (int group : groups.numbers().toArray()) {
                List<String> missing = missing(group);
                if (!missing.isEmpty()) {
                    forecast(group, missing, forecasters);
                }
                listener.report("groups of buildings", group + 1L, groups.count());
            }
        }

        private void forecast(int group, List<String> missing, Map<String, Forecaster> forecasters) throws IOException {
            ProcessorTime featuresTime = ProcessorTime.start();
            WeatherTally weather = new WeatherTally();
            FeatureTable rows =
                    stored.table(periods.trainingEnd(), groups.of(group), weather.counting(building -> stored.plan()
                            .everyLead(building, block.issues())));
            double featuresSeconds = featuresTime.seconds();
            for (String strategy : missing) {
                ProcessorTime time = ProcessorTime.start();
                Prediction prediction = BuildingPredictions.of(
                        requireNonNull(forecasters.get(strategy)), rows, (what, done, total) -> {});
                Path file = folder.forecasts(strategy, block, group);
                BacktestFolder.writeFacts(
                        file, new PieceFacts(time.seconds(), featuresSeconds, weather.rowsBySource()));
                try (StrategyRowsWriter writer = new StrategyRowsWriter(file, BacktestTable.of(config))) {
                    writer.append(strategy, rows, prediction);
                    writer.finish();
                }
            }
        }
    }

    /** What a fit reads. */
    private record TrainingTables(
            FeatureTable train, FeatureTable calibration, WeatherTally weather, double cpuSeconds) {}
}
