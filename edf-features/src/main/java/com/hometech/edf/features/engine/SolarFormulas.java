package com.hometech.edf.features.engine;

import com.hometech.edf.features.engine.FeatureFormula.FeatureValues;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Features of generation: the sun at the target, the plant's own clear sky, what share of it the newest days brought
 * (clear-sky indices), and the irradiance that the weather promises. All hours are of UTC or solar time.
 */
final class SolarFormulas {
    private static final String AT_TARGET = " at the target";
    private static final int HOURS_PER_DAY = 24;
    private static final int HOURS_PER_WEEK = 168;
    private static final List<Integer> DEFAULT_LAGS = List.of(HOURS_PER_DAY, 48, HOURS_PER_WEEK);
    private static final List<String> WEATHER =
            List.of("solar_irradiance_ghi", "cloud_cover", "temperature_c", "humidity", "precipitation_mm");
    private static final int IRRADIANCE = WeatherFormulas.variable("solar_irradiance_ghi");

    private SolarFormulas() {}

    /** @param lags of the readings before the target [h]; empty takes the default ones */
    static List<FeatureFormula> all(List<Integer> lags) {
        List<FeatureFormula> formulas = new ArrayList<>();
        formulas.add(sun(
                "sun_elevation",
                "elevation of the sun in the middle of the interval in degrees",
                path -> path.elevation));
        formulas.add(sun("solar_hour", "true solar time of the middle of the interval", path -> path.solarHour));
        formulas.add(sun(
                "clear_sky_irradiance", "mean irradiance without clouds in W/m2 (Haurwitz)", path -> path.clearSkyGhi));
        formulas.add(generation(
                "generation_clear_sky",
                "what the plant would generate under a clear sky, by its best yields at the hour in four weeks",
                SolarFormulas::clearSky));
        (lags.isEmpty() ? DEFAULT_LAGS : lags).forEach(hours -> formulas.add(lag(hours)));
        formulas.add(generation(
                "generation_same_hour_latest",
                "generation at the target's hour on the newest day known",
                context -> sameHour(context, index -> context.load().clippedKwh[index])));
        formulas.add(index(
                "clear_sky_index_latest",
                "share of the plant's clear sky at the target's hour on the newest day known",
                context -> index(context, context.plant()::at)));
        formulas.add(index(
                "clear_sky_index_day_earlier",
                "share of the plant's clear sky at the target's hour a day before the newest known",
                context -> index(context, earlier(context))));
        formulas.add(meanIndex(0, 3));
        formulas.add(meanIndex(1, 7));
        formulas.add(meanIndex(2, SolarYield.DAYS));
        formulas.add(recentIndex(3));
        formulas.add(recentIndex(HOURS_PER_DAY));
        formulas.add(recentIndex(3 * HOURS_PER_DAY));
        formulas.add(recentIndex(HOURS_PER_WEEK));
        WEATHER.forEach(column -> formulas.add(WeatherFormulas.atTarget(column)));
        formulas.add(weather(
                "irradiance_index",
                "solar_irradiance_ghi at the target as known at the origin as a share of that of a clear sky",
                SolarFormulas::irradianceIndex));
        formulas.add(weather(
                "irradiance_yield_index",
                "generation that the irradiance at the target would bring by the ratio of both at this hour in four weeks, as"
                        + " a share of the plant's clear sky",
                SolarFormulas::irradianceYieldIndex));
        return formulas;
    }

