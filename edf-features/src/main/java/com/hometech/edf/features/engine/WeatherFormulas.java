package com.hometech.edf.features.engine;

import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.engine.FeatureFormula.FeatureValues;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/** Features from the site's weather as known at the origin, in the weather's own units. */
final class WeatherFormulas {
    /** Variables whose value at the target is a feature. */
    private static final List<String> AT_TARGET =
            List.of("temperature_c", "solar_irradiance_ghi", "humidity", "dew_point_c", "cloud_cover", "wind_speed");

    private static final int TEMPERATURE = variable("temperature_c");
    private static final String KNOWN = " as known at the origin";
    private static final int HOURS_PER_DAY = 24;
    private static final List<Integer> INERTIA_HOURS = List.of(1, 2, 3);
    private static final List<Integer> MEAN_HOURS = List.of(6, 12, 24, 72, 168);
    private static final int WEEKS = 4;
    private static final int DAYS_PER_WEEK = 7;
    /** Base of heating and cooling degrees, as common as any (ASHRAE's 18.3 °C, rounded) [°C]. */
    private static final float BALANCE_C = 18;

    private WeatherFormulas() {}

    /** Position of a weather column among the variables. */
    static int variable(String column) {
        return FeatureConfig.WEATHER_COLUMNS.indexOf(column);
    }

    static FeatureFormula lag(String column, int hours) {
        return weather(
                column + "_lag_" + hours + "h",
                column + " " + hours + " h before the target" + KNOWN,
                context -> lagged(context, variable(column), context.steps(hours)));
    }

