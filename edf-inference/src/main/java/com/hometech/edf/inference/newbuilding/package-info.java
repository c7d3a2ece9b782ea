/** Forecasts of buildings with little or no history: what is typical of their use, trees of their own, wide intervals. */
@NullMarked
package com.hometech.edf.inference.newbuilding;

import org.jspecify.annotations.NullMarked;
