/**
 * Notices when what forecasts are made from is no longer what it used to be: faults of meters, clocks, weather and calendars,
 * and changes of weather, use and errors that last.
 */
@NullMarked
package com.hometech.edf.monitoring.drift;

import org.jspecify.annotations.NullMarked;
