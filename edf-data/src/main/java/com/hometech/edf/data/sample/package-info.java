/**
 * Sample data: a folder of synthetic readings, weather, weather forecasts and calendars in the layout that the import
 * reads. Weather follows the climate of three sites; load follows people, daylight, weather and holidays; nothing is
 * measured. Every building and every site draws from a random stream of its own, derived from the seed and its name, so
 * that the same options give the same bytes and one more building leaves the others as they were.
 */
@NullMarked
package com.hometech.edf.data.sample;

import org.jspecify.annotations.NullMarked;
