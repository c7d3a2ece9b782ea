package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.CreateSageMakerModelHandler;
import java.util.Map;

/** {@code CreateSageMakerModelLambda}: makes an approved model loadable by jobs. */
public final class CreateSageMakerModelFunction extends AwsFunction {
    /** As Lambda makes it. */
    public CreateSageMakerModelFunction() {
        this(Surroundings.ofLambda());
    }

    public CreateSageMakerModelFunction(Surroundings surroundings) {
        super(surroundings, MODEL_CLIENTS);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new CreateSageMakerModelHandler(platform, platform.modelPackageGroups());
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
        platform.modelPackageGroups().forEach(platform.models()::approved);
    }
}
