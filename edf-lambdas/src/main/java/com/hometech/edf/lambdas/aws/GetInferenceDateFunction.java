package com.hometech.edf.lambdas.aws;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.inference.schedule.IssueTime;
import com.hometech.edf.lambdas.GetInferenceDateHandler;
import java.util.Map;

/** {@code GetInferenceDateLambda}: for when a run issues its forecasts. */
public final class GetInferenceDateFunction extends AwsFunction {
    /** As Lambda makes it. */
    public GetInferenceDateFunction() {
        this(Surroundings.ofLambda());
    }

    public GetInferenceDateFunction(Surroundings surroundings) {
        super(surroundings, AwsClients::s3);
    }

    @Override
    RequestHandler<Map<String, Object>, Map<String, Object>> handler(AwsPlatform platform) {
        return new GetInferenceDateHandler(platform.configuration());
    }

    @Override
    void warmUp(AwsPlatform platform) {
        new IssueTime(
                        platform.configuration().edfInference().schedule(),
                        TimeStep.of(platform.configuration().edfFeatureEng().step()))
                .newestAt(platform.clock().instant());
    }
}
