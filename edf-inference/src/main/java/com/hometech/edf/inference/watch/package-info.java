/** What becomes of what the daily checks found: published with metrics. */
@NullMarked
package com.hometech.edf.inference.watch;

import org.jspecify.annotations.NullMarked;
