/** One way to write and read JSON files: snake_case keys, ISO times, stable order, so that same content gives same bytes. */
@NullMarked
package com.hometech.edf.common.json;

import org.jspecify.annotations.NullMarked;
