/** Additive models in the pipeline: one for each building, moved on with the readings that came after training. */
@NullMarked
package com.hometech.edf.inference.additive;

import org.jspecify.annotations.NullMarked;
