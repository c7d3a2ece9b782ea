package com.hometech.edf.features.schema;

/** Names of the features that code reads by themselves. */
public final class FeatureNames {
    /** Local hours since Monday 0:00 at the target, less than 168. */
    public static final String HOUR_OF_WEEK = "hour_of_week";
    /** Number of the use type. */
    public static final String USE_TYPE_CODE = "use_type_code";
    /** Decimal logarithm of the gross floor area [m²]. */
    public static final String FLOOR_AREA_LOG10 = "floor_area_log10";
    /** Readings known of the four weeks before the origin [days]; 0 where the building has none. */
    public static final String HISTORY_DAYS = "history_days";

    private FeatureNames() {}
}
