/**
 * The forecasts of a run: every building gets the plain forecast first, then the model's where it can. Rows, then the
 * manifest that makes them visible.
 */
@NullMarked
package com.hometech.edf.inference.forecast;

import org.jspecify.annotations.NullMarked;
