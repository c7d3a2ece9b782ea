/**
 * How models are fitted: which rows may be learned from, boosting with early stopping in time order, the refit on all of
 * them, and the calibration of intervals on a later period.
 */
@NullMarked
package com.hometech.edf.training.fit;

import org.jspecify.annotations.NullMarked;