    private static FeatureValues lagged(BuildingContext context, int variable, int lagSteps) {
        KnownWeather weather = context.site().weather();
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                out[offset + row] = weather.at(variable, rows.target(row) - lagSteps, rows.origin(row));
            }
        };
    }

    static FeatureFormula rolling(String column, int windowHours, String aggregate) {
        return weather(
                column + "_roll_" + aggregate + "_" + windowHours + "h",
                aggregate + " of the observed " + column + " of the " + windowHours + " h that end with the origin",
                context -> LoadFormulas.atOrigin(statistic(context.site(), variable(column), windowHours, aggregate)));
    }

    private static float[] statistic(SiteContext site, int variable, int windowHours, String aggregate) {
        return switch (aggregate) {
            case "avg" -> site.moments(variable, windowHours).mean;
            case "stddev" -> site.moments(variable, windowHours).deviation;
            case "min" -> site.extremes(variable, windowHours).least;
            default -> site.extremes(variable, windowHours).greatest;
        };
    }

    /** The default set beside the configured lags and windows. */
    static List<FeatureFormula> defaults(TimeStep step) {
        List<FeatureFormula> formulas = new ArrayList<>();
        for (String column : AT_TARGET) {
            formulas.add(atTarget(column));
        }
        formulas.add(weather(
                "heating_degrees",
                "degrees by which temperature_c at the target" + KNOWN + " is below " + BALANCE_C,
                context -> degrees(context, -1)));
        formulas.add(weather(
                "cooling_degrees",
                "degrees by which temperature_c at the target" + KNOWN + " is above " + BALANCE_C,
                context -> degrees(context, 1)));
        // buildings answer to the weather of the hours and days before: walls and people are slow
        INERTIA_HOURS.stream().filter(step::divides).forEach(hours -> formulas.add(lag("temperature_c", hours)));
        MEAN_HOURS.stream()
                .filter(hours -> FeatureCatalog.isWindow(hours, step))
                .forEach(hours -> formulas.add(mean(hours)));
        formulas.add(weather(
                "temperature_c_change_same_hour",
                "temperature_c at the target" + KNOWN + " less that of its hour on the newest day with readings",
                context -> change(context, -1)));
        formulas.add(weather(
                "temperature_c_change_168h",
                "temperature_c at the target" + KNOWN + " less that 168 h earlier",
                context -> change(context, context.steps(168))));
        formulas.add(weather(
                "temperature_c_change_four_weeks",
                "temperature_c at the target" + KNOWN + " less its mean 168, 336, 504 and 672 h earlier",
                context -> changeAgainstMean(context, WEEKS, context.steps(168), row -> context.steps(168))));
        formulas.add(weather(
                "temperature_c_change_hour_mean_7d",
                "temperature_c at the target" + KNOWN
                        + " less its mean at that hour of the newest 7 days with readings",
                context -> changeAgainstMean(
                        context, DAYS_PER_WEEK, context.steps(HOURS_PER_DAY), context::wholeDaySteps)));
        return formulas;
    }

    static FeatureFormula atTarget(String column) {
        return weather(column, column + " at the target" + KNOWN, context -> lagged(context, variable(column), 0));
    }

    /**
     * The temperature at the target less its mean at earlier times: what the mean load of these times does not know.
     *
     * @param times how many
     * @param apartSteps from one to the next
     * @param newestLag from a lead to the lag of the newest [steps]
     */
    private static FeatureValues changeAgainstMean(
            BuildingContext context, int times, int apartSteps, IntUnaryOperator newestLag) {
        KnownWeather weather = context.site().weather();
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int origin = rows.origin(row);
                int newest = rows.target(row) - newestLag.applyAsInt(rows.leadSteps(row));
                double sum = 0;
                int known = 0;
                for (int time = 0; time < times; time++) {
                    float value = weather.at(TEMPERATURE, newest - time * apartSteps, origin);
                    if (!Float.isNaN(value)) {
                        sum += value;
                        known++;
                    }
                }
                float now = weather.at(TEMPERATURE, rows.target(row), origin);
                out[offset + row] = known == 0 ? Float.NaN : (float) (now - sum / known);
            }
        };
    }

    private static FeatureValues degrees(BuildingContext context, int sign) {
        KnownWeather weather = context.site().weather();
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                float temperature = weather.at(TEMPERATURE, rows.target(row), rows.origin(row));
                out[offset + row] = Math.max(0, sign * (temperature - BALANCE_C));
            }
        };
    }

    /** @param lagSteps how much earlier; negative: as many whole days as the lead needs */
    private static FeatureValues change(BuildingContext context, int lagSteps) {
        KnownWeather weather = context.site().weather();
        return (rows, out, offset) -> {
            for (int row = 0; row < rows.size(); row++) {
                int lag = lagSteps < 0 ? context.wholeDaySteps(rows.leadSteps(row)) : lagSteps;
                int target = rows.target(row);
                int origin = rows.origin(row);
                out[offset + row] =
                        weather.at(TEMPERATURE, target, origin) - weather.at(TEMPERATURE, target - lag, origin);
            }
        };
    }

    private static FeatureFormula mean(int windowHours) {
        return weather(
                "temperature_c_mean_" + windowHours + "h",
                "mean temperature_c of the " + windowHours + " h that end with the target" + KNOWN,
                context -> new TemperaturePath(context, TEMPERATURE, context.steps(windowHours)));
    }

    private static FeatureFormula weather(
            String name, String definition, Function<BuildingContext, FeatureValues> preparation) {
        return FeatureFormula.of(new Feature(name, FeatureKind.WEATHER, definition), preparation);
    }

    /** Means over windows that reach from known hours into forecast ones: running sums along the path seen from an origin. */
    private static final class TemperaturePath implements FeatureValues {
        private final KnownWeather weather;
        private final int variable;
        private final int windowSteps;
        private final int gridLength;
        private final double[] sums;
        private final int[] counts;

        TemperaturePath(BuildingContext context, int variable, int windowSteps) {
            this.weather = context.site().weather();
            this.variable = variable;
            this.windowSteps = windowSteps;
            this.gridLength = context.grid().length();
            int length = windowSteps + context.settings().longestLeadSteps() + 1;
            this.sums = new double[length];
            this.counts = new int[length];
        }

        @Override
        public void fill(RowBatch rows, float[] out, int offset) {
            int origin = -1;
            for (int row = 0; row < rows.size(); row++) {
                if (rows.origin(row) != origin) {
                    origin = rows.origin(row);
                    follow(origin);
                }
                int end = rows.leadSteps(row) + windowSteps;
                int count = counts[end] - counts[end - windowSteps];
                out[offset + row] = count == 0 ? Float.NaN : (float) ((sums[end] - sums[end - windowSteps]) / count);
            }
        }

        /** Sums up to position p stand for the p intervals that begin one window before the origin ends. */
        private void follow(int origin) {
            int first = origin - windowSteps + 1;
            for (int position = 1; position < sums.length; position++) {
                int index = first + position - 1;
                float value = index < gridLength ? weather.at(variable, index, origin) : Float.NaN;
                boolean known = !Float.isNaN(value);
                sums[position] = sums[position - 1] + (known ? value : 0);
                counts[position] = counts[position - 1] + (known ? 1 : 0);
            }
        }
    }
}
