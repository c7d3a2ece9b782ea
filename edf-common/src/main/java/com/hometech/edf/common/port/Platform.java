package com.hometech.edf.common.port;

import java.time.Clock;

/** All ports of one environment. Built once at an entry point: that is the only place where cloud and laptop differ. */
public interface Platform {
    ObjectStore objects();

    ModelRegistry models();

    ServingModels servingModels();

    ForecastStore forecasts();

    Entitlements entitlements();

    Metrics metrics();

    Secrets secrets();

    Clock clock();
}
