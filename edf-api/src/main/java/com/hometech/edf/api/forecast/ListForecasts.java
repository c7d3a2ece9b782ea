package com.hometech.edf.api.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.access.View;
import com.hometech.edf.api.forecast.StoredForecasts.Found;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Audit;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Csv;
import com.hometech.edf.api.http.Cursors;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code listForecasts}: the forecasts of many buildings, a page at a time. */
public final class ListForecasts implements Handler {
    /**
     * A page ends with the building that brings it over so many energies. They and what stands between them take about 60 bytes
     * each: 2 MB, and as much again for that building. What carries answers takes 6 MB at most.
     */
    private static final int MOST_VALUES = 35_000;

    private static final int VALUES_OF_A_ROW = 4;

    private final Access access;
    private final StoredForecasts forecasts;
    private final Terms terms;
    private final Cursors cursors;

    public ListForecasts(Access access, StoredForecasts forecasts, Terms terms, Cursors cursors) {
        this.access = access;
        this.forecasts = forecasts;
        this.terms = terms;
        this.cursors = cursors;
    }

    /** The cursor of the next page is the caller's own, so the answer is too. */
    private record Key(
            String subject, List<Building> candidates, List<String> unknown, Object arguments, String mediaType) {}

    /** Rows of the buildings of a page, and where the next one begins. */
    private record Page(List<Building> buildings, List<List<ForecastRecord>> rows, Optional<BuildingId> last) {}

    @Override
    public Answer answer(Call call) {
        ForecastWriter writer = new ForecastWriter(terms, call.arguments().decimals("quantiles"));
        Selection selection = Selection.of(call.arguments());
        Optional<String> after = cursors.last(call);
        View view = access.view(call);
        SortedSet<BuildingId> wanted = new TreeSet<>(view.buildings().keySet());
        if (call.arguments().has("area_id")) {
            wanted.retainAll(access.area(call).buildings());
        }
        List<String> unknown = List.of();
        if (call.arguments().has("building_id")) {
            List<String> named = call.arguments().texts("building_id");
            unknown = unknown(call, view, named);
            wanted.retainAll(named.stream().map(BuildingId::new).toList());
        }
        int limit = call.arguments().whole("limit");
        // one more than the page holds says whether there is a next one
        List<Building> candidates = wanted.stream()
                .filter(id -> after.isEmpty() || id.value().compareTo(after.get()) > 0)
                .limit(limit + 1L)
                .map(id -> view.buildings().get(id))
                .toList();
        List<String> told = after.isEmpty() ? unknown : List.of();
        return Answer.kept(
                new Key(call.caller().subject(), candidates, told, call.arguments(), call.mediaType()),
                GetBuildingForecast.MAX_AGE,
                () -> represent(call, page(candidates, limit, selection, call), told, writer, selection));
    }

    private static List<String> unknown(Call call, View view, List<String> named) {
        List<String> unknown = named.stream()
                .filter(id -> !view.buildings().containsKey(new BuildingId(id)))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            Audit.denied(
                    call.caller(),
                    call.requestId(),
                    call.operation().id(),
                    unknown.size() + " buildings, first " + unknown.get(0));
        }
        return unknown;
    }

    private Page page(List<Building> candidates, int limit, Selection selection, Call call) {
        int valuesOfARow =
                VALUES_OF_A_ROW + call.arguments().decimals("quantiles").size();
        List<List<ForecastRecord>> rows = new ArrayList<>();
        int values = 0;
        for (Building building : candidates) {
            if (rows.size() == limit || values > MOST_VALUES) {
                break;
            }
            List<ForecastRecord> found =
                    forecasts.find(building.id(), selection) instanceof Found.Rows some ? some.rows() : List.of();
            rows.add(found);
            values += found.size() * valuesOfARow;
        }
        List<Building> buildings = candidates.subList(0, rows.size());
        boolean more = rows.size() < candidates.size();
        return new Page(
                buildings,
                rows,
                more ? Optional.of(buildings.get(buildings.size() - 1).id()) : Optional.empty());
    }

    private Representation represent(
            Call call, Page page, List<String> unknown, ForecastWriter writer, Selection selection) {
        Optional<String> next = page.last().map(last -> cursors.after(last.value(), call));
        return call.wantsCsv()
                ? csv(call, page, next, writer)
                : Json.representation(json -> write(json, page, next, unknown, writer, selection));
    }

    private static Representation csv(Call call, Page page, Optional<String> next, ForecastWriter writer) {
        byte[] bytes = Csv.bytes(writer.columns(), table -> page.rows()
                .forEach(rows -> rows.forEach(row -> table.accept(writer.fields(row)))));
        Map<String, String> headers = next.map(
                        cursor -> Map.of("Link", "<" + call.addressWith(cursor) + ">; rel=\"next\""))
                .orElse(Map.of());
        return new Representation(Call.CSV, bytes, headers);
    }

    private static void write(
            JsonGenerator json,
            Page page,
            Optional<String> next,
            List<String> unknown,
            ForecastWriter writer,
            Selection selection)
            throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("items");
        for (int position = 0; position < page.buildings().size(); position++) {
            writer.write(
                    json,
                    page.buildings().get(position),
                    selection.quantity(),
                    page.rows().get(position));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unknown_buildings");
        for (String id : unknown) {
            json.writeString(id);
        }
        json.writeEndArray();
        json.writeStringField("next_cursor", next.orElse(null));
        json.writeEndObject();
    }
}
