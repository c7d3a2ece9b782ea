/** Where the sun stands and what it would bring under a sky without clouds. */
@NullMarked
package com.hometech.edf.data.sun;

import org.jspecify.annotations.NullMarked;
