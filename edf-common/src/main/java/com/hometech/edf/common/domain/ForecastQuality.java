package com.hometech.edf.common.domain;

/** How good a stored forecast can be expected to be, from best to worst. */
public enum ForecastQuality {
    /** The approved model with all it needs. */
    MODEL,
    /** An older approved model, because the newest could not be used. */
    MODEL_STALE,
    /** The model without weather, because no weather forecast covers the hour. */
    WEATHER_MISSING,
    /** Too little history: trees for new buildings, building facts and the few readings; a plain forecast without such trees. */
    COLD_START,
    /** A plain forecast: last week, two weeks ago, mean of the hour of the week, or the use type's profile. */
    FALLBACK
}
