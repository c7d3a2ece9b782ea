package com.hometech.edf.features.engine;

import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.engine.FeatureFormula.FeatureValues;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which features a configuration asks for, in their order: the configured ones and the default set. */
final class FeatureCatalog {
    private static final int HOURS_PER_DAY = 24;
    private static final List<CalendarFact> DEFAULT_FACTS = List.of(
            CalendarFact.IS_HOLIDAY_FLAG,
            CalendarFact.IS_DAY_BEFORE_HOLIDAY,
            CalendarFact.IS_DAY_AFTER_HOLIDAY,
            CalendarFact.IS_BRIDGE_DAY,
            CalendarFact.HOLIDAYS_NEAR,
            CalendarFact.DAYS_SINCE_HOLIDAY,
            CalendarFact.DAYS_TO_HOLIDAY,
            CalendarFact.DAY_TYPE,
            CalendarFact.DAY_OF_YEAR);

    private FeatureCatalog() {}

    /** Every feature: those that the configuration names and those that EDF always makes. */
    static List<FeatureFormula> all(FeatureSettings settings) {
        return switch (settings.features().quantity()) {
            case CONSUMPTION -> demand(settings);
            case SOLAR -> solar(settings.features());
        };
    }

    /** Neither clocks nor holidays move the sun: of what the configuration names only lags of generation count. */
    private static List<FeatureFormula> solar(FeatureConfig config) {
        List<FeatureFormula> formulas = new ArrayList<>();
        formulas.add(lead());
        formulas.addAll(SolarFormulas.all(config.lagFeatures().getOrDefault(config.targetColumn(), List.of())));
        return withImputation(formulas, config);
    }

    private static List<FeatureFormula> demand(FeatureSettings settings) {
        List<FeatureFormula> formulas = new ArrayList<>();
        formulas.add(lead());
        formulas.addAll(configured(settings.features()));
        DEFAULT_FACTS.forEach(fact -> formulas.add(calendar(fact)));
        if (!settings.step().isDay()) {
            formulas.add(hourOfWeek());
        }
        formulas.addAll(LoadFormulas.defaults(settings.step()));
        if (settings.step().compareTo(TimeStep.HOUR) < 0) {
            formulas.addAll(NowcastFormulas.all());
        }
        formulas.addAll(WeatherFormulas.defaults(settings.step()));
        formulas.addAll(facts());
        formulas.add(historyDays());
        return withImputation(onceEach(formulas), settings.features());
    }

    /** Only what the configuration names, as far as it says something at this step. */
    static List<FeatureFormula> configured(FeatureConfig config) {
        List<FeatureFormula> formulas = new ArrayList<>();
        TimeStep step = TimeStep.of(config.step());
        config.timeFeatures().stream()
                .map(FeatureCatalog::fact)
                .filter(fact -> fact != CalendarFact.HOUR_OF_DAY || !step.isDay())
                .forEach(fact -> formulas.add(calendar(fact)));
        history(config.lagFeatures(), config).forEach((column, lags) -> lags.stream()
                .filter(step::divides)
                .forEach(hours -> formulas.add(
                        isTarget(column, config) ? LoadFormulas.lag(hours) : WeatherFormulas.lag(column, hours))));
        history(config.rollingWindowFeatures(), config).forEach((column, rolling) -> rolling.windows().stream()
                .filter(hours -> isWindow(hours, step))
                .forEach(hours -> rolling.aggs()
                        .forEach(aggregate -> formulas.add(
                                isTarget(column, config)
                                        ? LoadFormulas.rolling(hours, aggregate)
                                        : WeatherFormulas.rolling(column, hours, aggregate)))));
        return formulas;
    }

    /** Whether the readings are fine enough for a window: where they are longer than an hour, one alone is none. */
    static boolean isWindow(int hours, TimeStep step) {
        return step.divides(hours) && (step.compareTo(TimeStep.HOUR) <= 0 || step.steps(hours) > 1);
    }

    /** What is asked for the readings of another quantity than the one that is forecast is for its own runs. */
    private static <T> Map<String, T> history(Map<String, T> byColumn, FeatureConfig config) {
        Map<String, T> own = new LinkedHashMap<>(byColumn);
        for (Quantity quantity : Quantity.values()) {
            if (quantity != config.quantity()) {
                own.remove(quantity.targetColumn());
            }
        }
        return own;
    }

    private static boolean isTarget(String column, FeatureConfig config) {
        if (!column.equals(config.targetColumn()) && !FeatureConfig.WEATHER_COLUMNS.contains(column)) {
            throw new InvalidInputException("No features can be made from column " + column + ": use "
                    + config.targetColumn() + " or one of " + FeatureConfig.WEATHER_COLUMNS);
        }
        return column.equals(config.targetColumn());
    }

