package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/** Generation of photovoltaics on a roof: irradiance, less when the panels are hot, less what wires and dust take. */
final class RooftopSolar {
    private static final double SYSTEM_EFFICIENCY = 0.86;
    private static final double LOSS_PER_KELVIN = 0.004;

    private RooftopSolar() {}

    /** Energy of each of the first {@code hours} hours [kWh]. */
    static double[] hourlyKwh(
            SampleBuilding building, SiteWeather weather, double kwPeak, RandomStreams streams, int hours) {
        SplittableRandom random = building.stream(streams, "solar");
        double orientation = Draw.around(random, 0.95, 0.06);
        double[] generationKwh = new double[hours];
        for (int t = 0; t < hours; t++) {
            WeatherHour at = weather.at(t);
            double cellC = at.temperatureC() + 0.03 * at.ghi();
            double warm = 1 - LOSS_PER_KELVIN * (cellC - 25);
            double dust = Draw.factor(random, 0.03);
            generationKwh[t] = kwPeak * at.ghi() / 1000 * SYSTEM_EFFICIENCY * orientation * warm * dust;
        }
        return generationKwh;
    }
}
