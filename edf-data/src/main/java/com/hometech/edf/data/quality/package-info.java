/**
 * What is good and bad about readings: rules that need the whole series of a building, profiles of buildings and sites, and
 * the data-quality report that people read.
 */
@NullMarked
package com.hometech.edf.data.quality;

import org.jspecify.annotations.NullMarked;
