/** Forecasts of sums: of the buildings of a portfolio or a grid area, and of several hours of one building. */
@NullMarked
package com.hometech.edf.inference.area;

import org.jspecify.annotations.NullMarked;
