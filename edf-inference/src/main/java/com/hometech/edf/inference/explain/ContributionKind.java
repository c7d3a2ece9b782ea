package com.hometech.edf.inference.explain;

import com.hometech.edf.features.schema.FeatureKind;

/** What a part of a forecast comes from. */
public enum ContributionKind {
    /** Readings known at the origin. */
    LOAD,
    /** Weather at or before the target. */
    WEATHER,
    /** Local calendar at the target. */
    CALENDAR,
    /** How far the target lies ahead of the origin. */
    LEAD,
    /** Facts about the building. */
    STATIC,
    /** The sun at the target, and what share of a clear sky the newest days brought. */
    SUN,
    /** How much is known of the building. */
    HISTORY,
    /** Trend, seasonality or holidays of an additive model. */
    COMPONENT,
    /** A plain forecast, taken as a whole. */
    PLAIN_FORECAST,
    /** Several small contributions together. */
    OTHERS,
    /** What lifts a forecast to 0 where nothing is fed into the grid, or lowers it to the most that is possible. */
    LIMIT;

    /** The kind of the contributions of a feature. */
    public static ContributionKind of(FeatureKind kind) {
        return switch (kind) {
            case LOAD -> LOAD;
            case WEATHER -> WEATHER;
            case CALENDAR -> CALENDAR;
            case LEAD -> LEAD;
            case STATIC -> STATIC;
            case SUN -> SUN;
            case HISTORY -> HISTORY;
        };
    }
}
