/** The daily checks of readings, weather and forecasts, run one after the other by one job. */
@NullMarked
package com.hometech.edf.monitoring.watch;

import org.jspecify.annotations.NullMarked;
