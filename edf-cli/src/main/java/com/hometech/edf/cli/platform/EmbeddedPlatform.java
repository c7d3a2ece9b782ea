package com.hometech.edf.cli.platform;

import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.Secrets;
import com.hometech.edf.common.port.ServingModels;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The platform of a laptop over one home directory: {@code buckets/}, {@code registry/}, {@code serving-models/},
 * {@code forecasts.mv.db}, {@code entitlements/} and {@code metrics.jsonl}. Secrets come from the environment.
 */
public final class EmbeddedPlatform implements Platform, AutoCloseable {
    private final Clock clock;
    private final ObjectStore objects;
    private final ModelRegistry models;
    private final ServingModels servingModels;
    private final H2ForecastStore forecasts;
    private final EntitlementRegister entitlements;
    private final Metrics metrics;
    private final Secrets secrets;

    /** @param home where everything is kept; made when it is missing */
    public EmbeddedPlatform(Path home, Clock clock) {
        this.clock = clock;
        objects = new DirectoryObjectStore(home.resolve("buckets"), clock);
        models = new FileModelRegistry(home.resolve("registry"), clock);
        servingModels = new FileServingModels(home.resolve("serving-models"));
        forecasts = new H2ForecastStore(home.resolve("forecasts"));
        entitlements = new FileEntitlements(home.resolve("entitlements"));
        metrics = new FileMetrics(home.resolve("metrics.jsonl"), clock);
        secrets = new EnvironmentSecrets(System.getenv());
    }

    @Override
    public ObjectStore objects() {
        return objects;
    }

    @Override
    public ModelRegistry models() {
        return models;
    }

    @Override
    public ServingModels servingModels() {
        return servingModels;
    }

    @Override
    public ForecastStore forecasts() {
        return forecasts;
    }

    @Override
    public EntitlementRegister entitlements() {
        return entitlements;
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public Secrets secrets() {
        return secrets;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Lets go of the forecast database. */
    @Override
    public void close() {
        forecasts.close();
    }
}
