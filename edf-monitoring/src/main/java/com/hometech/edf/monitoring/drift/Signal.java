package com.hometech.edf.monitoring.drift;

/** What a local day says about a building, compared with its own days before; missing where too little is known. */
enum Signal {
    /** Mean energy of an hour [kWh]. */
    MEAN_KWH,
    /** Share of the day's energy that falls into 08:00 to 18:00. */
    DAYTIME_SHARE,
    /** Standard deviation of the hours, divided by their mean. */
    VARIATION,
    /** Binary logarithm of what an hour is divided by what is usual: a fifth of the hours is below. */
    LEVEL_LOW,
    /** The same: a fifth of the hours is above. */
    LEVEL_HIGH,
    /** Evidence that the day's profile is an hour early, in local time [nats]. */
    EARLY,
    /** Evidence that the day's profile is an hour late, in local time [nats]. */
    LATE,
    /** {@link #EARLY} in a clock without summer time. */
    EARLY_STANDARD,
    /** {@link #LATE} in a clock without summer time. */
    LATE_STANDARD,
    /** {@link #EARLY} without the quarter of the day that speaks for it most. */
    EARLY_ELSEWHERE,
    /** {@link #LATE} without the quarter of the day that speaks for it most. */
    LATE_ELSEWHERE,
    /** {@link #EARLY_STANDARD} without the quarter of the day that speaks for it most. */
    EARLY_STANDARD_ELSEWHERE,
    /** {@link #LATE_STANDARD} without the quarter of the day that speaks for it most. */
    LATE_STANDARD_ELSEWHERE,
    /** How much a working day resembles a Sunday: 0 like other working days, 1 like Sundays. */
    REST
}
