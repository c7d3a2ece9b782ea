package com.hometech.edf.lambdas.aws;

import com.hometech.edf.aws.AwsPlatform;
import java.util.List;

/** {@code EDFModelApiLambda}: answers the operations about models, the decision among them. */
public final class ModelApiFunction extends ApiFunction {
    /** As Lambda makes it. */
    public ModelApiFunction() {
        this(Surroundings.ofLambda());
    }

    public ModelApiFunction(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> warmingPaths() {
        return List.of("/v1/models");
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.modelPackageGroups().forEach(platform.models()::approved);
    }
}
