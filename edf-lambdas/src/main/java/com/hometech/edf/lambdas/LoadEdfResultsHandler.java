package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.inference.load.LoadForecasts.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code LoadEDFResultsLambda}: makes the forecasts of a run readable. */
public final class LoadEdfResultsHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final LoadForecasts loadForecasts;

    public LoadEdfResultsHandler(Platform platform) {
        loadForecasts = new LoadForecasts(platform);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("forecast_url", "run_id"), List.of());
        Outcome outcome = loadForecasts.load(payload.uri("forecast_url"), payload.text("run_id"));
        return Map.of(
                "status", outcome.status().name().toLowerCase(Locale.ROOT),
                "rows_written", outcome.rowsWritten(),
                "rows_rejected", outcome.rowsRejected(),
                "rejected_url", outcome.rejectedRows().map(ObjectUri::toString).orElse(""));
    }
}
