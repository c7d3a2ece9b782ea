/** Which rows a run computes: origins and leads of training, calibration, evaluation and the daily forecast. Pure functions. */
@NullMarked
package com.hometech.edf.features.plan;

import org.jspecify.annotations.NullMarked;
