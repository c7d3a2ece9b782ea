package com.hometech.edf.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Cursors;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Page;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code listBuildings}: the buildings that the caller may see. */
public final class ListBuildings implements Handler {
    /** Buildings change seldom. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final Access access;
    private final Cursors cursors;

    public ListBuildings(Access access, Cursors cursors) {
        this.access = access;
        this.cursors = cursors;
    }

    @Override
    public Answer answer(Call call) {
        SortedMap<String, Building> wanted = new TreeMap<>();
        for (Building building : buildings(call)) {
            wanted.put(building.id().value(), building);
        }
        Page<Building> page = Page.of(wanted, call, cursors);
        return Answer.made(MAX_AGE, () -> Json.representation(json -> page.write(json, ListBuildings::write)));
    }

    private Collection<Building> buildings(Call call) {
        Map<BuildingId, Building> visible = access.view(call).buildings();
        return call.arguments().has("area_id")
                ? access.area(call).buildings().stream().map(visible::get).toList()
                : visible.values();
    }

    private static void write(JsonGenerator json, Building building) throws IOException {
        json.writeStartObject();
        writeFields(json, building);
        json.writeEndObject();
    }

    static void writeFields(JsonGenerator json, Building building) throws IOException {
        json.writeStringField("building_id", building.id().value());
        json.writeStringField("site_id", building.site().value());
        json.writeStringField("time_zone", building.zone().getId());
        json.writeStringField("load_kind", building.loadKind().name());
        json.writeStringField("use_type", building.useTypeText());
        Json.writeNumber(json, "floor_area_m2", building.floorAreaM2());
        Json.writeNumber(json, "latitude", building.latitude());
        Json.writeNumber(json, "longitude", building.longitude());
    }
}
