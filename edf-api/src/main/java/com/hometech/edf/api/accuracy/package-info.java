/** How well buildings were forecast. */
@NullMarked
package com.hometech.edf.api.accuracy;

import org.jspecify.annotations.NullMarked;
