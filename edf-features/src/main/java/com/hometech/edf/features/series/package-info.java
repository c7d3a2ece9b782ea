/** The readings of each building as a series with the weather at the time: what a model of one building is fitted with. */
@NullMarked
package com.hometech.edf.features.series;

import org.jspecify.annotations.NullMarked;
