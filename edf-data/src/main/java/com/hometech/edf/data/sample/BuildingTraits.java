package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/**
 * What makes a building different from others of its use.
 *
 * @param floorAreaM2 [m²]
 * @param yearBuilt year
 * @param intensity where its energy goes
 * @param week when people are there
 * @param absence when they are not
 * @param heatBelowC outdoor temperature below which it heats [°C]
 * @param coolAboveC outdoor temperature above which it cools [°C]
 * @param thermalHours how slowly its walls follow the weather [h]
 * @param dayToDaySpread standard deviation of the people of a day
 * @param noiseSpread standard deviation of what nothing explains, as a share of the load
 * @param driftSpread standard deviation of what lasts for weeks without a cause in the data, as a share of the load
 * @param trendPerYear slow growth or saving, share a year
 * @param solarKwPeak photovoltaics on the roof [kW]; 0 without
 */
record BuildingTraits(
        double floorAreaM2,
        int yearBuilt,
        Intensity intensity,
        Week week,
        Absence absence,
        double heatBelowC,
        double coolAboveC,
        double thermalHours,
        double dayToDaySpread,
        double noiseSpread,
        double driftSpread,
        double trendPerYear,
        double solarKwPeak) {

    static BuildingTraits of(SampleBuilding building, RandomStreams streams) {
        SplittableRandom random = building.stream(streams, "traits");
        Archetype archetype = building.archetype();
        double area = Math.rint(archetype.floorAreaM2() * Draw.factor(random, 0.45));
        return new BuildingTraits(
                area,
                random.nextInt(1955, 2020),
                archetype.intensity().near(random, archetype.electricHeatShare()),
                localWeek(building, archetype.week().near(random)),
                localAbsence(building, archetype.absence().near(random)),
                Draw.around(random, 14, 1.2),
                Draw.around(random, building.site() == SampleSite.BERLIN ? 18 : 20, 1.2),
                9 * Draw.factor(random, 0.4),
                archetype.dayToDaySpread() * Draw.factor(random, 0.25),
                0.04 * Draw.factor(random, 0.35),
                0.05 * Draw.factor(random, 0.4),
                Draw.around(random, -0.005, 0.015),
                solarKwPeak(archetype, area, random));
    }

    boolean hasSolar() {
        return solarKwPeak > 0;
    }

    /** Shops of Berlin are closed on Sundays and holidays. */
    private static Week localWeek(SampleBuilding building, Week week) {
        return isBerlinShop(building) ? week.withSunday(0.04) : week;
    }

    private static Absence localAbsence(SampleBuilding building, Absence absence) {
        return isBerlinShop(building) ? absence.withHoliday(0.04) : absence;
    }

    private static boolean isBerlinShop(SampleBuilding building) {
        return building.archetype() == Archetype.RETAIL && building.site() == SampleSite.BERLIN;
    }

    private static double solarKwPeak(Archetype archetype, double areaM2, SplittableRandom random) {
        boolean chosen = random.nextDouble() < (archetype == Archetype.HOME ? 0.7 : 0.1);
        double sizeKw = archetype == Archetype.HOME ? 4.5 * Draw.factor(random, 0.3) : 0.012 * areaM2;
        return chosen ? Math.rint(sizeKw * 10) / 10 : 0;
    }
}
