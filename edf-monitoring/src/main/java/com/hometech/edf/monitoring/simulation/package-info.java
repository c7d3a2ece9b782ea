/** A simulated stretch of daily operation: what arrives each day, what is wrong with it, and what is found out. */
@NullMarked
package com.hometech.edf.monitoring.simulation;

import org.jspecify.annotations.NullMarked;
