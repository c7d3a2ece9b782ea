package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.inference.schedule.IssueTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code GetInferenceDate}: for when a run issues its forecasts. */
public final class GetInferenceDateHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final IssueTime issueTime;

    public GetInferenceDateHandler(EdfConfig config) {
        issueTime = new IssueTime(
                config.edfInference().schedule(),
                TimeStep.of(config.edfFeatureEng().step()));
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("execution_start"), List.of("inference_date"));
        Instant executionStart = payload.instant("execution_start");
        Instant issuedAt = payload.optional("inference_date")
                .map(issueTime::of)
                .orElseGet(() -> issueTime.newestAt(executionStart));
        return Map.of(
                "issued_at", issuedAt.toString(),
                "inference_date", issueTime.dateOf(issuedAt).toString());
    }
}
