package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.ReportEdfAccuracyHandler;
import java.util.Map;

/** {@code ReportEDFAccuracyLambda}: makes what was found out about issued forecasts readable. */
public final class ReportEdfAccuracyFunction extends AwsFunction {
    /** As Lambda makes it. */
    public ReportEdfAccuracyFunction() {
        this(Surroundings.ofLambda());
    }

    public ReportEdfAccuracyFunction(Surroundings surroundings) {
        super(surroundings, AwsClients::s3);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new ReportEdfAccuracyHandler(platform);
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
    }
}
