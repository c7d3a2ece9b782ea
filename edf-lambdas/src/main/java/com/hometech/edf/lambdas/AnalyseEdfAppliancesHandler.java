package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.insights.ApplianceInsights;
import com.hometech.edf.insights.ApplianceInsights.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code AnalyseEDFAppliancesLambda}: a step of the analysis of an upload: {@code read}, {@code forecast} or {@code anomalies}. */
public final class AnalyseEdfAppliancesHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final List<String> STEPS = List.of("read", "forecast", "anomalies");

    private final ApplianceInsights insights;

    public AnalyseEdfAppliancesHandler(ApplianceInsights insights) {
        this.insights = insights;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("step", "object_url"), List.of("sha256"));
        ObjectUri object = payload.uri("object_url");
        return answer(
                switch (payload.text("step")) {
                    case "read" -> insights.read(object);
                    case "forecast" -> insights.forecast(object, sha256(payload));
                    case "anomalies" -> insights.findAnomalies(object, sha256(payload));
                    default ->
                        throw new InvalidInputException("step \"" + payload.text("step") + "\" is not known; "
                                + NearestName.hint(payload.text("step"), STEPS));
                });
    }

    private static String sha256(Payload payload) {
        return payload.optional("sha256")
                .orElseThrow(() -> new InvalidInputException(
                        "sha256 is missing: give the checksum that the step read answered with"));
    }

    static Map<String, Object> answer(Outcome outcome) {
        return Map.of(
                "status", outcome.status().name().toLowerCase(Locale.ROOT),
                "upload", outcome.upload(),
                "sha256", outcome.sha256(),
                "problem", outcome.problem() == null ? "" : outcome.problem());
    }
}
