package com.hometech.edf.api.forecast;

import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.forecast.StoredForecasts.Found;
import com.hometech.edf.api.http.Answer;
import com.hometech.edf.api.http.Call;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.Json;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemType;
import com.hometech.edf.api.http.Representation;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastRecord;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
        Found found = forecasts.find(building.id(), selection);
        if (found instanceof Found.Inactive inactive) {
            throw inactive(inactive.lastIssue());
        }
        List<ForecastRecord> rows = ((Found.Rows) found).rows();
        return csv
                ? csv(writer, rows)
                : Json.representation(json -> writer.write(json, building, selection.quantity(), rows));
    }

    private static Representation csv(ForecastWriter writer, List<ForecastRecord> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ForecastWriter.Csv csv = writer.new Csv(bytes)) {
            csv.write(rows);
        }
        return new Representation(Call.CSV, bytes.toByteArray(), Map.of());
    }

    /** A building that is no longer forecast. */
    public static ProblemException inactive(Instant lastIssue) {
        return ProblemException.of(
                ProblemType.INACTIVE,
                "The building is no longer forecast; its last forecast was issued at " + lastIssue
                        + " and can be had with issued_at");
    }
}
