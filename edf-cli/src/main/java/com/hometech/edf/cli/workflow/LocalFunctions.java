package com.hometech.edf.cli.workflow;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.GeneralConfig;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.lambdas.CreateSageMakerModelHandler;
import com.hometech.edf.lambdas.GetApprovedModelHandler;
import com.hometech.edf.lambdas.GetInferenceDateHandler;
import com.hometech.edf.lambdas.LoadEdfResultsHandler;
import com.hometech.edf.lambdas.RegisterEdfModelHandler;
import java.util.Map;

/** The handlers of the Lambda functions, by function name, called as Lambda calls them: JSON in, JSON out. */
final class LocalFunctions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private LocalFunctions() {}

    static Map<String, LambdaFunction> of(Platform platform, EdfConfig config) {
        GeneralConfig general = config.general();
        return Map.of(
                general.getInferenceDateLambdaBase(), function(new GetInferenceDateHandler(config)),
                general.getApprovedModelLambdaBase(), function(new GetApprovedModelHandler(platform)),
                general.createModelLambdaBase(),
                        function(new CreateSageMakerModelHandler(platform, general.modelPackageGroupBase())),
                general.registerModelLambdaBase(), function(new RegisterEdfModelHandler(platform)),
                general.loadForecastsLambdaBase(), function(new LoadEdfResultsHandler(platform)));
    }

    @SuppressWarnings("NullAway") // the handlers use no context, and there is none on a laptop
    private static LambdaFunction function(RequestHandler<Map<String, Object>, Map<String, Object>> handler) {
        return payload -> JSON.valueToTree(handler.handleRequest(JSON.convertValue(payload, OBJECT), null));
    }
}