    private static CalendarFact fact(String name) {
        return Arrays.stream(CalendarFact.values())
                .filter(fact -> fact.featureName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("Time feature " + name + " is not known: use "
                        + Arrays.stream(CalendarFact.values())
                                .map(CalendarFact::featureName)
                                .toList()));
    }

    static FeatureFormula calendar(CalendarFact fact) {
        Feature feature = new Feature(fact.featureName(), FeatureKind.CALENDAR, fact.definition() + ", at the target");
        return FeatureFormula.of(feature, context -> {
            float[] values = context.site().calendar().values(fact);
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    out[offset + row] = values[rows.target(row)];
                }
            };
        });
    }

    private static FeatureFormula hourOfWeek() {
        Feature feature = new Feature(
                FeatureNames.HOUR_OF_WEEK,
                FeatureKind.CALENDAR,
                "local hours since Monday 0:00 at the target, less than 168");
        return FeatureFormula.of(feature, context -> {
            float[] days = context.site().calendar().values(CalendarFact.DAY_OF_WEEK);
            float[] hours = context.site().calendar().values(CalendarFact.HOUR_OF_DAY);
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    int target = rows.target(row);
                    out[offset + row] = HOURS_PER_DAY * (days[target] - 1) + hours[target];
                }
            };
        });
    }

    private static FeatureFormula lead() {
        Feature feature = new Feature("lead_hours", FeatureKind.LEAD, "hours from the origin to the target");
        return FeatureFormula.of(feature, context -> {
            float hoursPerStep = (float) context.grid().step().hours();
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    out[offset + row] = rows.leadSteps(row) * hoursPerStep;
                }
            };
        });
    }

    private static List<FeatureFormula> facts() {
        return List.of(
                constant(FeatureNames.USE_TYPE_CODE, "number of the use type", building -> building.useType()
                        .code()),
                constant(
                        FeatureNames.FLOOR_AREA_LOG10,
                        "decimal logarithm of the gross floor area in square metres",
                        building -> {
                            double area = building.floorAreaM2();
                            return area > 0 ? (float) Math.log10(area) : Float.NaN;
                        }));
    }

    /** Readings that are known, not the time since the first: a meter that mostly fails tells little. */
    private static FeatureFormula historyDays() {
        Feature feature = new Feature(
                FeatureNames.HISTORY_DAYS,
                FeatureKind.HISTORY,
                "readings known of the four weeks before the origin, counted in days");
        return FeatureFormula.of(feature, context -> {
            double[] kwh = context.load().measuredKwh;
            int[] readingsBefore = new int[kwh.length + 1];
            for (int index = 0; index < kwh.length; index++) {
                readingsBefore[index + 1] = readingsBefore[index] + (Double.isNaN(kwh[index]) ? 0 : 1);
            }
            int window = context.steps(FeatureSettings.FOUR_WEEKS_HOURS);
            float stepsPerDay = context.grid().stepsPerDay();
            return (rows, out, offset) -> {
                for (int row = 0; row < rows.size(); row++) {
                    int end = rows.origin(row) + 1;
                    out[offset + row] = (readingsBefore[end] - readingsBefore[Math.max(0, end - window)]) / stepsPerDay;
                }
            };
        });
    }

    @FunctionalInterface
    private interface BuildingFact {
        float of(Building building);
    }

    private static FeatureFormula constant(String name, String definition, BuildingFact fact) {
        return FeatureFormula.of(new Feature(name, FeatureKind.STATIC, definition), context -> {
            float value = fact.of(context.building());
            return (rows, out, offset) -> Arrays.fill(out, offset, offset + rows.size(), value);
        });
    }

    private static List<FeatureFormula> onceEach(List<FeatureFormula> formulas) {
        Map<String, FeatureFormula> byName = new LinkedHashMap<>();
        formulas.forEach(formula -> byName.putIfAbsent(formula.feature().name(), formula));
        return List.copyOf(byName.values());
    }

    private static List<FeatureFormula> withImputation(List<FeatureFormula> formulas, FeatureConfig config) {
        Double replacement = config.imputationValue();
        if (replacement == null) {
            return formulas;
        }
        return formulas.stream()
                .map(formula -> imputed(formula, replacement.floatValue()))
                .toList();
    }

    /** Missing weather stays missing: another model is used then, and an invented 0 °C would hide it. */
    private static FeatureFormula imputed(FeatureFormula formula, float replacement) {
        Feature feature = formula.feature();
        if (feature.kind() != FeatureKind.LOAD && feature.kind() != FeatureKind.STATIC) {
            return formula;
        }
        String definition = feature.definition() + "; missing becomes " + replacement;
        return FeatureFormula.of(new Feature(feature.name(), feature.kind(), definition), context -> {
            FeatureValues values = formula.prepare(context);
            return (rows, out, offset) -> {
                values.fill(rows, out, offset);
                for (int row = offset; row < offset + rows.size(); row++) {
                    out[row] = Float.isNaN(out[row]) ? replacement : out[row];
                }
            };
        });
    }
}
