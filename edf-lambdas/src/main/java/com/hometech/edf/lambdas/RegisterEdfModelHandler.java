package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.inference.registry.RegisterModel;
import com.hometech.edf.inference.registry.RegisterModel.TrainedModel;
import java.util.List;
import java.util.Map;

/** {@code RegisterEDFModelFunction}: puts a model that passed before a person. */
public final class RegisterEdfModelHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final RegisterModel registerModel;

    public RegisterEdfModelHandler(Platform platform) {
        registerModel = new RegisterModel(platform);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(
                input,
                List.of(
                        "model_package_group",
                        "model_data_url",
                        "evaluation_summary_url",
                        "evaluation_report_url",
                        "execution_id",
                        "strategy"),
                List.of("reason"));
        ModelPackage registered = registerModel.register(new TrainedModel(
                payload.text("model_package_group"),
                payload.uri("model_data_url"),
                payload.uri("evaluation_summary_url"),
                payload.uri("evaluation_report_url"),
                payload.text("execution_id"),
                payload.text("strategy"),
                payload.optional("reason").orElse(null)));
        return Map.of(
                "model_package_arn", registered.arn(),
                "model_version", registered.modelVersion(),
                "approval_status", registered.status().awsName());
    }
}
