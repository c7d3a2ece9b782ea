package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.DecideEdfRetrainingHandler;
import java.util.Map;

/** {@code DecideEDFRetrainingLambda}: says which trainings are to be started. */
public final class DecideEdfRetrainingFunction extends AwsFunction {
    /** As Lambda makes it. */
    public DecideEdfRetrainingFunction() {
        this(Surroundings.ofLambda());
    }

    public DecideEdfRetrainingFunction(Surroundings surroundings) {
        super(surroundings, MODEL_CLIENTS);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new DecideEdfRetrainingHandler(platform, platform.configuration());
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
        platform.modelPackageGroups().forEach(platform.models()::approved);
    }
}
