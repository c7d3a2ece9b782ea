package com.hometech.edf.api.area;

import com.fasterxml.jackson.core.JsonGenerator;
import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.forecast.GetBuildingForecast;
import com.hometech.edf.api.forecast.Selection;
import com.hometech.edf.api.forecast.StoredForecasts;
import com.hometech.edf.api.forecast.StoredForecasts.Found;
import com.hometech.edf.api.forecast.Terms;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Csv;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.api.model.RegisteredModels;
import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.area.AreaForecast;
import com.hometech.edf.inference.area.AreaHour;
import com.hometech.edf.inference.area.AreaSums;
import com.hometech.edf.inference.area.ErrorCorrelation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code getAreaForecast}: the forecast of the sum over an area all of whose buildings the caller may see. */
public final class GetAreaForecast implements Handler {
    private static final List<String> COLUMNS =
            List.of("area_id", "timestamp", "yhat", "yhat_lower", "yhat_upper", "buildings", "model_share");

    private final Access access;
    private final StoredForecasts forecasts;
    private final RegisteredModels models;
    private final Terms terms;

    public GetAreaForecast(Access access, StoredForecasts forecasts, RegisteredModels models, Terms terms) {
        this.access = access;
        this.forecasts = forecasts;
        this.models = models;
        this.terms = terms;
    }

    /** The buildings are part of it: {@code mine} is another area for each caller. */
    private record Key(Area area, List<Building> buildings, Selection selection, String mediaType) {}

    @Override
    public Answer answer(Call call) {
        Area area = access.area(call);
        Map<?, Building> visible = access.view(call).buildings();
        List<Building> buildings = area.buildings().stream().map(visible::get).toList();
        Selection selection = Selection.of(call.arguments());
        return Answer.kept(
                new Key(area, buildings, selection, call.mediaType()),
                GetBuildingForecast.MAX_AGE,
                () -> represent(area, sum(buildings, selection), selection, call.wantsCsv()));
    }

    private AreaForecast sum(List<Building> buildings, Selection selection) {
        AreaSums sums = new AreaSums(selection.quantity());
        for (Building building : buildings) {
            List<ForecastRecord> rows =
                    forecasts.find(building.id(), selection) instanceof Found.Rows found ? found.rows() : List.of();
            sums.add(building.site(), building.id(), rows);
        }
        return sums.forecast(ErrorCorrelation.of(sums.modelVersions(), models::find));
    }

    private Representation represent(Area area, AreaForecast forecast, Selection selection, boolean csv) {
        return csv
                ? Csv.representation(COLUMNS, table -> forecast.hours().forEach(hour -> table.accept(row(area, hour))))
                : Json.representation(json -> write(json, area, forecast, selection));
    }

    private static List<String> row(Area area, AreaHour hour) {
        return List.of(
                area.id().value(),
                hour.time().toString(),
                Csv.number(hour.sum().yhat()),
                Csv.number(hour.sum().lower()),
                Csv.number(hour.sum().upper()),
                Integer.toString(hour.buildings()),
                Csv.number(hour.modelShare()));
    }

    private void write(JsonGenerator json, Area area, AreaForecast forecast, Selection selection) throws IOException {
        json.writeStartObject();
        json.writeStringField("area_id", area.id().value());
        json.writeStringField("quantity", selection.quantity().code());
        json.writeStringField("unit", "kWh");
        json.writeStringField("step", terms.step().toString());
        json.writeStringField(
                "issued_at", forecast.issuedAt().map(Instant::toString).orElse(null));
        terms.writeLevels(json);
        json.writeNumberField("buildings", forecast.buildings());
        json.writeObjectFieldStart("correlation");
        json.writeNumberField("within_site", forecast.correlation().withinSite());
        json.writeNumberField("between_sites", forecast.correlation().betweenSites());
        json.writeStringField("source", forecast.correlation().source());
        json.writeEndObject();
        json.writeArrayFieldStart("values");
        for (AreaHour hour : forecast.hours()) {
            write(json, hour);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AreaHour hour) throws IOException {
        json.writeStartObject();
        json.writeStringField("time", hour.time().toString());
        json.writeNumberField("yhat", hour.sum().yhat());
        json.writeNumberField("yhat_lower", hour.sum().lower());
        json.writeNumberField("yhat_upper", hour.sum().upper());
        json.writeNumberField("buildings", hour.buildings());
        json.writeNumberField("model_share", hour.modelShare());
        json.writeEndObject();
    }
}
