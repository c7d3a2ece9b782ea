package com.hometech.edf.inference.additive;

import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.MovingFit;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.AdditiveModels.TrainedModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of a building at one origin after the other: that of training, with all readings after training that are known
 * at the origin, and without as many of its oldest, so that it always looks back equally far. For one thread; cheapest when
 * origins ascend.
 */
final class MovedModel {
    private static final Logger LOG = LoggerFactory.getLogger(MovedModel.class);

    private final BuildingModels building;
    private final TrainedModel trained;
    private final @Nullable BuildingSeries series;
    private final List<String> regressors;
    private @Nullable MovingFit moving;
    private int next;
    private int dropped;
    private boolean stuck;

    /** @param series of readings that may reach beyond training; empty where none are known */
    MovedModel(
            BuildingModels building, TrainedModel trained, Optional<BuildingSeries> series, List<String> regressors) {
        this.building = building;
        this.trained = trained;
        this.series = series.orElse(null);
        this.regressors = regressors;
    }

    /** Rows at these times [epoch s] by the building's clock, with the conditions that the model asks for. */
    Frame rowsAt(long[] epochSeconds) {
        return SeriesFrames.at(epochSeconds, building.zone(), trained.fitted().model());
    }

    /** The model as of an origin: the start of the last interval whose reading is known then [epoch s]. */
    FittedModel at(long originEpochSecond) {
        if (series == null || stuck) {
            return trained.fitted();
        }
        try {
            return moved(series, originEpochSecond);
        } catch (RuntimeException failure) {
            // the other buildings do not notice, and this one is forecast with what training knew
            LOG.warn("A model of {} cannot move on; it stays as it was trained", series.building(), failure);
            stuck = true;
            return trained.fitted();
        }
    }

    private FittedModel moved(BuildingSeries series, long originEpochSecond) {
        int first = series.indexAtLeast(building.knownUntil().getEpochSecond());
        int end = series.indexAtLeast(originEpochSecond + 1);
        if (end <= first) {
            return trained.fitted();
        }
        if (moving == null || next > end) {
            moving = trained.moving();
            next = first;
            dropped = 0;
        }
        moving = moving.add(rows(series, next, end));
        next = end;
        BuildingSeries oldest = building.oldest();
        long later = series.epochSecond(end) - building.knownUntil().getEpochSecond();
        int drop = oldest.indexAtLeast(oldest.firstEpochSecond() + later);
        moving = moving.drop(rows(oldest, dropped, drop));
        dropped = drop;
        return moving.fitted();
    }

    private Frame rows(BuildingSeries of, int from, int to) {
        return SeriesFrames.of(of, from, to, building.zone(), trained.fitted().model(), regressors);
    }
}
