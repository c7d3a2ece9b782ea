package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/**
 * Where the energy of a building goes.
 *
 * @param base what never stops [W/m²]
 * @param people what comes with people at work [W/m²]
 * @param light lamps in the dark while people are there [W/m²]
 * @param heat electric heating below the balance point [W/m²/K]; 0 where another fuel heats
 * @param cool cooling above the balance point [W/m²/K]
 */
record Intensity(double base, double people, double light, double heat, double cool) {

    /**
     * An intensity near this one.
     *
     * @param electricHeatShare how many of such buildings heat with electricity, 0 to 1
     */
    Intensity near(SplittableRandom random, double electricHeatShare) {
        boolean electricHeat = random.nextDouble() < electricHeatShare;
        return new Intensity(
                base * Draw.factor(random, 0.25),
                people * Draw.factor(random, 0.25),
                light * Draw.factor(random, 0.25),
                electricHeat ? heat * Draw.factor(random, 0.3) : 0.03 * heat,
                cool * Draw.factor(random, 0.3));
    }
}
