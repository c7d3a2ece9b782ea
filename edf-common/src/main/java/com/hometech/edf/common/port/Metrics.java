package com.hometech.edf.common.port;

import java.util.Map;

/** Takes operational numbers, as CloudWatch does. Never fails the caller. */
public interface Metrics {
    /** Units that are used. */
    enum Unit {
        COUNT,
        SECONDS,
        PERCENT,
        NONE
    }

    void put(String name, double value, Unit unit, Map<String, String> dimensions);
}
