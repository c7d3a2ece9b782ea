/**
 * How good issued forecasts turned out to be: sums over hours, from which every metric of every period and portfolio is
 * derived, and the history that keeps them.
 */
@NullMarked
package com.hometech.edf.data.accuracy;

import org.jspecify.annotations.NullMarked;
