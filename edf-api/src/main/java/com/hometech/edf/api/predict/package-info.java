/** Predictions that are made when they are asked for, and what makes them. */
@NullMarked
package com.hometech.edf.api.predict;

import org.jspecify.annotations.NullMarked;
