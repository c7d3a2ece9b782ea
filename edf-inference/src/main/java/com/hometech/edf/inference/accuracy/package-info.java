/** What becomes of the findings about the accuracy of issued forecasts: the history that others read, and metrics. */
@NullMarked
package com.hometech.edf.inference.accuracy;

import org.jspecify.annotations.NullMarked;
