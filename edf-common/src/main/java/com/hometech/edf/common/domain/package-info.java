/** The nouns of the field: buildings, sites, calendars, forecasts. Small records that cannot hold nonsense. */
@NullMarked
package com.hometech.edf.common.domain;

import org.jspecify.annotations.NullMarked;
