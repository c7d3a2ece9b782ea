/** The handlers of both workflows on the platform of a laptop. */
@NullMarked
package com.hometech.edf.handlers;

import org.jspecify.annotations.NullMarked;
