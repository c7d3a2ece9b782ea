/** Sorts any number of timed rows with bounded memory: sorted runs spill to disk and are merged while they are read. */
@NullMarked
package com.hometech.edf.data.sorting;

import org.jspecify.annotations.NullMarked;
