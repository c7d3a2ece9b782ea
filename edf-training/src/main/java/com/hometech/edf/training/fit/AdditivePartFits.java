package com.hometech.edf.training.fit;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.features.series.SeriesFiles;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.spark.SparkTasks;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.AdditiveFiles;
import com.hometech.edf.inference.artifact.AdditiveModels;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.training.fit.CalibrationForecasts.SourceForecasts;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fits the buildings of each part file of a feature table by itself, as tasks of Spark. */
final class AdditivePartFits {
    private final AdditiveSettings settings;
    private final Topology topology;
    private final Path train;
    private final Path calibration;

    /**
     * @param train directory of the rows to learn from, with series
     * @param calibration directory of the calibration rows; a file of it has the buildings of the file of series with its name
     */
    AdditivePartFits(AdditiveSettings settings, Topology topology, Path train, Path calibration) {
        this.settings = settings;
        this.topology = topology;
        this.train = train;
        this.calibration = calibration;
    }

    /**
     * What a task answers with.
     *
     * @param files of the models
     * @param yhat forecasts of the file's calibration rows by source [kWh]
     * @param tally of what the models were fitted with
     */
    private record Part(Map<ArtifactFile, byte[]> files, Map<PredictionSource, double[]> yhat, SeriesTally tally)
            implements Serializable {}

    /** Fits all of them; forecasts are in the order of the rows that {@link FeatureTable#read} finds. */
    AdditiveFit.Fitted fit() throws IOException {
        if (!Files.isDirectory(train.resolve(SeriesFiles.DIRECTORY))) {
            throw new InvalidInputException("The features in " + train
                    + " hold no series of buildings: make them for strategy Prophet (features-training --strategy"
                    + " Prophet)");
        }
        AdditiveSettings how = settings;
        Topology of = topology;
        String from = train.toString();
        String later = calibration.toString();
        List<Part> parts = SparkTasks.run(fileNames(), name -> fit(how, of, Path.of(from), Path.of(later), name));
        Map<String, BuildingModels> models = new TreeMap<>();
        for (Part part : parts) {
            models.putAll(AdditiveFiles.read(
                            requireNonNull(part.files().get(ArtifactFile.ADDITIVE)),
                            requireNonNull(part.files().get(ArtifactFile.ADDITIVE_STATE)))
                    .buildings());
        }
        Map<PredictionSource, SourceForecasts> forecasts = new EnumMap<>(PredictionSource.class);
        Set<PredictionSource> sources =
                parts.stream().findFirst().map(part -> part.yhat().keySet()).orElse(Set.of());
        for (PredictionSource source : sources) {
            double[] yhat = parts.stream()
                    .map(part -> requireNonNull(part.yhat().get(source)))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            forecasts.put(source, new SourceForecasts(yhat, new float[0][], new float[0]));
        }
        return new AdditiveFit.Fitted(
                new AdditiveModels(settings.regressors(), models),
                new CalibrationForecasts(forecasts),
                parts.stream().map(Part::tally).reduce(SeriesTally.NOTHING, SeriesTally::and));
    }

    private List<String> fileNames() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Path directory : List.of(train.resolve(SeriesFiles.DIRECTORY), calibration)) {
            for (Path file : ParquetFiles.in(directory)) {
                names.add(file.getFileName().toString());
            }
        }
        return List.copyOf(names);
    }

    private static Part fit(AdditiveSettings settings, Topology topology, Path train, Path calibration, String name)
            throws IOException {
        Path file = train.resolve(SeriesFiles.DIRECTORY).resolve(name);
        FeatureTable rows = FeatureTable.read(calibration, name);
        if (!Files.exists(file)) {
            return part(new AdditiveFit(settings, topology, SeriesSource.NONE, rows).fit(List.of()));
        }
        SeriesFiles series = SeriesFiles.ofFile(file);
        return part(new AdditiveFit(settings, topology, series, rows).fit(series.buildings()));
    }

    private static Part part(AdditiveFit.Fitted fitted) throws IOException {
        Map<PredictionSource, double[]> yhat = fitted.forecasts().bySource().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, source -> source.getValue().yhat()));
        return new Part(AdditiveFiles.write(fitted.models()), yhat, fitted.tally());
    }
}
