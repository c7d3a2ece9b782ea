/** What is watched once forecasts are out. */
@NullMarked
package com.hometech.edf.monitoring;

import org.jspecify.annotations.NullMarked;
