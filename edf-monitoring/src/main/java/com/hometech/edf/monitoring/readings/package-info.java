/** Readings as they are kept, one building after the other. */
@NullMarked
package com.hometech.edf.monitoring.readings;

import org.jspecify.annotations.NullMarked;
