package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.ReportEdfMonitoringHandler;
import java.util.Map;

/** {@code ReportEDFMonitoringLambda}: makes what the daily checks found readable. */
public final class ReportEdfMonitoringFunction extends AwsFunction {
    /** As Lambda makes it. */
    public ReportEdfMonitoringFunction() {
        this(Surroundings.ofLambda());
    }

    public ReportEdfMonitoringFunction(Surroundings surroundings) {
        super(surroundings, AwsClients::s3);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new ReportEdfMonitoringHandler(platform);
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
    }
}
