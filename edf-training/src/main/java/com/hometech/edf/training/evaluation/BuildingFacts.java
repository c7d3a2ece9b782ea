package com.hometech.edf.training.evaluation;

import java.time.ZoneId;

/**
 * What scoring needs to know about a building.
 *
 * @param useType what it is used for, as text
 * @param zone for the hour of the day
 * @param scale for relative errors
 */
record BuildingFacts(String useType, ZoneId zone, BuildingScale scale) {}
