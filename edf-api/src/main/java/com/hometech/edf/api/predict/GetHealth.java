package com.hometech.edf.api.predict;

import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.ModelUnusableException;
import com.hometech.edf.common.port.ForecastStore;
import java.time.Duration;
import java.util.function.Supplier;

/** {@code getHealth}: whether the model and the forecast store can be reached, for anybody; it tells nothing else. */
public final class GetHealth implements Handler {
    private static final Duration MAX_AGE = Duration.ofSeconds(10);
    private static final BuildingId NO_BUILDING = new BuildingId("health");
    private static final String OK = "ok";

    private final LiveModels models;
    private final Supplier<ForecastStore> store;
    private final Quantity quantity;

    /** @param quantity whose model must be there */
    public GetHealth(LiveModels models, Supplier<ForecastStore> store, Quantity quantity) {
        this.models = models;
        this.store = store;
        this.quantity = quantity;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.kept("health", MAX_AGE, () -> {
            String model = model();
            String forecasts = forecasts();
            return Json.representation(json -> {
                json.writeStartObject();
                json.writeStringField("status", model.equals(OK) && forecasts.equals(OK) ? OK : "degraded");
                json.writeStringField("model", model);
                json.writeStringField("store", forecasts);
                json.writeEndObject();
            });
        });
    }

    private String model() {
        try {
            models.find(quantity);
            return OK;
        } catch (ModelUnusableException none) {
            return "none";
        } catch (EdfException failure) {
            return "unreachable";
        }
    }

    private String forecasts() {
        try {
            store.get().newestIssue(NO_BUILDING, quantity);
            return OK;
        } catch (EdfException failure) {
            return "unreachable";
        }
    }
}
