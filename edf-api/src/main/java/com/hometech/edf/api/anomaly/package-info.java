/** Readings that are out of the ordinary. */
@NullMarked
package com.hometech.edf.api.anomaly;

import org.jspecify.annotations.NullMarked;
