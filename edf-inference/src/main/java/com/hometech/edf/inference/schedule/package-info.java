/** When forecasts are issued: the nominal times of the schedule, not the wall clock. */
@NullMarked
package com.hometech.edf.inference.schedule;

import org.jspecify.annotations.NullMarked;
