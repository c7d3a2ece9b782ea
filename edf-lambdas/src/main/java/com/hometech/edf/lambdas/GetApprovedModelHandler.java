package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.registry.ChooseModel;
import com.hometech.edf.inference.registry.ChooseModel.Choice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code GetApprovedModelLambda}: the approved model that a run uses. */
public final class GetApprovedModelHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final ChooseModel chooseModel;

    public GetApprovedModelHandler(Platform platform) {
        chooseModel = new ChooseModel(platform);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(input, List.of("model_package_group"), List.of());
        Choice choice = chooseModel.choose(payload.text("model_package_group"));
        ModelPackage model = choice.model();
        Map<String, Object> answer = new TreeMap<>(Map.of(
                "model_package_arn", model.arn(),
                "model_version", model.modelVersion(),
                "model_data_url", model.modelData().toString(),
                "model_sha256", model.sha256(),
                "stale", choice.stale(),
                "skipped", choice.skipped()));
        choice.fitted().ifPresent(fitted -> {
            answer.put("strategy", fitted.strategy());
            answer.put("prophet_regressors", fitted.prophetRegressors());
        });
        return answer;
    }
}
