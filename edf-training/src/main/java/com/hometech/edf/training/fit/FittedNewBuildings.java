package com.hometech.edf.training.fit;

import com.hometech.edf.inference.newbuilding.NewBuildings;

/**
 * What a fit leaves for buildings with little or no history.
 *
 * @param booster quantiles of their load
 * @param knowledge what else is known of them
 */
record FittedNewBuildings(GrownBooster booster, NewBuildings knowledge) {}
