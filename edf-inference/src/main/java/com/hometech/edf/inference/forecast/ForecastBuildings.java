package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.correction.IntervalCorrector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forecasts every building of a table. A building whose prediction fails keeps its plain forecast; the others do not
 * notice. Only a model that may not be used at all stops the run.
 */
final class ForecastBuildings {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastBuildings.class);

    private final Forecaster forecaster;
    private final ForecastRun run;
    private final Optional<IntervalCorrector> corrector;

    /**
     * All forecasts of a run.
     *
     * @param rows by building and target
     * @param failed buildings whose prediction failed, in id order
     */
    record Forecasts(List<ForecastRecord> rows, List<String> failed) {}

    /** @param corrector of all intervals, also of plain forecasts; empty where none is corrected */
    ForecastBuildings(Forecaster forecaster, ForecastRun run, Optional<IntervalCorrector> corrector) {
        this.forecaster = forecaster;
        this.run = run;
        this.corrector = corrector;
    }

    /**
     * Forecasts the table, with all cores; the result does not depend on how many there are.
     *
     * @throws ModelUnusableException when the model is not one for this table
     * @throws InvalidInputException when the table is not one for this run: another origin, or not all targets
     */
    Forecasts forecast(FeatureTable table) {
        List<OfBuilding> done = buildings(table).parallelStream()
                .filter(rows -> forecaster.canForecast(table, rows.first()))
                .map(rows -> ofBuilding(table, rows))
                .toList();
        List<ForecastRecord> rows = new ArrayList<>(table.rows());
        done.forEach(building -> rows.addAll(building.rows()));
        return new Forecasts(
                rows,
                done.stream()
                        .filter(OfBuilding::isFailed)
                        .map(building -> building.rows().get(0).building().value())
                        .toList());
    }

    /**
     * The rows of a building: those from {@code from} are of earlier origins, those from {@code first} to {@code to} are
     * forecast.
     */
    private record Rows(int from, int first, int to) {}

    /** Forecasts of a building; those of the plain forecast where its model failed. */
    private record OfBuilding(List<ForecastRecord> rows, boolean isFailed) {}

    private List<Rows> buildings(FeatureTable table) {
        List<Rows> buildings = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= table.rows(); to++) {
            if (to == table.rows() || table.buildingIndex(to) != table.buildingIndex(from)) {
                int first = firstOfRun(table, from, to);
                requireHorizon(table, first, to);
                buildings.add(new Rows(from, first, to));
                from = to;
            }
        }
        return buildings;
    }

    /** The forecast of a table's only row, whatever the horizon of the run. */
    ForecastRecord forecastRow(FeatureTable table) {
        return records(table, 0, 0, forecaster.predict(table)).get(0);
    }

    /** Rows from earlier origins stand first: they say how forecasts erred lately, and are not forecast again. */
    private int firstOfRun(FeatureTable table, int from, int to) {
        long origin = run.origin().getEpochSecond();
        int first = from;
        while (first < to && table.originEpochSecond(first) < origin) {
            first++;
        }
        if (first == to) {
            throw new InvalidInputException("The newest rows of " + table.building(from) + " are from "
                    + Instant.ofEpochSecond(table.originEpochSecond(to - 1)) + "; the run wants " + run.issuedAt()
                    + " from " + run.origin() + ". Make the features with the same issued-at and configuration");
        }
        return first;
    }

    private void requireHorizon(FeatureTable table, int from, int to) {
        for (int row = from; row < to; row++) {
            Instant wanted = run.issuedAt().plus(run.step().multipliedBy(row - from));
            Instant target = Instant.ofEpochSecond(table.targetEpochSecond(row));
            Instant origin = Instant.ofEpochSecond(table.originEpochSecond(row));
            if (!origin.equals(run.origin()) || !target.equals(wanted)) {
                throw new InvalidInputException("Row " + (row - from + 1) + " of " + table.building(row) + " forecasts "
                        + target + " from " + origin + "; the run wants " + wanted + " from " + run.origin()
                        + ". Make the features with the same issued-at and configuration");
            }
        }
        if (to - from != run.rowsOfBuilding()) {
            throw new InvalidInputException("Building " + table.building(from) + " has " + (to - from)
                    + " rows of features; the horizon wants " + run.rowsOfBuilding());
        }
    }

    private OfBuilding ofBuilding(FeatureTable table, Rows rows) {
        Prediction plain = forecaster.fallback(table, rows.first(), rows.to());
        try {
            Prediction prediction = forecaster.predict(table, rows.from(), rows.to());
            return new OfBuilding(records(table, rows.from(), rows.first(), prediction), false);
        } catch (ModelUnusableException unusable) {
            throw unusable;
        } catch (RuntimeException failure) {
            String building = table.building(rows.first());
            LOG.warn("The model failed for building {}; it keeps the plain forecast", building, failure);
            return new OfBuilding(records(table, rows.first(), rows.first(), plain), true);
        }
    }

    /** @param from the row that the prediction begins with */
    private List<ForecastRecord> records(FeatureTable table, int from, int first, Prediction prediction) {
        BuildingId building = new BuildingId(table.building(first));
        List<ForecastRecord> records = new ArrayList<>(prediction.rows());
        for (int i = first - from; i < prediction.rows(); i++) {
            ForecastQuality quality = graded(prediction.quality()[i]);
            ForecastRecord forecast = new ForecastRecord(
                    building,
                    run.quantity(),
                    Instant.ofEpochSecond(table.targetEpochSecond(from + i)),
                    run.issuedAt(),
                    table.leadHours(from + i),
                    prediction.yhat()[i],
                    prediction.lower()[i],
                    prediction.upper()[i],
                    forecaster.isPlain(quality) ? ForecastRecord.NO_MODEL : run.modelVersion(),
                    quality,
                    betweenTheEnds(prediction, i));
            double ceiling = table.ceilingKwh(from + i);
            records.add(corrector
                    .map(intervals -> intervals.correct(forecast, ceiling))
                    .orElse(forecast));
        }
        return records;
    }

    private List<ForecastQuantile> betweenTheEnds(Prediction prediction, int row) {
        List<Double> levels = forecaster.levels();
        List<ForecastQuantile> quantiles = new ArrayList<>(levels.size() - 2);
        for (int level = 1; level < levels.size() - 1; level++) {
            quantiles.add(new ForecastQuantile(levels.get(level), prediction.quantiles()[level][row]));
        }
        return quantiles;
    }

    private ForecastQuality graded(ForecastQuality quality) {
        return run.modelStale() && quality == ForecastQuality.MODEL ? ForecastQuality.MODEL_STALE : quality;
    }
}
