/**
 * From forecast files to the forecast store: nothing without a manifest, nothing with another checksum, every row either
 * stored or set aside with its reason.
 */
@NullMarked
package com.hometech.edf.inference.load;

import org.jspecify.annotations.NullMarked;
