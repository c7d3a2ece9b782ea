package com.hometech.edf.inference.artifact;

import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.MovingFit;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Additive models, one for each building (Taylor and Letham, 2018).
 *
 * @param regressors weather columns that they read, in order
 * @param buildings by id
 */
public record AdditiveModels(List<String> regressors, Map<String, BuildingModels> buildings) implements ModelContent {
    public AdditiveModels {
        regressors = List.copyOf(regressors);
        buildings = new TreeMap<>(buildings);
    }

    /**
     * What serves one building.
     *
     * @param zone whose clock its models run by
     * @param knownUntil end of the readings that they were fitted with
     * @param oldest the first of these readings, which are dropped when later ones are added
     * @param models one with all regressors, and, where there are regressors, one without, for hours that no weather covers;
     *     at least one of them
     */
    public record BuildingModels(
            ZoneId zone, Instant knownUntil, BuildingSeries oldest, Map<PredictionSource, TrainedModel> models) {
        public BuildingModels {
            // in the order of the sources: from best to worst
            models = new EnumMap<>(models);
        }

        /** The model that serves where it can. */
        public TrainedModel best() {
            return models.values().iterator().next();
        }

        /** The model that serves as a source, where there is one. */
        public Optional<TrainedModel> of(PredictionSource source) {
            return Optional.ofNullable(models.get(source));
        }
    }

    /**
     * A model as training left it.
     *
     * @param fitted forecasts from the end of training on
     * @param state what the model takes to move on with later readings, as {@link MovingFit#write} writes it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record TrainedModel(FittedModel fitted, byte[] state) {
        /** The fit, to be moved on. */
        public MovingFit moving() {
            try {
                return MovingFit.read(fitted, new DataInputStream(new ByteArrayInputStream(state)));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
