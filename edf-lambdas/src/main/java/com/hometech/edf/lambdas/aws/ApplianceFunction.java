package com.hometech.edf.lambdas.aws;

import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.insights.ApplianceInsights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A function about uploads. Names of folders, files and appliances come from people: none of them is logged. */
abstract class ApplianceFunction extends AwsFunction {
    private static final List<String> LOGGED = List.of("step", "status", "sha256");

    ApplianceFunction(Surroundings surroundings) {
        super(surroundings, AwsClients::s3);
    }

    static ApplianceInsights insights(AwsPlatform platform) {
        return new ApplianceInsights(
                platform.objects(), platform.places(), platform.configuration().edfInsights());
    }

    @Override
    Map<String, Object> logged(Map<String, Object> payloadOrAnswer) {
        Map<String, Object> harmless = new TreeMap<>(payloadOrAnswer);
        harmless.keySet().retainAll(LOGGED);
        return harmless;
    }

    @Override
    void warmUp(AwsPlatform platform) {
        insights(platform);
    }
}
