package com.hometech.edf.api;

import com.hometech.edf.api.access.Access;
import com.hometech.edf.api.access.Authenticator;
import com.hometech.edf.api.access.GetCaller;
import com.hometech.edf.api.access.StoredDirectory;
import com.hometech.edf.api.accuracy.GetAreaAccuracy;
import com.hometech.edf.api.accuracy.GetBuildingAccuracy;
import com.hometech.edf.api.anomaly.ListAnomalies;
import com.hometech.edf.api.area.GetAreaForecast;
import com.hometech.edf.api.area.ListAreas;
import com.hometech.edf.api.contract.Contract;
import com.hometech.edf.api.forecast.GetBuilding;
import com.hometech.edf.api.forecast.GetBuildingForecast;
import com.hometech.edf.api.forecast.ListBuildings;
import com.hometech.edf.api.forecast.ListForecasts;
import com.hometech.edf.api.forecast.StoredForecasts;
import com.hometech.edf.api.forecast.Terms;
import com.hometech.edf.api.home.GetBestTimes;
import com.hometech.edf.api.home.GetHomeOutlook;
import com.hometech.edf.api.home.HomeForecasts;
import com.hometech.edf.api.home.ListHomes;
import com.hometech.edf.api.http.Api;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import com.hometech.edf.api.http.BoundedReads;
import com.hometech.edf.api.http.Cursors;
import com.hometech.edf.api.http.Dispatcher;
import com.hometech.edf.api.http.Handler;
import com.hometech.edf.api.http.RecentAnswers;
import com.hometech.edf.api.model.DecideModel;
import com.hometech.edf.api.model.GetEvaluation;
import com.hometech.edf.api.model.GetModel;
import com.hometech.edf.api.model.ListModels;
import com.hometech.edf.api.model.RegisteredModels;
import com.hometech.edf.api.predict.GetHealth;
import com.hometech.edf.api.predict.GetModelInfo;
import com.hometech.edf.api.predict.LiveModels;
import com.hometech.edf.api.predict.Predict;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.data.accuracy.AccuracyHistory;
import com.hometech.edf.data.anomaly.AnomalyTable;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All operations of the contract over one environment. Long-lived and for many threads; it holds recent answers. */
public final class ServedApi implements Api, AutoCloseable {
    private final BoundedReads reads;
    private final Api dispatcher;

    /**
     * What is served, and to whom.
     *
     * @param platform its stores
     * @param configuration of the environment
     * @param environmentSuffix what the environment adds to names, for example {@code -dev}; empty on a laptop
     * @param authenticator finds out who asks
     * @param cursorKey signs cursors: secret, and the same on all machines; at least {@link Cursors#LEAST_KEY_BYTES} bytes
     * @param limits of memory and threads
     */
    public record Environment(
            Platform platform,
            EdfConfig configuration,
            String environmentSuffix,
            Authenticator authenticator,
            byte[] cursorKey,
            Limits limits) {}

    /**
     * What it may take.
     *
     * @param answerBytes memory for recent answers [bytes]
     * @param readThreads reads from stores at the same time
     */
    public record Limits(long answerBytes, int readThreads) {}

    public ServedApi(Environment environment) {
        Platform platform = environment.platform();
        Clock clock = platform.clock();
        Places places = new Places(environment.configuration().general(), environment.environmentSuffix());
        Terms terms = Terms.of(environment.configuration());
        reads = new BoundedReads(environment.limits().readThreads());
        StoredDirectory directory = new StoredDirectory(platform.objects(), places.calendarTopology(), reads, clock);
        Access access = new Access(platform.entitlements(), directory, reads, clock);
        Cursors cursors = new Cursors(environment.cursorKey(), clock);
        StoredForecasts forecasts = new StoredForecasts(platform::forecasts, terms, clock);
        RegisteredModels models = new RegisteredModels(platform.models(), groups(environment));
        HomeForecasts homes = new HomeForecasts(forecasts, models, terms);
        AccuracyHistory history = new AccuracyHistory(platform.objects(), places.accuracy());
        Quantity quantity = environment.configuration().edfFeatureEng().quantity();
        LiveModels live =
                new LiveModels(platform, environment.configuration(), places, groups(environment), reads, clock);
        AnomalyTable anomalies = new AnomalyTable(platform.objects(), places.monitoring());
        Map<String, Handler> handlers = new TreeMap<>();
        handlers.put("getCaller", new GetCaller(access));
        handlers.put("listBuildings", new ListBuildings(access, cursors));
        handlers.put("getBuilding", new GetBuilding(access, forecasts));
        handlers.put("getBuildingForecast", new GetBuildingForecast(access, forecasts, terms));
        handlers.put("listForecasts", new ListForecasts(access, forecasts, terms, cursors));
        handlers.put("listAreas", new ListAreas(access, cursors));
        handlers.put("getAreaForecast", new GetAreaForecast(access, forecasts, models, terms));
        handlers.put("getBuildingAccuracy", new GetBuildingAccuracy(access, history, terms, clock));
        handlers.put("getAreaAccuracy", new GetAreaAccuracy(access, history, terms, clock));
        handlers.put("getBuildingAnomalies", ListAnomalies.ofBuilding(access, anomalies, cursors, clock));
        handlers.put("getAreaAnomalies", ListAnomalies.ofArea(access, anomalies, cursors, clock));
        handlers.put("getHomeAnomalies", ListAnomalies.ofBuilding(access, anomalies, cursors, clock));
        handlers.put("listHomes", new ListHomes(access, homes));
        handlers.put("getHomeOutlook", new GetHomeOutlook(access, homes, clock));
        handlers.put("getBestTimes", new GetBestTimes(access, homes, clock));
        handlers.put("listModels", new ListModels(models, cursors));
        handlers.put("getModel", new GetModel(models));
        handlers.put("getEvaluation", new GetEvaluation(models, platform.objects()));
        handlers.put("decideModel", new DecideModel(access, models, platform.models(), platform.objects()));
        handlers.put("getHealth", new GetHealth(live, platform::forecasts, quantity));
        handlers.put("getModelInfo", new GetModelInfo(live));
        handlers.put("predict", new Predict(access, directory, live, quantity, clock));
        dispatcher = new Dispatcher(
                Contract.read(),
                handlers,
                environment.authenticator(),
                new RecentAnswers(environment.limits().answerBytes(), reads, clock),
                clock);
    }

    private static Map<Quantity, String> groups(Environment environment) {
        return Arrays.stream(Quantity.values())
                .collect(Collectors.toMap(
                        quantity -> quantity,
                        quantity -> environment.configuration().general().modelPackageGroupBase(quantity)
                                + environment.environmentSuffix()));
    }

    @Override
    public ApiResponse answer(ApiRequest request) {
        return dispatcher.answer(request);
    }

    /** Ends its threads; the stores stay open. */
    @Override
    public void close() {
        reads.close();
    }
}
