package com.hometech.edf.cli.serve;

import com.hometech.edf.common.port.Entitlements;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.Secrets;
import com.hometech.edf.common.port.ServingModels;
import java.time.Clock;

/**
 * A platform with other entitlements.
 *
 * @param platform everything else
 */
public record WithEntitlements(Platform platform, Entitlements entitlements) implements Platform {
    @Override
    public ObjectStore objects() {
        return platform.objects();
    }

    @Override
    public ModelRegistry models() {
        return platform.models();
    }

    @Override
    public ServingModels servingModels() {
        return platform.servingModels();
    }

    @Override
    public ForecastStore forecasts() {
        return platform.forecasts();
    }

    @Override
    public Metrics metrics() {
        return platform.metrics();
    }

    @Override
    public Secrets secrets() {
        return platform.secrets();
    }

    @Override
    public Clock clock() {
        return platform.clock();
    }
}
