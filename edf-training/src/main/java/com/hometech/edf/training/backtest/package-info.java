/**
 * Backtests: forecasts from rolling origins over a past period, each from what was known at its origin, scored beside three
 * plain forecasts. What is finished is kept, so that an interrupted backtest goes on.
 */
@NullMarked
package com.hometech.edf.training.backtest;

import org.jspecify.annotations.NullMarked;
