package com.hometech.edf.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** {@code getBuilding}: what is known about a building, and when it was forecast last. */
public final class GetBuilding implements Handler {
    private final Access access;
    private final StoredForecasts forecasts;

    public GetBuilding(Access access, StoredForecasts forecasts) {
        this.access = access;
        this.forecasts = forecasts;
    }

    @Override
    public Answer answer(Call call) {
        Building building = access.building(call);
        return Answer.made(GetBuildingForecast.MAX_AGE, () -> Json.representation(json -> write(json, building)));
    }

    private void write(JsonGenerator json, Building building) throws IOException {
        json.writeStartObject();
        ListBuildings.writeFields(json, building);
        json.writeObjectFieldStart("newest_issues");
        for (Quantity quantity : Quantity.values()) {
            Optional<Instant> newest = forecasts.newestIssue(building.id(), quantity);
            json.writeStringField(quantity.code(), newest.map(Instant::toString).orElse(null));
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
