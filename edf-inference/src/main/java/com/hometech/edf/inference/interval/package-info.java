/**
 * Forecast intervals by split-conformal calibration (Vovk and others, 2005; Lei and others, 2018): how far a forecast was
 * off in a period that training never saw, as a multiple of what is usual for the building and the hour, taken as
 * quantiles for each day ahead.
 */
@NullMarked
package com.hometech.edf.inference.interval;

import org.jspecify.annotations.NullMarked;
