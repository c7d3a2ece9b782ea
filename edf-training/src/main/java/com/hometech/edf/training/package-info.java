/**
 * How each model is fitted and judged: trainers, evaluation, backtests. Scores with the code that serves.
 */
@NullMarked
package com.hometech.edf.training;

import org.jspecify.annotations.NullMarked;
