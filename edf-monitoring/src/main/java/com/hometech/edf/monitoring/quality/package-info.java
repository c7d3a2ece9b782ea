/** Data quality over time: what readings were like, day by day, and whether that gets worse. */
@NullMarked
package com.hometech.edf.monitoring.quality;

import org.jspecify.annotations.NullMarked;
