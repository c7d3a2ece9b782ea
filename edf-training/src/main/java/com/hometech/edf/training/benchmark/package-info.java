/** What training and forecasting cost, measured. */
@NullMarked
package com.hometech.edf.training.benchmark;

import org.jspecify.annotations.NullMarked;
