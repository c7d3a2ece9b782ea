package com.hometech.edf.features.engine;

/**
 * Rules of generation: multiples of the plant's own clear sky, so that a model learns the clear-sky index; nothing at night,
 * and never far above what the plant has shown.
 */
final class SolarRules implements QuantityRules {
    private static final double SMALLEST_LEVEL_KWH = 0.001;
    /** Weak light counts as this share of the greatest reading: relative errors at dawn must not drown those of noon. */
    private static final double LEAST_SHARE = 0.2;
    /** How far a reading may exceed the greatest of four weeks: days grow longer, and cold or cloud edges add some. */
    private static final double MARGIN = 1.25;
    /** Share of a clear sky that is as good a guess as any. */
    private static final double USUAL_INDEX = 0.6;

    private final SolarYield plant;

    SolarRules(SolarYield plant) {
        this.plant = plant;
    }

    @Override
    public double levelKwh(int target, int origin) {
        double level = Math.max(SMALLEST_LEVEL_KWH, LEAST_SHARE * known(plant.greatestKwh(origin)));
        return Math.max(level, known(plant.clearSkyKwh(target, origin)));
    }

    @Override
    public double ceilingKwh(int target, int origin) {
        return plant.isNight(target, origin) ? 0 : MARGIN * plant.greatestKwh(origin);
    }

    @Override
    public double relativeSize(int index) {
        return plant.strength(index);
    }

    @Override
    public double guessKwh(int target, int origin) {
        return USUAL_INDEX * known(plant.clearSkyKwh(target, origin));
    }

    private static double known(double kwh) {
        return Double.isNaN(kwh) ? 0 : kwh;
    }
}
