/**
 * Search for the settings of boosting that suit some readings best: random search with successive halving over windows in
 * time order, and a verdict by forecasts that took no part in the choice. See {@code docs/tune.md}.
 */
@NullMarked
package com.hometech.edf.training.tune;

import org.jspecify.annotations.NullMarked;
