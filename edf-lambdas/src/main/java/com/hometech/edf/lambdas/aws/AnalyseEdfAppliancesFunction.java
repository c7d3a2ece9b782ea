package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.AnalyseEdfAppliancesHandler;
import java.util.Map;

/** {@code AnalyseEDFAppliancesLambda}: a step of the analysis of an upload. */
public final class AnalyseEdfAppliancesFunction extends ApplianceFunction {
    /** As Lambda makes it. */
    public AnalyseEdfAppliancesFunction() {
        this(Surroundings.ofLambda());
    }

    public AnalyseEdfAppliancesFunction(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new AnalyseEdfAppliancesHandler(insights(platform));
    }
}
