/** What every adapter of a port promises, and the adapters that keep it. */
@NullMarked
package com.hometech.edf.contract;

import org.jspecify.annotations.NullMarked;
