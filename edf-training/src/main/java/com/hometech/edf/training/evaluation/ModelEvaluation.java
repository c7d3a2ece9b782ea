package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.EvaluationReport.DataFacts;
import com.hometech.edf.training.evaluation.EvaluationReport.ModelFacts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a model by its forecasts of the evaluation rows.
 *
 * @param report all scores and the verdict
 * @param examples forecasts of the typical, the best and the worst building
 */
public record ModelEvaluation(EvaluationReport report, List<Example> examples) {
    private static final int HOURS_PER_DAY = 24;
    private static final double SECONDS_PER_HOUR = 3600;

    /**
     * A forecast to show.
     *
     * @param title why this building
     * @param trace its forecasts and readings
     */
    public record Example(String title, ForecastTrace trace) {}

    public ModelEvaluation {
        examples = List.copyOf(examples);
    }

    /**
     * Scores forecasts.
     *
     * @param rows the evaluation rows
     * @param prediction the model's forecasts of them
     */
    public static ModelEvaluation of(
            EdfConfig config,
            MetricsThresholds limits,
            Topology topology,
            ModelFacts model,
            EvaluationRows rows,
            Prediction prediction) {
        LeadBuckets days = days(config);
        Map<String, BuildingFacts> facts = facts(rows.summary(), topology);
        ScoredLevels levels = ScoredLevels.of(model.quantileLevels());
        Evaluator evaluator = new Evaluator(levels, days, facts);
        evaluator.add(rows.table(), prediction);
        Evaluation evaluation = evaluator.finish();
        SumScores sums = SumScoring.of(
                new Outcomes(rows.table(), prediction),
                levels.interval(),
                rows.summary().quantity(),
                days,
                facts);
        EvaluationReport report = ReportBuilder.build(
                evaluation, EvaluationGate.decide(evaluation, limits), model, dataFacts(evaluation, rows), sums);
        ForecastTraces traces = new ForecastTraces(rows.table(), prediction, days);
        return new ModelEvaluation(report, examples(report, facts, traces));
    }

    /** The days ahead of the configuration's horizon. */
    public static LeadBuckets days(EdfConfig config) {
        double stepHours = config.edfFeatureEng().step().toSeconds() / SECONDS_PER_HOUR;
        double firstLeadHours = config.edfFeatureEng().dataDelayHours() + stepHours;
        int horizonHours = config.edfInference().forecastHorizonHours();
        return new LeadBuckets(firstLeadHours, (horizonHours + HOURS_PER_DAY - 1) / HOURS_PER_DAY);
    }

    private static Map<String, BuildingFacts> facts(FeatureSummary summary, Topology topology) {
        Map<String, BuildingFacts> facts = new TreeMap<>();
        for (BuildingSummary building : summary.buildings()) {
            ZoneId zone = topology.find(new BuildingId(building.buildingId()))
                    .map(Building::zone)
                    .orElse(ZoneOffset.UTC);
            BuildingScale scale = new BuildingScale(building.meanKwh(), orNaN(building.maseScaleKwh()));
            String useType = BuildingFacts.text(building.useType());
            facts.put(building.buildingId(), new BuildingFacts(useType, building.siteId(), zone, scale));
        }
        return facts;
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static DataFacts dataFacts(Evaluation evaluation, EvaluationRows scored) {
        FeatureTable table = scored.table();
        long first = IntStream.range(0, table.rows())
                .mapToLong(table::targetEpochSecond)
                .min()
                .orElse(0);
        long last = IntStream.range(0, table.rows())
                .mapToLong(table::targetEpochSecond)
                .max()
                .orElse(0);
        boolean empty = table.rows() == 0;
        RowCounts counts = evaluation.counts();
        return new DataFacts(
                scored.summary().quantity(),
                empty ? null : Instant.ofEpochSecond(first),
                empty ? null : Instant.ofEpochSecond(last),
                counts.rows(),
                counts.scored(),
                counts.withoutReading(),
                counts.withoutForecast(),
                counts.withoutBaseline(),
                counts.scoredByQuality().entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue)),
                evaluation.buildings().size(),
                evaluation.unscored(),
                scored.summary().weatherSource().text(),
                scored.summary().weatherShare(),
                scored.labels().orElse(null));
    }

    private static List<Example> examples(
            EvaluationReport report, Map<String, BuildingFacts> facts, ForecastTraces traces) {
        return ExampleBuildings.of(report.buildings()).entrySet().stream()
                .map(example -> new Example(
                        example.getKey(),
                        traces.dayAhead(
                                example.getValue(),
                                Objects.requireNonNull(facts.get(example.getValue()))
                                        .zone())))
                .toList();
    }
}
