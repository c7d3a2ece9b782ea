package com.hometech.edf.lambdas;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.GeneralConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.TextWriter;
import com.hometech.edf.insights.ApplianceInsights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All handlers of the workflows by the name of their function, for a program that calls them without Lambda. */
public final class Handlers {
    private Handlers() {}

    /**
     * From payload to answer, both as JSON objects, by function name without an environment's suffix.
     *
     * @param writer writes reports in place of the rules; empty where they are to
     */
    public static Map<String, UnaryOperator<Map<String, Object>>> byFunctionName(
            Platform platform, EdfConfig config, Optional<TextWriter> writer) {
        GeneralConfig general = config.general();
        List<String> modelGroups = Arrays.stream(Quantity.values())
                .map(general::modelPackageGroupBase)
                .toList();
        ApplianceInsights insights =
                new ApplianceInsights(platform.objects(), new Places(general, ""), config.edfInsights());
        return Map.ofEntries(
                entry(general.getInferenceDateLambdaBase(), new GetInferenceDateHandler(config)),
                entry(
                        general.getApprovedModelLambdaBase(),
                        new GetApprovedModelHandler(platform, config.edfMonitoring()::challenger)),
                entry(general.createModelLambdaBase(), new CreateSageMakerModelHandler(platform, modelGroups)),
                entry(general.registerModelLambdaBase(), new RegisterEdfModelHandler(platform)),
                entry(general.loadForecastsLambdaBase(), new LoadEdfResultsHandler(platform)),
                entry(general.reportAccuracyLambdaBase(), new ReportEdfAccuracyHandler(platform)),
                entry(general.reportMonitoringLambdaBase(), new ReportEdfMonitoringHandler(platform)),
                entry(
                        general.recordRunLambdaBase(),
                        new RecordEdfRunHandler(platform, config, new Places(general, ""))),
                entry(general.decideRetrainingLambdaBase(), new DecideEdfRetrainingHandler(platform, config)),
                entry(general.analyseAppliancesLambdaBase(), new AnalyseEdfAppliancesHandler(insights)),
                entry(general.reportAppliancesLambdaBase(), new ReportEdfAppliancesHandler(insights, writer)));
    }

    @SuppressWarnings("NullAway") // the handlers use no context, and there is none outside of Lambda
    private static Map.Entry<String, UnaryOperator<Map<String, Object>>> entry(
            String function, RequestHandler<Map<String, Object>, Map<String, Object>> handler) {
        return Map.entry(function, payload -> handler.handleRequest(payload, null));
    }
}
