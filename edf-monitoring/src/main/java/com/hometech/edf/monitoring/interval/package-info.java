/**
 * Intervals that follow the coverage that was measured: from the history of accuracy to what the ends of the next forecasts'
 * intervals are moved by.
 */
@NullMarked
package com.hometech.edf.monitoring.interval;

import org.jspecify.annotations.NullMarked;
