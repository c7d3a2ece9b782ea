/**
 * The manifest of a forecast run. It is written last, beside the forecast files: without it the run does not exist for
 * anyone, and with it every row can be counted and every byte checked.
 */
@NullMarked
package com.hometech.edf.inference.manifest;

import org.jspecify.annotations.NullMarked;
