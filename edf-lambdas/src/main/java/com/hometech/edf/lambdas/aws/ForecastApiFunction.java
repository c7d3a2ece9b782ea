package com.hometech.edf.lambdas.aws;

import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import java.util.List;

/** {@code EDFForecastApiLambda}: answers all operations that read, but those about models. */
public final class ForecastApiFunction extends ApiFunction {
    /** As Lambda makes it. */
    public ForecastApiFunction() {
        this(Surroundings.ofLambda());
    }

    public ForecastApiFunction(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    List<String> warmingPaths() {
        return List.of("/v1/me", "/v1/buildings", "/v1/forecasts", "/v1/areas", "/v1/homes");
    }

    @Override
    void warmUp(AwsPlatform platform) {
        platform.forecasts().newestIssue(new BuildingId("warm-up"), Quantity.CONSUMPTION);
    }
}
