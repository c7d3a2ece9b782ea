package com.hometech.edf.training.report;

import com.hometech.edf.additive.Mode;
import com.hometech.edf.additive.Seasonality;
import com.hometech.edf.additive.SeasonalityProfile;
import com.hometech.edf.data.page.Block;
import com.hometech.edf.data.page.LineChart;
import com.hometech.edf.data.page.Series;
import com.hometech.edf.data.page.Series.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Each seasonality over its period; those that take turns by a condition share a chart. */
final class SeasonalityCharts {
    private static final List<Look> LOOKS = List.of(Look.MAIN, Look.FIRST, Look.SECOND, Look.THIRD);

    private SeasonalityCharts() {}

    static List<Block> of(ComponentExample example, List<SeasonalityProfile> profiles) {
        List<Block> charts = new ArrayList<>();
        for (List<SeasonalityProfile> together : groups(profiles)) {
            for (int from = 0; from < together.size(); from += LOOKS.size()) {
                charts.add(chart(example, together.subList(from, Math.min(together.size(), from + LOOKS.size()))));
            }
        }
        return charts;
    }

    /** What a chart can hold: one seasonality, or those with conditions of one period and mode. */
    private record Shared(String name, double periodDays, Mode mode) {}

    private static Iterable<List<SeasonalityProfile>> groups(List<SeasonalityProfile> profiles) {
        Map<Shared, List<SeasonalityProfile>> groups = new LinkedHashMap<>();
        for (SeasonalityProfile profile : profiles) {
            Seasonality seasonality = profile.seasonality();
            String name = seasonality.condition() == null ? seasonality.name() : "";
            groups.computeIfAbsent(new Shared(name, seasonality.periodDays(), profile.mode()), key -> new ArrayList<>())
                    .add(profile);
        }
        return groups.values();
    }

    private static LineChart chart(ComponentExample example, List<SeasonalityProfile> profiles) {
        SeasonalityProfile first = profiles.get(0);
        Effect effect = Effect.of(first.mode(), example);
        List<Series> series = new ArrayList<>();
        for (SeasonalityProfile profile : profiles) {
            series.add(new Series(label(profile), LOOKS.get(series.size()), effect.shown(profile.effects())));
        }
        String names =
                profiles.stream().map(profile -> profile.seasonality().name()).collect(Collectors.joining(", "));
        DoubleSummaryStatistics range = profiles.stream()
                .flatMapToDouble(profile -> Arrays.stream(profile.effects()))
                .summaryStatistics();
        return LineChart.of(
                example.name() + ": " + names,
                "From " + effect.text(range.getMin(), range.getMax()) + ".",
                PeriodAxis.of(first),
                effect.title(),
                false,
                series.toArray(Series[]::new));
    }

    private static String label(SeasonalityProfile profile) {
        Seasonality seasonality = profile.seasonality();
        return seasonality.condition() == null
                ? seasonality.name()
                : seasonality.name() + " (where " + seasonality.condition() + ")";
    }
}
