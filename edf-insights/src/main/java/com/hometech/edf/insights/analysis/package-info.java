/** What readings of appliances say: totals, forecasts, anomalies. Pure computations. */
@NullMarked
package com.hometech.edf.insights.analysis;

import org.jspecify.annotations.NullMarked;
