package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.ServingModels.ServingModel;
import com.hometech.edf.inference.registry.ServeModel;
import java.util.List;
import java.util.Map;

/** {@code CreateSageMakerModelLambda}: makes an approved model loadable by jobs. */
public final class CreateSageMakerModelHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final ServeModel serveModel;

    /** @param modelPackageGroups the only groups whose models are served */
    public CreateSageMakerModelHandler(Platform platform, List<String> modelPackageGroups) {
        serveModel = new ServeModel(platform, modelPackageGroups);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        Payload payload = Payload.of(
                input, List.of("model_name", "model_package_arn", "model_data_url", "model_sha256"), List.of());
        ServingModel model = serveModel.serve(new ServingModel(
                payload.text("model_name"),
                payload.text("model_package_arn"),
                payload.uri("model_data_url"),
                payload.text("model_sha256")));
        return Map.of(
                "model_name", model.name(),
                "model_data_url", model.modelData().toString());
    }
}
