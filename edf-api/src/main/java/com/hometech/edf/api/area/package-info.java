/** Areas, and forecasts of their sums. */
@NullMarked
package com.hometech.edf.api.area;

import org.jspecify.annotations.NullMarked;
