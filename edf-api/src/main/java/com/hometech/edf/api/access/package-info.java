/** Who asks, and what they may see. */
@NullMarked
package com.hometech.edf.api.access;

import org.jspecify.annotations.NullMarked;
