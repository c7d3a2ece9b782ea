/**
 * {@code config/edf_config.yaml} as records. Keys in the file are the record components in snake_case; every default sits
 * in this package; whatever cannot be meant is refused with its path, value and the way out.
 */
@NullMarked
package com.hometech.edf.common.config;

import org.jspecify.annotations.NullMarked;
