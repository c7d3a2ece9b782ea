/**
 * Accuracy of forecasts that were issued: readings that arrived later are joined with them, month by month and building by
 * building, and the sums of errors are kept as a history.
 */
@NullMarked
package com.hometech.edf.monitoring.accuracy;

import org.jspecify.annotations.NullMarked;
