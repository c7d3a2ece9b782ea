package com.hometech.edf.inference.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between training runs.
 *
 * @param runs names, as they were given; the first is what the others are compared with
 * @param parameters names whose values differ, with a value for each run; null where a run has none
 * @param lineage likewise of what the models came from
 * @param metrics every metric of any of them
 * @param sameJudgement whether all were judged by the same period and number of buildings: if not, metrics differ also where models
 *     are equally good
 */
public record RunComparison(
        List<String> runs,
        Map<String, List<@Nullable String>> parameters,
        Map<String, List<@Nullable String>> lineage,
        List<MetricRow> metrics,
        boolean sameJudgement) {
    private static final List<String> JUDGED_BY = List.of("evaluated_from", "evaluated_to", "evaluated_buildings");

    /**
     * A metric of all runs.
     *
     * @param metric its name
     * @param values one for each run; null where a run has none
     * @param differences from the first run; null where one of both has none
     * @param best index of the run with the best value; null where the metric does not tell, only one run has it, or several are
     *     equally good
     */
    public record MetricRow(
            String metric,
            List<@Nullable Double> values,
            List<@Nullable Double> differences,
            @Nullable Integer best) {}

    /** Compares two runs or more. */
    public static RunComparison of(List<TrainingRun> runs) {
        SortedSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(run.metrics().keySet()));
        List<MetricRow> metrics = names.stream().map(name -> row(name, runs)).toList();
        return new RunComparison(
                runs.stream().map(TrainingRun::run).toList(),
                differing(runs, TrainingRun::parameters),
                differing(runs, TrainingRun::lineage),
                metrics,
                JUDGED_BY.stream()
                        .allMatch(fact -> runs.stream()
                                        .map(run -> run.lineage().get(fact))
                                        .filter(Objects::nonNull)
                                        .distinct()
                                        .count()
                                <= 1));
    }

    private static Map<String, List<@Nullable String>> differing(
            List<TrainingRun> runs, Function<TrainingRun, Map<String, String>> texts) {
        SortedSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(texts.apply(run).keySet()));
        Map<String, List<@Nullable String>> differing = new TreeMap<>();
        for (String name : names) {
            List<@Nullable String> values = new ArrayList<>();
            runs.forEach(run -> values.add(texts.apply(run).get(name)));
            if (values.stream().distinct().count() > 1) {
                differing.put(name, values);
            }
        }
        return differing;
    }

    private static MetricRow row(String metric, List<TrainingRun> runs) {
        List<@Nullable Double> values = new ArrayList<>();
        List<@Nullable Double> differences = new ArrayList<>();
        @Nullable Double first = runs.get(0).metrics().get(metric);
        for (TrainingRun run : runs) {
            @Nullable Double value = run.metrics().get(metric);
            values.add(value);
            differences.add(value == null || first == null ? null : Double.valueOf(value - first));
        }
        return new MetricRow(metric, values, differences, best(metric, runs));
    }

    private static @Nullable Integer best(String metric, List<TrainingRun> runs) {
        MetricDirection direction = MetricDirection.of(metric);
        List<Integer> best = new ArrayList<>();
        int scored = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int run = 0; run < runs.size(); run++) {
            OptionalDouble loss = loss(direction, metric, runs.get(run));
            scored += loss.isPresent() ? 1 : 0;
            if (loss.isPresent() && loss.getAsDouble() < least) {
                least = loss.getAsDouble();
                best.clear();
            }
            if (loss.isPresent() && loss.getAsDouble() == least) {
                best.add(run);
            }
        }
        return scored > 1 && best.size() == 1 ? best.get(0) : null;
    }

    private static OptionalDouble loss(MetricDirection direction, String metric, TrainingRun run) {
        @Nullable Double value = run.metrics().get(metric);
        return value == null ? OptionalDouble.empty() : direction.loss(value, nominalCoverage(run));
    }

    /** Between the outermost of the run's quantiles [%]. */
    private static double nominalCoverage(TrainingRun run) {
        List<Double> levels = Optional.ofNullable(run.parameters().get("quantiles")).stream()
                .flatMap(
                        text -> Arrays.stream(text.replaceAll("[\\[\\]\\s]", "").split(",")))
                .filter(level -> !level.isEmpty())
                .map(Double::valueOf)
                .toList();
        return levels.size() < 2 ? 80 : 100 * (levels.get(levels.size() - 1) - levels.get(0));
    }
}
