package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.load.LoadForecasts;
import com.hometech.edf.inference.load.LoadForecasts.Answer;
import com.hometech.edf.inference.load.LoadForecasts.Outcome;
import com.hometech.edf.inference.load.LoadForecasts.Split;
import com.hometech.edf.inference.load.PartNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code LoadEDFResultsLambda}: makes the forecasts of a run readable. A run that is too large for one call is answered with
 * its parts; the function is called for each of them, then once more with all their answers.
 */
public final class LoadEdfResultsHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final String LOADED_PARTS = "loaded_parts";

    private final LoadForecasts loadForecasts;

    public LoadEdfResultsHandler(Platform platform) {
        this(new LoadForecasts(platform));
    }

    public LoadEdfResultsHandler(LoadForecasts loadForecasts) {
        this.loadForecasts = loadForecasts;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Map<String, Object> texts = new TreeMap<>(input);
        Object loadedParts = texts.remove(LOADED_PARTS);
        Payload payload = Payload.of(texts, List.of("forecast_url", "run_id"), List.of("load", "part", "index_url"));
        ObjectUri forecasts = payload.uri("forecast_url");
        String runId = payload.text("run_id");
        Optional<String> load = payload.optional("load");
        Optional<String> part = payload.optional("part");
        if (load.isPresent() != part.isPresent() || (load.isPresent() && loadedParts != null)) {
            throw new InvalidInputException("The payload cannot be used: give load and part to load a part, "
                    + LOADED_PARTS + " alone to publish a run, none of them to load a run");
        }
        LoadForecasts work =
                payload.optionalUri("index_url").map(loadForecasts::withIndex).orElse(loadForecasts);
        if (loadedParts != null) {
            return ended(work.publish(forecasts, runId, PartAnswer.parseAll(loadedParts, LOADED_PARTS)));
        }
        if (load.isPresent() && part.isPresent()) {
            return PartAnswer.of(work.loadPart(
                    forecasts, runId, PartAnswer.loadNumber(load.get(), "load"), PartNumber.parse(part.get())));
        }
        Answer answer = work.load(forecasts, runId);
        return answer instanceof Split split ? split(split) : ended((Outcome) answer);
    }

    private static Map<String, Object> split(Split split) {
        return Map.of(
                "status", "split",
                "load", Long.toString(split.load()),
                "parts", split.parts().stream().map(PartNumber::toString).toList());
    }

    private static Map<String, Object> ended(Outcome outcome) {
        return Map.of(
                "status", outcome.status().name().toLowerCase(Locale.ROOT),
                "rows_written", outcome.rowsWritten(),
                "rows_rejected", outcome.rowsRejected(),
                "rejected_url", outcome.rejectedRows().map(ObjectUri::toString).orElse(""));
    }
}
