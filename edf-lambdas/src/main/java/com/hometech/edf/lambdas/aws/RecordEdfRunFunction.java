package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.RecordEdfRunHandler;
import java.util.Map;

/** {@code RecordEDFRunLambda}: keeps what is to be remembered of a training run that has ended. */
public final class RecordEdfRunFunction extends AwsFunction {
    /** As Lambda makes it. */
    public RecordEdfRunFunction() {
        this(Surroundings.ofLambda());
    }

    public RecordEdfRunFunction(Surroundings surroundings) {
        super(surroundings, AwsClients::s3);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new RecordEdfRunHandler(platform, platform.configuration(), platform.places());
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
    }
}
