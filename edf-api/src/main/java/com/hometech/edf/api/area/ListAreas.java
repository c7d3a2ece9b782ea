package com.hometech.edf.api.area;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Cursors;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Page;
import com.hometech.edf.common.domain.Area;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code listAreas}: the areas all of whose buildings the caller may see. */
public final class ListAreas implements Handler {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final Access access;
    private final Cursors cursors;

    public ListAreas(Access access, Cursors cursors) {
        this.access = access;
        this.cursors = cursors;
    }

    @Override
    public Answer answer(Call call) {
        SortedMap<String, Area> areas = new TreeMap<>();
        access.view(call).areas().forEach((id, area) -> areas.put(id.value(), area));
        Page<Area> page = Page.of(areas, call, cursors);
        return Answer.made(MAX_AGE, () -> Json.representation(json -> page.write(json, ListAreas::write)));
    }

    private static void write(JsonGenerator json, Area area) throws IOException {
        json.writeStartObject();
        json.writeStringField("area_id", area.id().value());
        json.writeStringField("name", area.name());
        json.writeStringField("kind", area.kind().code());
        json.writeNumberField("buildings", area.buildings().size());
        json.writeEndObject();
    }
}
