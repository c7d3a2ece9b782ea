/**
 * Builds the feature tables of a run, a group of buildings at a time: lays readings onto the grid, prepares each building,
 * computes its rows and writes them. Knows files but no Spark; what Spark ships to it is serializable.
 */
@NullMarked
package com.hometech.edf.features.build;

import org.jspecify.annotations.NullMarked;
