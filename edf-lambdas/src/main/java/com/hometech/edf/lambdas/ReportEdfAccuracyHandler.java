package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.accuracy.ReportAccuracy;
import java.util.List;
import java.util.Map;

/** {@code ReportEDFAccuracyLambda}: makes what was found out about issued forecasts readable, and metrics of it. */
public final class ReportEdfAccuracyHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final ReportAccuracy reportAccuracy;

    public ReportEdfAccuracyHandler(Platform platform) {
        reportAccuracy = new ReportAccuracy(platform);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("output_url", "accuracy_url"), List.of());
        return FindingsAnswer.of(reportAccuracy.report(payload.uri("output_url"), payload.uri("accuracy_url")));
    }
}
