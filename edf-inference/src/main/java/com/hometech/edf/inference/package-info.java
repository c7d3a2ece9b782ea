/**
 * How each model predicts: forecasters, intervals, the fallback, and the forecasts of all buildings of a run.
 */
@NullMarked
package com.hometech.edf.inference;

import org.jspecify.annotations.NullMarked;
