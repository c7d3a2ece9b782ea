/**
 * Correction of forecast intervals by the coverage that was measured of issued ones: what an end of an interval is moved by, and
 * how it is moved. How that is found out is part of monitoring.
 */
@NullMarked
package com.hometech.edf.inference.correction;

import org.jspecify.annotations.NullMarked;
