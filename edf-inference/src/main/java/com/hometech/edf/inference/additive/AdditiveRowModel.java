package com.hometech.edf.inference.additive;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.additive.Forecast;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.RowModel;
import com.hometech.edf.inference.artifact.AdditiveModels;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.AdditiveModels.TrainedModel;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.inference.interval.Spread;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts rows with the additive models of their buildings. For each origin the building's model is that of training, moved
 * on with the readings known at the origin: what evaluation and serving see is what a fit of that day would say.
 */
public final class AdditiveRowModel implements RowModel {
    private final AdditiveModels models;
    private final PredictionSource source;
    private final SeriesSource series;
    private final List<String> regressors;
    private final int[] columns;

    /**
     * The models of an artifact, by what they serve.
     *
     * @param series the readings up to each origin
     * @param schema of the tables that it will see
     * @throws ModelUnusableException when the schema lacks a regressor
     */
    public static Map<PredictionSource, AdditiveRowModel> of(
            AdditiveModels models, SeriesSource series, FeatureSchema schema) {
        Map<PredictionSource, AdditiveRowModel> bySource = new EnumMap<>(PredictionSource.class);
        bySource.put(
                PredictionSource.MODEL,
                new AdditiveRowModel(models, PredictionSource.MODEL, models.regressors(), series, schema));
        if (!models.regressors().isEmpty()) {
            bySource.put(
                    PredictionSource.MODEL_WITHOUT_WEATHER,
                    new AdditiveRowModel(models, PredictionSource.MODEL_WITHOUT_WEATHER, List.of(), series, schema));
        }
        return bySource;
    }

    private AdditiveRowModel(
            AdditiveModels models,
            PredictionSource source,
            List<String> regressors,
            SeriesSource series,
            FeatureSchema schema) {
        this.models = models;
        this.source = source;
        this.series = series;
        this.regressors = regressors;
        this.columns = columns(regressors, schema);
    }

    private static int[] columns(List<String> regressors, FeatureSchema schema) {
        int[] columns = regressors.stream().mapToInt(schema::indexOf).toArray();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0) {
                throw new ModelUnusableException("The models read the regressor " + regressors.get(i)
                        + ", which is no feature; the features are " + schema.names());
            }
        }
        return columns;
    }

    @Override
    public boolean covers(FeatureTable table, int row) {
        return hasRegressors(table, row) && model(table.building(row)).isPresent();
    }

    private boolean hasRegressors(FeatureTable table, int row) {
        for (int column : columns) {
            if (Float.isNaN(table.feature(row, column))) {
                return false;
            }
        }
        return true;
    }

    private Optional<TrainedModel> model(String building) {
        return Optional.ofNullable(models.buildings().get(building)).flatMap(known -> known.of(source));
    }

    /** Weather columns that its models read; empty for those without weather. */
    public List<String> regressors() {
        return regressors;
    }

    @Override
    public boolean hasQuantiles() {
        return false;
    }

    @Override
    public Workspace workspace() {
        return new Workspace();
    }

    /** Keeps the model of one building at one origin, and its forecasts of the rows from there. */
    public final class Workspace implements RowModel.Workspace {
        private @Nullable MovedModel moved;
        private String building = "";
        private long origin;
        private double[] yhat = new double[0];
        private int first;

        private Workspace() {}

        /** The forecast of a row that is covered, with its components, as the building's model made it at the row's origin. */
        public Forecast components(FeatureTable table, int row) {
            MovedModel model = of(table.building(row));
            return model.at(table.originEpochSecond(row)).predict(frame(model, table, new int[] {row}));
        }

        @Override
        public double yhatKwh(FeatureTable table, int row, Spread spread) {
            boolean known = row >= first
                    && row - first < yhat.length
                    && table.originEpochSecond(row) == origin
                    && table.building(row).equals(building);
            if (!known) {
                forecast(table, row);
            }
            return yhat[row - first];
        }

        private MovedModel of(String id) {
            if (moved == null || !id.equals(building)) {
                BuildingModels of = requireNonNull(models.buildings().get(id));
                moved = new MovedModel(of, model(id).orElseThrow(), series.of(id), regressors);
                building = id;
            }
            return moved;
        }

        /** All rows of the origin at once: they share the model. */
        private void forecast(FeatureTable table, int row) {
            MovedModel model = of(table.building(row));
            origin = table.originEpochSecond(row);
            int end = row + 1;
            while (end < table.rows()
                    && table.originEpochSecond(end) == origin
                    && table.buildingIndex(end) == table.buildingIndex(row)) {
                end++;
            }
            first = row;
            yhat = yhat(model, table, row, end);
        }

        /** NaN where a regressor is missing. */
        private double[] yhat(MovedModel model, FeatureTable table, int from, int to) {
            int[] whole = IntStream.range(from, to)
                    .filter(row -> hasRegressors(table, row))
                    .toArray();
            double[] forecasts = model.at(origin).yhat(frame(model, table, whole));
            double[] all = new double[to - from];
            Arrays.fill(all, Double.NaN);
            for (int i = 0; i < whole.length; i++) {
                all[whole[i] - from] = forecasts[i];
            }
            return all;
        }

        private Frame frame(MovedModel model, FeatureTable table, int[] rows) {
            Frame frame = model.rowsAt(
                    Arrays.stream(rows).mapToLong(table::targetEpochSecond).toArray());
            for (int i = 0; i < columns.length; i++) {
                int column = columns[i];
                frame = frame.with(
                        regressors.get(i),
                        Arrays.stream(rows)
                                .mapToDouble(row -> table.feature(row, column))
                                .toArray());
            }
            return frame;
        }
    }
}
