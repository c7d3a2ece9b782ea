package com.hometech.edf.api.forecast;

import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Csv;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastRecord;
import java.time.Duration;
import java.util.List;

/** {@code getBuildingForecast}: the forecast of one building. */
public final class GetBuildingForecast implements Handler {
    /** Forecasts change once a day; so soon a new one is seen by all. */
    public static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Access access;
    private final StoredForecasts forecasts;
    private final Terms terms;

    public GetBuildingForecast(Access access, StoredForecasts forecasts, Terms terms) {
        this.access = access;
        this.forecasts = forecasts;
        this.terms = terms;
    }

    /** Whoever may see the building is given the same. */
    private record Key(Building building, Selection selection, List<Double> quantiles, String mediaType) {}

    @Override
    public Answer answer(Call call) {
        Building building = access.building(call);
        Selection selection = Selection.of(call.arguments());
        List<Double> quantiles = call.arguments().decimals("quantiles");
        ForecastWriter writer = new ForecastWriter(terms, quantiles);
        return Answer.kept(
                new Key(building, selection, quantiles, call.mediaType()),
                MAX_AGE,
                () -> represent(building, selection, writer, call.wantsCsv()));
    }

    private Representation represent(Building building, Selection selection, ForecastWriter writer, boolean csv) {
        List<ForecastRecord> rows = forecasts.require(building.id(), selection).rows();
        return csv
                ? Csv.representation(writer.columns(), table -> rows.forEach(row -> table.accept(writer.fields(row))))
                : Json.representation(json -> writer.write(json, building, selection.quantity(), rows));
    }
}
