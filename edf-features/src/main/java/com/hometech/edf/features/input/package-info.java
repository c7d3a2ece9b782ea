/** Reads the tables that features are made of: readings by building, weather by site. Local files, no Spark. */
@NullMarked
package com.hometech.edf.features.input;

import org.jspecify.annotations.NullMarked;
