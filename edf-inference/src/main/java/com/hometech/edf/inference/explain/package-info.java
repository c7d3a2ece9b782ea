/**
 * Why a forecast is what it is: a base value and what each feature adds to it or takes from it, in kWh, so that everything
 * adds up to the forecast. See {@code docs/explain.md} for what such contributions say and what they do not.
 */
@NullMarked
package com.hometech.edf.inference.explain;

import org.jspecify.annotations.NullMarked;
