package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.GeneralConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** All handlers of the workflows by the name of their function, for a program that calls them without Lambda. */
public final class Handlers {
    private Handlers() {}

    /** From payload to answer, both as JSON objects, by function name without an environment's suffix. */
    public static Map<String, UnaryOperator<Map<String, Object>>> byFunctionName(Platform platform, EdfConfig config) {
        GeneralConfig general = config.general();
        List<String> modelGroups = Arrays.stream(Quantity.values())
                .map(general::modelPackageGroupBase)
                .toList();
        return Map.of(
                general.getInferenceDateLambdaBase(), function(new GetInferenceDateHandler(config)),
                general.getApprovedModelLambdaBase(),
                        function(new GetApprovedModelHandler(platform, config.edfMonitoring()::challenger)),
                general.createModelLambdaBase(), function(new CreateSageMakerModelHandler(platform, modelGroups)),
                general.registerModelLambdaBase(), function(new RegisterEdfModelHandler(platform)),
                general.loadForecastsLambdaBase(), function(new LoadEdfResultsHandler(platform)),
                general.reportAccuracyLambdaBase(), function(new ReportEdfAccuracyHandler(platform)),
                general.reportMonitoringLambdaBase(), function(new ReportEdfMonitoringHandler(platform)),
                general.recordRunLambdaBase(),
                        function(new RecordEdfRunHandler(platform, config, new Places(general, ""))),
                general.decideRetrainingLambdaBase(), function(new DecideEdfRetrainingHandler(platform, config)));
    }

    @SuppressWarnings("NullAway") // the handlers use no context, and there is none outside of Lambda
    private static UnaryOperator<Map<String, Object>> function(
            RequestHandler<Map<String, Object>, Map<String, Object>> handler) {
        return payload -> handler.handleRequest(payload, null);
    }
}
