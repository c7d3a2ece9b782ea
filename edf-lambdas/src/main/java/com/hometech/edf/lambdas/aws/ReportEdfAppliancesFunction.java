package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.ReportEdfAppliancesHandler;
import java.util.Map;

/** {@code ReportEDFAppliancesLambda}: writes the report on an upload. */
public final class ReportEdfAppliancesFunction extends ApplianceFunction {
    /** As Lambda makes it. */
    public ReportEdfAppliancesFunction() {
        this(Surroundings.ofLambda());
    }

    public ReportEdfAppliancesFunction(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new ReportEdfAppliancesHandler(insights(platform), platform.textWriter());
    }
}
