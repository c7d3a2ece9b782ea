/** What is out of the ordinary about readings: the plain rules that find it, and the table of what was found. */
@NullMarked
package com.hometech.edf.data.anomaly;

import org.jspecify.annotations.NullMarked;
