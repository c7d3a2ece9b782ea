package com.hometech.edf.training.fit;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.MovingFit;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.RowModel;
import com.hometech.edf.inference.additive.AdditiveRowModel;
import com.hometech.edf.inference.additive.SeriesFrames;
import com.hometech.edf.inference.artifact.AdditiveModels;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.AdditiveModels.TrainedModel;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits the additive models of some buildings: first with what was known before each building's first calibration forecast, to
 * see how such models err as they move on, then with everything, to serve.
 */
final class AdditiveFit {
    private static final Logger LOG = LoggerFactory.getLogger(AdditiveFit.class);

    /** A model that serves for longer looks back farther and farther: it keeps what is oldest then. */
    private static final Duration SERVES_LONGEST = Duration.ofDays(56);
    /** A window over the newest readings holds all seasons. */
    private static final Duration SHORTEST_WINDOW = Duration.ofDays(365);

    private final AdditiveSettings settings;
    private final Topology topology;
    private final SeriesSource series;
    private final FeatureTable calibration;

    /**
     * Models and how they would have forecast.
     *
     * @param models fitted with everything
     * @param forecasts of the calibration rows, by models of their time
     * @param tally of what the models were fitted with
     */
    record Fitted(AdditiveModels models, CalibrationForecasts forecasts, SeriesTally tally) {}

    /**
     * @param topology knows the buildings' clocks and holidays
     * @param series readings to the end of calibration
     * @param calibration rows of these buildings, in their order
     */
    AdditiveFit(AdditiveSettings settings, Topology topology, SeriesSource series, FeatureTable calibration) {
        this.settings = settings;
        this.topology = topology;
        this.series = series;
        this.calibration = calibration;
    }

    /** Fits; a building that has too few readings, or that cannot be fitted, has no model. */
    Fitted fit(List<String> buildings) {
        Map<String, Long> firstOrigins = new HashMap<>();
        for (BuildingRows rows : BuildingRows.of(calibration)) {
            firstOrigins.put(rows.building(), calibration.originEpochSecond(rows.from()));
        }
        AdditiveModels trial = models(buildings, firstOrigins);
        Map<PredictionSource, RowModel> trials =
                new EnumMap<>(AdditiveRowModel.of(trial, series, calibration.schema()));
        RowModel best = requireNonNull(trials.get(PredictionSource.MODEL));
        trials.computeIfPresent(PredictionSource.MODEL_WITHOUT_WEATHER, (source, model) -> new SomeDays(model, best));
        CalibrationForecasts forecasts = CalibrationForecasts.of(calibration, trials, 0);
        AdditiveModels models = models(buildings, Map.of());
        SeriesTally tally = models.buildings().keySet().parallelStream()
                .flatMap(id -> series.of(id).stream())
                .map(known -> SeriesTally.of(known))
                .reduce(SeriesTally.NOTHING, SeriesTally::and);
        return new Fitted(models, forecasts, tally);
    }

    /**
     * Forecasts from the origins of some days only, which is enough for a model that seldom serves: where a better one covers
     * a row.
     */
    private record SomeDays(RowModel model, RowModel better) implements RowModel {
        private static final long SECONDS_APART = Duration.ofDays(3).toSeconds();
        private static final long SECONDS_LONG = Duration.ofDays(1).toSeconds();

        @Override
        public boolean covers(FeatureTable table, int row) {
            boolean isItsDay = Math.floorMod(table.originEpochSecond(row), SECONDS_APART) < SECONDS_LONG;
            return (isItsDay || !better.covers(table, row)) && model.covers(table, row);
        }

        @Override
        public boolean hasQuantiles() {
            return model.hasQuantiles();
        }

        @Override
        public Workspace workspace() {
            return model.workspace();
        }
    }

    /** @param lastKnown start of the last interval to learn from, by building [epoch s]; everything where it is absent */
    private AdditiveModels models(List<String> buildings, Map<String, Long> lastKnown) {
        Map<String, BuildingModels> models = new TreeMap<>();
        buildings.parallelStream()
                .map(id -> Map.entry(id, models(id, lastKnown.getOrDefault(id, Long.MAX_VALUE))))
                .toList()
                .forEach(entry -> entry.getValue().ifPresent(model -> models.put(entry.getKey(), model)));
        return new AdditiveModels(settings.regressors(), models);
    }

    private Optional<BuildingModels> models(String id, long lastKnown) {
        Optional<Building> building = topology.find(new BuildingId(id));
        Optional<BuildingSeries> readings = series.of(id);
        if (building.isEmpty() || readings.isEmpty()) {
            return Optional.empty();
        }
        BuildingSeries known =
                lastKnown == Long.MAX_VALUE ? readings.get() : readings.get().until(lastKnown + 1);
        Map<PredictionSource, TrainedModel> models = new EnumMap<>(PredictionSource.class);
        trained(building.get(), known, settings.regressors())
                .ifPresent(model -> models.put(PredictionSource.MODEL, model));
        if (!settings.regressors().isEmpty()) {
            trained(building.get(), known, List.of())
                    .ifPresent(model -> models.put(PredictionSource.MODEL_WITHOUT_WEATHER, model));
        }
        Instant knownUntil = Instant.ofEpochSecond(known.epochSecond(known.length()));
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(new BuildingModels(settings.clockOf(building.get()), knownUntil, oldest(known), models));
    }

    /** What is dropped as later readings are added: nothing of a short history, which only grows. */
    private static BuildingSeries oldest(BuildingSeries known) {
        long end = known.epochSecond(known.length());
        boolean isLong = end - known.firstEpochSecond() >= SHORTEST_WINDOW.toSeconds();
        return known.until(known.firstEpochSecond() + (isLong ? SERVES_LONGEST.toSeconds() : 0));
    }

    private Optional<TrainedModel> trained(Building building, BuildingSeries known, List<String> regressors) {
        AdditiveModel model = settings.model(topology.holidaysOf(building.site()), regressors);
        Frame history = SeriesFrames.of(known, 0, known.length(), settings.clockOf(building), model, regressors);
        if (history.size() < settings.fewestReadings()) {
            LOG.info(
                    "{} has {} readings with {}; a model of its own needs {}",
                    building.id(),
                    history.size(),
                    regressors,
                    settings.fewestReadings());
            return Optional.empty();
        }
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        try {
            MovingFit fit = MovingFit.of(model, history);
            fit.write(new DataOutputStream(state));
            return Optional.of(new TrainedModel(fit.fitted(), state.toByteArray()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (RuntimeException failure) {
            // the other buildings do not notice
            LOG.warn("{} cannot be fitted and has no model of its own", building.id(), failure);
            return Optional.empty();
        }
    }
}
