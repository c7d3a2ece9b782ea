/** Shares of the model and of plain forecasts in what is served. */
@NullMarked
package com.hometech.edf.inference.blend;

import org.jspecify.annotations.NullMarked;
