package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.watch.ReportMonitoring;
import java.util.List;
import java.util.Map;

/** {@code ReportEDFMonitoringLambda}: makes what the daily checks found readable, and metrics of it. */
public final class ReportEdfMonitoringHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final ReportMonitoring reportMonitoring;

    public ReportEdfMonitoringHandler(Platform platform) {
        reportMonitoring = new ReportMonitoring(platform);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("output_url", "monitoring_url"), List.of());
        return FindingsAnswer.of(reportMonitoring.report(payload.uri("output_url"), payload.uri("monitoring_url")));
    }
}
