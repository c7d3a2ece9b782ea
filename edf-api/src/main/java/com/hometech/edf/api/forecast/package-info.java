/** Forecasts of buildings as grid operators and suppliers ask for them. */
@NullMarked
package com.hometech.edf.api.forecast;

import org.jspecify.annotations.NullMarked;
