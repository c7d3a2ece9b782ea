package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.RegisterEdfModelHandler;
import java.util.Map;

/** {@code RegisterEDFModelFunction}: puts a model that passed before a person. */
public final class RegisterEdfModelFunction extends AwsFunction {
    /** As Lambda makes it. */
    public RegisterEdfModelFunction() {
        this(Surroundings.ofLambda());
    }

    public RegisterEdfModelFunction(Surroundings surroundings) {
        super(surroundings, MODEL_CLIENTS);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new RegisterEdfModelHandler(platform);
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
        platform.modelPackageGroups().forEach(platform.models()::approved);
    }
}
