package com.hometech.edf.additive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which built-in seasonalities a history carries: the year from two years on, the week from two weeks on with steps below a
 * week, the day from two days on with steps below a day.
 */
final class SeasonalityRules {
    private static final long DAY = 86_400_000_000L;

    private SeasonalityRules() {}

    /** Seasonalities with prior scales and modes: given ones, then built-in ones. */
    static List<Seasonality> decide(AdditiveModel model, long[] micros) {
        Map<String, Seasonality> chosen = new LinkedHashMap<>();
        for (Seasonality seasonality : model.seasonalities()) {
            chosen.put(
                    seasonality.name(), seasonality.resolved(model.seasonalityPriorScale(), model.seasonalityMode()));
        }
        long span = micros[micros.length - 1] - micros[0];
        long step = smallestStep(micros);
        add(chosen, model, "yearly", model.yearly(), 10, span >= 730 * DAY);
        add(chosen, model, "weekly", model.weekly(), 3, span >= 14 * DAY && step < 7 * DAY);
        add(chosen, model, "daily", model.daily(), 4, span >= 2 * DAY && step < DAY);
        return new ArrayList<>(chosen.values());
    }

    /** Period of a built-in seasonality [days]. */
    static double period(String name) {
        return switch (name) {
            case "yearly" -> 365.25;
            case "weekly" -> 7;
            case "daily" -> 1;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void add(
            Map<String, Seasonality> chosen,
            AdditiveModel model,
            String name,
            BuiltInSeasonality rule,
            int standardOrder,
            boolean fits) {
        int order = rule.order();
        if (rule.standardOrder() || (rule.decidedByData() && fits && !chosen.containsKey(name))) {
            order = standardOrder;
        }
        if (order > 0) {
            // a given one keeps its place when the built-in one is asked for in its stead
            chosen.put(
                    name,
                    Seasonality.of(name, period(name), order)
                            .resolved(model.seasonalityPriorScale(), model.seasonalityMode()));
        }
    }

    private static long smallestStep(long[] micros) {
        long smallest = Long.MAX_VALUE;
        for (int row = 1; row < micros.length; row++) {
            long step = micros[row] - micros[row - 1];
            if (step > 0) {
                smallest = Math.min(smallest, step);
            }
        }
        return smallest;
    }
}
