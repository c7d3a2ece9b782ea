package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.TextWriter;
import com.hometech.edf.insights.ApplianceInsights;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ReportEDFAppliancesLambda}: writes the report on an upload. */
public final class ReportEdfAppliancesHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final ApplianceInsights insights;
    private final Optional<TextWriter> writer;

    /** @param writer writes the text in place of the rules; empty where they are to */
    public ReportEdfAppliancesHandler(ApplianceInsights insights, Optional<TextWriter> writer) {
        this.insights = insights;
        this.writer = writer;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("object_url", "sha256"), List.of());
        return AnalyseEdfAppliancesHandler.answer(
                insights.report(payload.uri("object_url"), payload.text("sha256"), writer));
    }
}
