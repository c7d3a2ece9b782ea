package com.hometech.edf.inference.forecast;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.BuildingInput;
import com.hometech.edf.features.engine.FeatureEngine;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.SiteContext;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.plan.RowPlan;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.FollowingForecaster;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.artifact.ModelArtifact;
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.correction.IntervalCorrector;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forecasts one building from what is given of it, at once and in memory: by the engine, the plan and the forecaster of the daily run,
 * so that the same building, readings, weather and issue give the same numbers, bit for bit. Safe to share between threads.
 */
public final class ForecastOneBuilding {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastOneBuilding.class);
    private static final byte OK = (byte) ReadingFlag.OK.ordinal();

    private final EdfConfig config;
    private final FeatureEngine engine;
    private final FeatureSettings settings;
    private final RowPlan plan;
    private final Quantity quantity;

    /** @param config the configuration for the quantity that is forecast */
    public ForecastOneBuilding(EdfConfig config) {
        this.config = config;
        settings = FeatureSettings.of(config);
        engine = new FeatureEngine(settings);
        plan = new RowPlan(config);
        quantity = config.edfFeatureEng().quantity();
    }

    /** How far before the newest reading others still count. */
    public Duration lookback() {
        return Duration.ofHours(settings.dailyLookbackHours());
    }

    /** The issue whose forecasts may know readings up to one that begins at a time. */
    public Instant issueAfter(Instant newestReading) {
        Duration step = config.edfFeatureEng().step();
        return newestReading.plus(step).plus(delay());
    }

    /** Start of the last interval whose reading the forecasts of an issue may know. */
    public Instant originOf(Instant issuedAt) {
        return issuedAt.minus(config.edfFeatureEng().step()).minus(delay());
    }

    private Duration delay() {
        return Duration.ofHours(config.edfFeatureEng().dataDelayHours());
    }

    /**
     * All leads of an issue.
     *
     * @param seasonal whether a year of history or more is stored
     * @param corrections what intervals are corrected by; empty where they are not
     * @return none for a building without readings, where the model has no trees for new buildings
     * @throws ModelUnusableException when the model was made for other features
     * @throws InvalidInputException when a reading is later than the issue may know, or not on the grid
     */
    public List<ForecastRecord> forecast(
            ServedModel model,
            BuildingNow known,
            Instant issuedAt,
            boolean seasonal,
            Optional<IntervalCorrections> corrections) {
        StepGrid grid = grid(issuedAt);
        BuildingInput input = input(known, grid, issuedAt, seasonal);
        boolean silent = Arrays.stream(input.kwh()).allMatch(Double::isNaN);
        BuildingFeatures features;
        FeatureTable table;
        try {
            features = engine.prepare(input);
            table = features.table(rows(features, issuedAt, silent));
        } catch (RuntimeException failure) {
            if (silent) {
                throw failure;
            }
            LOG.warn("Features of {} failed; it falls back", known.building().id(), failure);
            features = engine.preparePlain(input);
            table = features.table(rows(features, issuedAt, false));
        }
        if (table.rows() == 0) {
            throw new InvalidInputException("The newest reading is more than "
                    + config.dataQuality().inactiveAfterDays() + " days before " + issuedAt
                    + ", so that the building counts as closed; send newer ones");
        }
        ForecastRun run = run(model, issuedAt);
        Predicate<String> feedsIn = id -> known.building().mayBeNegative(quantity);
        SeriesSource series = series(features, input, model.artifact(), issuedAt);
        return new ForecastBuildings(
                        FollowingForecaster.of(model.artifact(), series, feedsIn),
                        run,
                        corrector(corrections, run, feedsIn))
                .forecast(table)
                .rows();
    }

    private RowBatch rows(BuildingFeatures features, Instant issuedAt, boolean silent) {
        return silent ? plan.everyLeadWithoutReadings(features.grid(), issuedAt) : plan.daily(features, issuedAt);
    }

    /** As the daily run has it: from its lookback to the last target. */
    private StepGrid grid(Instant issuedAt) {
        long step = settings.stepSeconds();
        long known = issuedAt.getEpochSecond() - settings.delaySteps() * step;
        return StepGrid.between(
                known - lookback().toSeconds(), known + settings.longestLeadSteps() * step, settings.stepSeconds());
    }

    private BuildingInput input(BuildingNow known, StepGrid grid, Instant issuedAt, boolean seasonal) {
        double[] kwh = new double[grid.length()];
        Arrays.fill(kwh, Double.NaN);
        byte[] flags = new byte[grid.length()];
        Arrays.fill(flags, OK);
        Instant origin = originOf(issuedAt);
        for (Map.Entry<Instant, Double> reading : known.readings().entrySet()) {
            if (!grid.isOnGrid(reading.getKey().getEpochSecond())) {
                throw new InvalidInputException(
                        "A reading begins at " + reading.getKey() + ", which is not on the grid of "
                                + config.edfFeatureEng().step());
            }
            if (reading.getKey().isAfter(origin)) {
                throw new InvalidInputException("A reading begins at " + reading.getKey()
                        + ", but a forecast issued at " + issuedAt + " knows readings up to " + origin + " only");
            }
            int index = grid.indexOf(reading.getKey().getEpochSecond());
            if (index >= 0) {
                kwh[index] = reading.getValue();
            }
        }
        SiteContext site =
                new SiteContext(grid, known.building().zone(), known.holidays(), known.weather(), seasonal, settings);
        return new BuildingInput(known.building(), kwh, flags, site);
    }

    /** The readings up to the origin, where the model moves on with them; of a single reading it does not. */
    private SeriesSource series(BuildingFeatures features, BuildingInput input, ModelArtifact model, Instant issuedAt) {
        int end = plan.origin(issuedAt, features.grid()) + 1;
        int first = 0;
        while (first < end && Double.isNaN(input.kwh()[first])) {
            first++;
        }
        if (model.additive().isEmpty() || end - first <= 1 || !features.hasReading(first, end - 1)) {
            return SeriesSource.NONE;
        }
        BuildingSeries series = features.series(model.seriesColumns(), first, end);
        return building -> building.equals(series.building()) ? Optional.of(series) : Optional.empty();
    }

    private ForecastRun run(ServedModel model, Instant issuedAt) {
        return new ForecastRun(
                "online",
                issuedAt,
                quantity,
                model.registered().modelVersion(),
                model.stale(),
                config.edfFeatureEng().step(),
                delay(),
                Duration.ofHours(config.edfInference().forecastHorizonHours()));
    }

    private static Optional<IntervalCorrector> corrector(
            Optional<IntervalCorrections> corrections, ForecastRun run, Predicate<String> feedsIn) {
        double firstLeadHours = Duration.between(run.origin(), run.issuedAt()).toSeconds() / 3600.0;
        return corrections
                .filter(known -> known.suits(run.issuedAt()))
                .map(known -> new IntervalCorrector(known.of(run.quantity()), firstLeadHours, feedsIn));
    }

    /**
     * Forecasts a single row of features.
     *
     * @param row with the features of the model in their order
     * @param feedsIn whether the building's readings may be negative
     * @throws ModelUnusableException when the model forecasts from series of readings, which a row does not have
     */
    public ForecastRecord forecast(ServedModel model, FeatureRow row, boolean feedsIn) {
        if (model.artifact().additive().isPresent()) {
            throw new ModelUnusableException(
                    model.registered().modelVersion()
                            + " forecasts from the readings of a building, not from features: send the building and its readings");
        }
        FeatureTable table = FeatureTable.builder(model.artifact().metadata().featureSchema())
                .add(row)
                .build();
        ForecastRun run = new ForecastRun(
                "online",
                row.origin(),
                quantity,
                model.registered().modelVersion(),
                model.stale(),
                config.edfFeatureEng().step(),
                Duration.ZERO,
                Duration.ZERO);
        Forecaster forecaster = FollowingForecaster.of(model.artifact(), SeriesSource.NONE, id -> feedsIn);
        return new ForecastBuildings(forecaster, run, Optional.empty()).forecastRow(table);
    }
}
