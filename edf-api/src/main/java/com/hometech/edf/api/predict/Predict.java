package com.hometech.edf.api.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.access.Directory;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemException.Fault;
import com.hometech.edf.api.http.ProblemType;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.inference.forecast.BuildingNow;
import com.hometech.edf.inference.forecast.ForecastOneBuilding;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * {@code predict}: a forecast of what the request holds, made at once: of a row of features, or of a building and its recent readings.
 * Nothing of it is kept. A building that is named must be one that the caller may see.
 */
public final class Predict implements Handler {
    private static final String BUILDING_ID = "building_id";

    private final Access access;
    private final Supplier<Directory> directory;
    private final LiveModels models;
    private final Quantity usual;
    private final Clock clock;

    /** @param usual what is forecast where the request does not say */
    public Predict(Access access, Supplier<Directory> directory, LiveModels models, Quantity usual, Clock clock) {
        this.access = access;
        this.directory = directory;
        this.models = models;
        this.usual = usual;
        this.clock = clock;
    }

    @Override
    public Answer answer(Call call) {
        JsonNode document = call.arguments().document();
        DocumentReader reader = new DocumentReader();
        Quantity quantity = quantity(document, reader);
        Optional<Building> building = named(call, document, reader);
        LiveModel.State state = models.require(quantity);
        Topology topology = directory.get().topology();
        return Answer.notStored(() -> {
            Prediction prediction = document.has("row")
                    ? ofRow(document, reader, quantity, building, state)
                    : ofBuilding(document, reader, quantity, building, topology, state);
            return Json.representation(prediction::write);
        });
    }

    private Quantity quantity(JsonNode document, DocumentReader reader) {
        JsonNode given = document.path("quantity");
        if (given.isMissingNode() || given.isNull()) {
            return usual;
        }
        for (Quantity quantity : Quantity.values()) {
            if (given.isTextual() && quantity.code().equals(given.textValue())) {
                return quantity;
            }
        }
        reader.fault("quantity", "is not known; write consumption or solar");
        reader.refuseFaults();
        return usual;
    }

    private Optional<Building> named(Call call, JsonNode document, DocumentReader reader) {
        JsonNode id = document.path(BUILDING_ID);
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        if (!id.isTextual() || !BuildingId.isValid(id.textValue())) {
            reader.fault(BUILDING_ID, "is no id of a building");
            reader.refuseFaults();
        }
        return Optional.of(access.building(call, new BuildingId(id.textValue())));
    }

    private Prediction ofRow(
            JsonNode document,
            DocumentReader reader,
            Quantity quantity,
            Optional<Building> building,
            LiveModel.State state) {
        EdfConfig config = models.configuration(quantity);
        long step = config.edfFeatureEng().step().toSeconds();
        Instant origin = Instant.ofEpochSecond(Math.floorDiv(clock.instant().getEpochSecond(), step) * step);
        FeatureRow row = new RowQuestion(
                        reader,
                        state.model().artifact().metadata().featureSchema(),
                        config.edfFeatureEng().dataDelayHours()
                                + config.edfInference().forecastHorizonHours())
                .read(
                        document,
                        building.map(Building::id)
                                .orElse(BuildingQuestion.NAMELESS)
                                .value(),
                        origin);
        boolean feedsIn = building.map(known -> known.mayBeNegative(quantity)).orElse(false);
        ForecastRecord forecast = guarded(() -> models.forecaster(quantity).forecast(state.model(), row, feedsIn));
        return new Prediction(state.model(), quantity, Optional.empty(), List.of(forecast));
    }

    private Prediction ofBuilding(
            JsonNode document,
            DocumentReader reader,
            Quantity quantity,
            Optional<Building> named,
            Topology topology,
            LiveModel.State state) {
        EdfConfig config = models.configuration(quantity);
        ForecastOneBuilding forecaster = models.forecaster(quantity);
        BuildingQuestion question = new BuildingQuestion(reader, config, forecaster);
        reader.refuseOthers(document, "", BuildingQuestion.FIELDS);
        if (named.isPresent() && document.hasNonNull("building")) {
            reader.fault("building", "says again what building_id names; leave out one of the two");
        }
        reader.refuseFaults();
        Building building = named.orElseGet(() -> question.facts(document.path("building")));
        SortedMap<Instant, Double> readings = question.readings(document, building.mayBeNegative(quantity));
        Instant issuedAt = question.issuedAt(document, readings);
        SortedSet<Instant> targets = question.targets(document, issuedAt);
        BuildingNow known = new BuildingNow(
                building, topology.holidaysOf(building.site()), readings, question.weather(document, issuedAt));
        Instant end = forecaster.originOf(issuedAt).plus(config.edfFeatureEng().step());
        List<ForecastRecord> rows = guarded(
                () -> forecaster.forecast(state.model(), known, issuedAt, state.isSeasonal(end), state.corrections()));
        if (rows.isEmpty()) {
            throw ProblemException.invalid(List.of(Fault.ofField(
                    "readings", "readings are too few: the model cannot forecast a building without any")));
        }
        return new Prediction(
                state.model(),
                quantity,
                Optional.of(issuedAt),
                rows.stream()
                        .filter(row -> targets.isEmpty() || targets.contains(row.targetTime()))
                        .toList());
    }

    private static <T> T guarded(Supplier<T> forecast) {
        try {
            return forecast.get();
        } catch (ModelUnusableException unusable) {
            throw ProblemException.of(ProblemType.MODEL_UNUSABLE, String.valueOf(unusable.getMessage()));
        } catch (InvalidInputException wrong) {
            throw ProblemException.invalid(List.of(Fault.ofField("readings", String.valueOf(wrong.getMessage()))));
        }
    }
}
