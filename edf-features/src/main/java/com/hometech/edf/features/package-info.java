/**
 * The point-in-time feature engine. Plain Java on primitive arrays; only the package {@code spark} below it knows Spark,
 * which brings the rows of a building together and spreads buildings over cores and machines.
 */
@NullMarked
package com.hometech.edf.features;

import org.jspecify.annotations.NullMarked;
