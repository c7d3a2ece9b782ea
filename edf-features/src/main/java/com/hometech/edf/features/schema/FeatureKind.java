package com.hometech.edf.features.schema;

/** What a feature measures, and so how a model may scale it. */
public enum FeatureKind {
    /** Energy [kWh], or a difference or spread of energies: a model divides it by the row's level. */
    LOAD,
    /** Weather at or before the target, in the weather's own units; missing where no weather is known. */
    WEATHER,
    /** Local calendar at the target; always known. */
    CALENDAR,
    /** How far the target lies ahead of the origin. */
    LEAD,
    /** A fact about the building that does not change with time. */
    STATIC,
    /** Where the sun stands at the target, and shares of what a clear sky would bring; neither scaled nor imputed. */
    SUN,
    /** How much is known of the building at the origin: only what forecasts new buildings reads it. */
    HISTORY
}
