/** Models that wait for approval beside the one that forecasts, by their forecasts of the same hours. */
@NullMarked
package com.hometech.edf.monitoring.challenger;

import org.jspecify.annotations.NullMarked;
