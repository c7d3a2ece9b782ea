package com.hometech.edf.monitoring.simulation;

/** What can be made wrong with what is delivered. */
public enum FaultKind {
    /** The readings of a building are multiplied by a factor, as after a wrong meter constant. */
    METER_SCALED,
    /** Observed weather and weather forecasts repeat the last hour before the fault. */
    WEATHER_FROZEN,
    /** The calendar has a holiday on another date. */
    HOLIDAY_SHIFTED,
    /** The readings of a building are labelled an hour late, as by a clock that was not put back. */
    CLOCK_SHIFTED
}
