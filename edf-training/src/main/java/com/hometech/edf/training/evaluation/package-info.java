/**
 * How good a model is: errors of the forecasts that it would have served over a period that training never saw, beside
 * three plain forecasts scored on the same rows, and the gate that decides whether it may be registered.
 *
 * <p>Buildings differ by orders of magnitude. What is compared is therefore the <b>median over buildings</b> of a metric;
 * the pooled value (all rows together, so that large buildings dominate) and the mean over buildings stand beside it.
 */
@NullMarked
package com.hometech.edf.training.evaluation;

import org.jspecify.annotations.NullMarked;
