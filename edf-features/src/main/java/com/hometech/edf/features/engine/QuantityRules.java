package com.hometech.edf.features.engine;

/** What differs between the quantities that are forecast; everything is known at the origin. */
interface QuantityRules {
    /** What a model takes the row's energies as multiples of [kWh]; positive. */
    double levelKwh(int target, int origin);

    /** The most that the target can hold [kWh]; 0 where there can be nothing, NaN where nothing limits it. */
    double ceilingKwh(int target, int origin);

    /** Size of an interval relative to others by its place in the day and week, for a day's shape; positive. */
    double relativeSize(int index);

    /** What stands in where no reading of the hour is known [kWh]; finite. */
    double guessKwh(int target, int origin);
}
