/**
 * The numerical core of the additive model: the exact maximum of its posterior. Plain arrays of scaled values in, parameters
 * and a certificate out; nothing here knows of calendars, names or files.
 *
 * <p>The trend is a sum of hinges {@code (t - s)+}, so products with it come from running sums; the features are kept in the
 * form that makes their products cheap ({@link com.hometech.edf.additive.solve.DesignMatrix}). For a given noise, what is
 * left is a ridge regression with an absolute penalty on the hinges: the unpenalised part is eliminated, the hinges are
 * solved by an active set, the noise has a closed form. Around it, where a term is multiplicative or the trend logistic, go
 * Gauss-Newton and Newton steps.
 */
@NullMarked
package com.hometech.edf.additive.solve;

import org.jspecify.annotations.NullMarked;
