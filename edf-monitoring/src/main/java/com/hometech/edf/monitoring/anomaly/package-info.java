/** Finds readings that are out of the ordinary: outside of the forecast's interval, unlike their like, unchanging, missing. */
@NullMarked
package com.hometech.edf.monitoring.anomaly;

import org.jspecify.annotations.NullMarked;
