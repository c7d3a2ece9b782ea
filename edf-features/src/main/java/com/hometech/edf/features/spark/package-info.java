/**
 * The Spark adapter, the only place that knows Spark: it spreads files over tasks, brings the readings of a building
 * together, and spreads groups of buildings over tasks. What is computed lies outside, in packages without Spark.
 */
@NullMarked
package com.hometech.edf.features.spark;

import org.jspecify.annotations.NullMarked;
