package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.lambdas.GetApprovedModelHandler;
import java.util.Map;

/** {@code GetApprovedModelLambda}: the approved model that a run uses. */
public final class GetApprovedModelFunction extends AwsFunction {
    /** As Lambda makes it. */
    public GetApprovedModelFunction() {
        this(Surroundings.ofLambda());
    }

    public GetApprovedModelFunction(Surroundings surroundings) {
        super(surroundings, MODEL_CLIENTS);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new GetApprovedModelHandler(
                platform, () -> platform.configuration().edfMonitoring().challenger());
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.objects();
        platform.modelPackageGroups().forEach(platform.models()::approved);
    }
}
