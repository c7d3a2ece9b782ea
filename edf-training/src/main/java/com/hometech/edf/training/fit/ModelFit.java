package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.artifact.ModelArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Fits a model by its strategy and writes what becomes {@code model.tar.gz}: the one way in for jobs and backtests. */
public final class ModelFit {
    private final EdfConfig config;
    private final TrainingConfig training;
    private final Clock clock;
    private final Progress progress;

    /**
     * Prepares fits.
     *
     * @param training the section {@code edf_training} with its overrides; its default strategy is the one that is fitted
     * @param clock says when a model was made
     */
    public ModelFit(EdfConfig config, TrainingConfig training, Clock clock, Progress progress) {
        this.config = config;
        this.training = training;
        this.clock = clock;
        this.progress = progress;
    }

    /** Weather columns that a fit reads from series of buildings; none where its strategy reads no series. */
    public static List<String> seriesColumns(TrainingConfig training) {
        return training.isBoosted()
                ? List.of()
                : training.hyperparameters().prophet().prophetRegressors();
    }

    /** Version of EDF, which models record. */
    public static String version() {
        return Versions.ofThisBuild().edf();
    }

    /**
     * What a fit reads.
     *
     * @param train rows to learn from
     * @param calibration later rows, which calibrate the intervals
     * @param series readings of each building to the end of calibration, which models of single buildings learn from
     * @param topology the buildings, whose clocks and holidays these models know
     * @param weatherSource where the weather of the rows to learn from comes from
     */
    public record Data(
            FeatureTable train,
            FeatureTable calibration,
            SeriesSource series,
            Topology topology,
            WeatherSource weatherSource) {}

    /**
     * Fits a model.
     *
     * @param directory where the model's files go; made where it is missing
     * @return the model as it reads from there
     */
    public ModelArtifact fit(Data data, Path directory) throws IOException {
        if (training.isBoosted()) {
            return boosted(new RowsInMemory(data.train()), data.calibration(), data.weatherSource(), directory);
        }
        AdditiveSettings settings = additiveSettings(data.calibration().schema());
        List<String> buildings = Stream.concat(
                        data.train().buildings().stream(), data.calibration().buildings().stream())
                .distinct()
                .sorted()
                .toList();
        AdditiveFit.Fitted fitted =
                new AdditiveFit(settings, data.topology(), data.series(), data.calibration()).fit(buildings);
        return additive(settings, fitted, data.train(), data.calibration(), data.weatherSource(), directory);
    }

    /**
     * Fits a model with tables and series that lie in files. Models of single buildings are fitted on Spark, boosting where
     * the configuration says {@code distributed}.
     *
     * @param train directory of the rows to learn from
     * @param calibration directory of the calibration rows
     * @param directory where the model's files go; made where it is missing
     */
    void fit(Path train, Path calibration, Path topology, Path directory) throws IOException {
        WeatherSource weatherSource = FeatureSummary.read(train).weatherSource();
        FeatureTable rows = FeatureTable.read(calibration);
        if (training.isBoosted()) {
            boosted(fittingRows(train, calibration), rows, weatherSource, directory);
        } else {
            AdditiveSettings settings = additiveSettings(rows.schema());
            AdditiveFit.Fitted fitted =
                    new AdditivePartFits(settings, TopologyFiles.read(topology), train, calibration).fit();
            additive(settings, fitted, FeatureTable.read(train), rows, weatherSource, directory);
        }
    }

    private FittingRows fittingRows(Path train, Path calibration) throws IOException {
        return training.distributed()
                ? RowsInParts.of(new PartTables(train.toString(), calibration.toString()), training.instanceCount())
                : new RowsInMemory(FeatureTable.read(train));
    }

    /** @throws InvalidInputException when a regressor is no feature: nothing would tell its value at a target */
    private AdditiveSettings additiveSettings(FeatureSchema schema) {
        AdditiveSettings settings = AdditiveSettings.of(config, training);
        for (String regressor : settings.regressors()) {
            if (schema.indexOf(regressor) < 0) {
                throw new InvalidInputException("prophet_regressors: " + regressor
                        + " is weather that the features of what is forecast do not have; they have "
                        + schema.names().stream()
                                .filter(FeatureConfig.WEATHER_COLUMNS::contains)
                                .toList());
            }
        }
        return settings;
    }

    private ModelArtifact additive(
            AdditiveSettings settings,
            AdditiveFit.Fitted fitted,
            FeatureTable train,
            FeatureTable calibration,
            WeatherSource weatherSource,
            Path directory)
            throws IOException {
        AdditiveTrainer trainer = new AdditiveTrainer(settings, training.quantiles());
        trainer.requireModels(fitted, calibration);
        Optional<FittedNewBuildings> newBuildings = boosting(() -> NewBuildingTrainer.fit(
                fitSettings(train.schema()),
                new RowsInMemory(train),
                calibration,
                XGBoostTrainer.buckets(calibration),
                progress));
        FittedModel model = trainer.model(fitted, calibration, newBuildings);
        return written(model, calibration.schema(), weatherSource, settings.asText(), directory);
    }

    private ModelArtifact boosted(
            FittingRows train, FeatureTable calibration, WeatherSource weatherSource, Path directory)
            throws IOException {
        FitSettings settings = fitSettings(train.schema());
        FittedModel model = boosting(() -> new XGBoostTrainer(settings, progress).fit(train, calibration));
        Map<String, String> hyperparameters = settings.asText();
        if (train.workers() > 1) {
            hyperparameters.put("workers", Integer.toString(train.workers()));
        }
        return written(model, train.schema(), weatherSource, hyperparameters, directory);
    }

    private FitSettings fitSettings(FeatureSchema schema) {
        return FitSettings.of(training, schema, Runtime.getRuntime().availableProcessors());
    }

    /** Work of XGBoost. */
    @FunctionalInterface
    private interface Boosting<T> {
        T run() throws XGBoostError, IOException;
    }

    private static <T> T boosting(Boosting<T> work) throws IOException {
        try {
            return work.run();
        } catch (XGBoostError failure) {
            throw new IllegalStateException("XGBoost failed: " + failure.getMessage(), failure);
        }
    }

    private ModelArtifact written(
            FittedModel model,
            FeatureSchema schema,
            WeatherSource weatherSource,
            Map<String, String> hyperparameters,
            Path directory)
            throws IOException {
        return ModelDirectory.write(
                directory,
                model,
                schema,
                new ModelDirectory.Origin(
                        training.defaultStrategy(),
                        clock.instant(),
                        ConfigFingerprint.of(config),
                        weatherSource.text(),
                        hyperparameters));
    }
}
