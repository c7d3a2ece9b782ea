package com.hometech.edf.lambdas.aws;

import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import java.util.List;

/** {@code EDFPredictionApiLambda}: forecasts what requests hold, with the approved model, which it keeps in memory. */
public final class PredictionApiFunction extends ApiFunction {
    /** As Lambda makes it. */
    public PredictionApiFunction() {
        this(Surroundings.ofLambda());
    }

    public PredictionApiFunction(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> warmingPaths() {
        return List.of("/v1/health", "/v1/model/info");
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.forecasts().newestIssue(new BuildingId("warm-up"), Quantity.CONSUMPTION);
    }
}
