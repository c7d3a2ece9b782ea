package com.hometech.edf.api.home;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.common.domain.Building;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code listHomes}: the caller's homes. */
public final class ListHomes implements Handler {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    /** Residents have one or a few; whoever has more is asked to use the operations for portfolios. */
    private static final int MOST_HOMES = 100;

    private final Access access;
    private final HomeForecasts forecasts;

    public ListHomes(Access access, HomeForecasts forecasts) {
        this.access = access;
        this.forecasts = forecasts;
    }

    @Override
    public Answer answer(Call call) {
        List<Building> homes = access.view(call).buildings().values().stream()
                .limit(MOST_HOMES)
                .toList();
        return Answer.made(MAX_AGE, () -> Json.representation(json -> write(json, homes)));
    }

    private void write(JsonGenerator json, List<Building> homes) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("homes");
        for (Building home : homes) {
            json.writeStartObject();
            json.writeStringField("building_id", home.id().value());
            json.writeStringField("time_zone", home.zone().getId());
            json.writeBooleanField("has_solar", forecasts.hasSolar(home));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
