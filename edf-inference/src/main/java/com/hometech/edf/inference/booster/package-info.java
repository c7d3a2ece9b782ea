/**
 * Boosted trees in plain Java: reads the UBJSON file that XGBoost writes, checks it as a whole before use, and predicts
 * exactly what XGBoost predicts. Serving needs no native library, and a damaged file is an error, never a crash.
 */
@NullMarked
package com.hometech.edf.inference.booster;

import org.jspecify.annotations.NullMarked;
