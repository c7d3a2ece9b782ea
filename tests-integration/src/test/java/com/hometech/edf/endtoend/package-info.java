/**
 * The {@code edf} command from readings to stored forecasts, as a person uses it: both workflows with their real jobs and
 * handlers over a small portfolio, in this process or, where a process must die or differ, in one of its own.
 */
@NullMarked
package com.hometech.edf.endtoend;

import org.jspecify.annotations.NullMarked;