    private static FeatureFormula sun(String name, String definition, Function<SunPath, float[]> values) {
        return FeatureFormula.of(new Feature(name, FeatureKind.SUN, definition + AT_TARGET), context -> {
            SunPath path = context.sun();
            float[] byIndex = path == null ? null : values.apply(path);
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    out[offset + row] = byIndex == null ? Float.NaN : byIndex[rows.target(row)];
                }
            };
        });
    }

    private static FeatureFormula lag(int hours) {
        return generation(
                "generation_lag_" + hours + "h",
                "generation " + hours + " h before the target; missing where that is after the origin",
                context -> LoadFormulas.lagged(context.load(), context.steps(hours)));
    }

    private static FeatureValues clearSky(BuildingContext context) {
        SolarYield plant = context.plant();
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                out[offset + row] = (float) plant.clearSkyKwh(rows.target(row), rows.origin(row));
            }
        };
    }

    /** A number of an interval in the past; may be asked for those before the grid. */
    @FunctionalInterface
    private interface PastValue {
        double at(int index);
    }

    private static FeatureValues sameHour(BuildingContext context, PastValue value) {
        SolarYield plant = context.plant();
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int newest = plant.newest(rows.target(row), rows.origin(row));
                out[offset + row] = newest < 0 ? Float.NaN : (float) value.at(newest);
            }
        };
    }

    private static PastValue earlier(BuildingContext context) {
        int stepsPerDay = context.steps(HOURS_PER_DAY);
        return index -> index < stepsPerDay ? Double.NaN : context.plant().at(index - stepsPerDay);
    }

    /** A yield at the target's hour as a share of the highest there. */
    private static FeatureValues index(BuildingContext context, PastValue yieldAt) {
        double[] high = context.plant().high;
        return sameHour(context, index -> share(yieldAt.at(index), high[index]));
    }

    private static double share(double part, double whole) {
        return whole > 0 ? part / whole : Double.NaN;
    }

    private static FeatureFormula meanIndex(int position, int days) {
        return index(
                "clear_sky_index_mean_" + days + "d",
                "mean share of the plant's clear sky at the target's hour on the newest " + days + " days known",
                context -> index(context, index -> context.plant().means[position][index]));
    }

    /** Energies of a window divided by what a clear sky would have brought in it. */
    private static FeatureFormula recentIndex(int hours) {
        return index(
                "clear_sky_index_last_" + hours + "h",
                "generation of the " + hours
                        + " h that end with the origin as a share of the plant's clear sky; missing where"
                        + " the sun was down",
                context -> {
                    RollingMoments clear =
                            new RollingMoments(clearSkyOfDay(context), context.grid(), context.steps(hours));
                    float[] generated = context.moments(hours).mean;
                    return (rows, out, offset) -> {
                        for (int row = 0; row < rows.size(); row++) {
                            int origin = rows.origin(row);
                            out[offset + row] = (float) share(generated[origin], clear.mean[origin]);
                        }
                    };
                });
    }

    /** The clear sky of each interval that has a reading, by the yields up to its own day. */
    private static double[] clearSkyOfDay(BuildingContext context) {
        SolarYield plant = context.plant();
        double[] kwh = context.load().clippedKwh;
        double[] clear = new double[kwh.length];
        for (int index = 0; index < clear.length; index++) {
            double bright = plant.high[index] * plant.strength(index);
            clear[index] = Double.isNaN(kwh[index]) ? Double.NaN : Double.isNaN(bright) ? 0 : bright;
        }
        return clear;
    }

    private static FeatureValues irradianceIndex(BuildingContext context) {
        KnownWeather weather = context.site().weather();
        SolarYield plant = context.plant();
        boolean placed = context.sun() != null;
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int target = rows.target(row);
                float ghi = weather.at(IRRADIANCE, target, rows.origin(row));
                out[offset + row] = placed ? (float) (ghi / plant.strength(target)) : Float.NaN;
            }
        };
    }

    private static FeatureValues irradianceYieldIndex(BuildingContext context) {
        KnownWeather weather = context.site().weather();
        SolarYield plant = context.plant();
        double[] ratios = irradianceYields(context);
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int target = rows.target(row);
                int origin = rows.origin(row);
                int newest = plant.newest(target, origin);
                double ratio = newest < 0 ? Double.NaN : ratios[newest];
                double expected = ratio * weather.at(IRRADIANCE, target, origin);
                out[offset + row] = (float) share(expected, plant.clearSkyKwh(target, origin));
            }
        };
    }

    /** Energy of four weeks at the same hour divided by the irradiance that was observed then [kWh per W/m²]. */
    private static double[] irradianceYields(BuildingContext context) {
        float[] ghi = context.site().weather().observed(IRRADIANCE);
        double[] kwh = context.load().clippedKwh;
        int stepsPerDay = context.steps(HOURS_PER_DAY);
        double[] ratios = new double[kwh.length];
        for (int index = 0; index < ratios.length; index++) {
            double energy = 0;
            double irradiance = 0;
            int oldest = Math.max(0, index - (SolarYield.DAYS - 1) * stepsPerDay);
            for (int day = index; day >= oldest; day -= stepsPerDay) {
                if (!Double.isNaN(kwh[day]) && !Float.isNaN(ghi[day])) {
                    energy += kwh[day];
                    irradiance += ghi[day];
                }
            }
            ratios[index] = share(energy, irradiance);
        }
        return ratios;
    }

    private static FeatureFormula generation(
            String name, String definition, Function<BuildingContext, FeatureValues> preparation) {
        return FeatureFormula.of(new Feature(name, FeatureKind.LOAD, definition), preparation);
    }

    private static FeatureFormula index(
            String name, String definition, Function<BuildingContext, FeatureValues> preparation) {
        return FeatureFormula.of(new Feature(name, FeatureKind.SUN, definition), preparation);
    }

    private static FeatureFormula weather(
            String name, String definition, Function<BuildingContext, FeatureValues> preparation) {
        return FeatureFormula.of(new Feature(name, FeatureKind.WEATHER, definition), preparation);
    }
}
