/** Explains a stored forecast: finds what it was made from, and tells what moved it. */
@NullMarked
package com.hometech.edf.cli.explain;

import org.jspecify.annotations.NullMarked;
