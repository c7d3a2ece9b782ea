/** What daily checks of readings, weather and forecasts found. */
@NullMarked
package com.hometech.edf.data.watch;

import org.jspecify.annotations.NullMarked;
