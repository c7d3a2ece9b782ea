package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.backtest.BacktestResult.StrategyResult;
import com.hometech.edf.training.backtest.BacktestScores.CandidateScores;
import com.hometech.edf.training.backtest.BacktestScores.CpuSeconds;
import com.hometech.edf.training.backtest.BacktestScores.Period;
import com.hometech.edf.training.backtest.BacktestScores.Rows;
import com.hometech.edf.training.evaluation.BuildingFacts;
import com.hometech.edf.training.evaluation.BuildingScale;
import com.hometech.edf.training.evaluation.Evaluator;
import com.hometech.edf.training.evaluation.ExampleBuildings;
import com.hometech.edf.training.evaluation.ForecastTraces;
import com.hometech.edf.training.evaluation.ModelEvaluation;
import com.hometech.edf.training.evaluation.ModelEvaluation.Example;
import com.hometech.edf.training.evaluation.PeriodScores;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Scores the forecasts that lie in the work folder, group by group, and puts them together into the results. */
final class BacktestScoring {
    private static final int SHOWN_DAYS = 28;

    private final EdfConfig config;
    private final StoredBuildings stored;
    private final BacktestFolder folder;
    private final List<Instant> issues;
    private final List<RefitBlock> blocks;
    private final BuildingGroups groups;
    private final BacktestTable shape;
    private final LeadBuckets days;
    private final Map<String, BuildingFacts> facts;

    BacktestScoring(
            EdfConfig config,
            StoredBuildings stored,
            BacktestFolder folder,
            List<Instant> issues,
            List<RefitBlock> blocks,
            BuildingGroups groups) {
        this.config = config;
        this.stored = stored;
        this.folder = folder;
        this.issues = issues;
        this.blocks = blocks;
        this.groups = groups;
        this.shape = BacktestTable.of(config);
        this.days = ModelEvaluation.days(config);
        this.facts = facts();
    }

    private Map<String, BuildingFacts> facts() {
        int end = stored.plan().origin(issues.get(0), stored.grid()) + 1;
        Map<String, BuildingFacts> byId = new TreeMap<>();
        for (Building building : stored.buildings()) {
            ReadingSeries readings = stored.readings(building);
            BuildingScale scale = new BuildingScale(
                    readings.meanKwh(end, stored.grid().step()),
                    readings.maseScaleKwh(end, stored.grid().step()));
            byId.put(building.id().value(), BuildingFacts.of(building, scale));
        }
        return byId;
    }

    /** Writes forecasts and the table of scores. */
    BacktestResult run(BacktestRequest request) throws IOException {
        List<Scored> scored = new ArrayList<>();
        try (StrategyRowsWriter forecasts = new StrategyRowsWriter(folder.result(BacktestFolder.FORECASTS), shape)) {
            for (String strategy : request.strategies()) {
                scored.add(score(strategy, forecasts));
            }
            forecasts.finish();
        }
        writeCsv(scored);
        BacktestScores scores = new BacktestScores(
                BacktestScores.SCHEMA_VERSION, request, period(scored.get(0)), rows(scored.get(0)), candidates(scored));
        return new BacktestResult(scores, results(scored));
    }

    /** A strategy with everything that was measured. */
    private record Scored(
            String strategy, PeriodScores scores, StandIns standIns, CpuSeconds cpuSeconds, WeatherTally weather) {}

    private Scored score(String strategy, StrategyRowsWriter forecasts) throws IOException {
        Evaluator evaluator = new Evaluator(shape.levels(), days, facts);
        StandIns standIns = new StandIns();
        for (int group : groups.numbers().toArray()) {
            StrategyRows rows = read(strategy, group);
            forecasts.append(strategy, rows.table(), rows.prediction());
            standIns.add(rows.table());
            StrategyRows complete = rows.withFallbacks();
            evaluator.add(complete.table(), complete.prediction());
        }
        WeatherTally weather = new WeatherTally();
        return new Scored(strategy, evaluator.scores(), standIns, cpuSeconds(strategy, weather), weather);
    }

    private StrategyRows read(String strategy, int group) throws IOException {
        List<StrategyRows> parts = new ArrayList<>();
        for (RefitBlock block : blocks) {
            parts.add(StrategyRows.read(folder.forecasts(strategy, block, group), shape));
        }
        return StrategyRows.joined(groups.ids(group), parts, shape);
    }

    private CpuSeconds cpuSeconds(String strategy, WeatherTally weather) throws IOException {
        double trainingFeatures = 0;
        double training = 0;
        double forecastingFeatures = 0;
        double forecasting = 0;
        for (RefitBlock block : blocks) {
            PieceFacts fit = BacktestFolder.facts(folder.model(strategy, block));
            trainingFeatures += fit.featuresCpuSeconds();
            training += fit.cpuSeconds();
            for (int group : groups.numbers().toArray()) {
                PieceFacts part = BacktestFolder.facts(folder.forecasts(strategy, block, group));
                forecastingFeatures += part.featuresCpuSeconds();
                forecasting += part.cpuSeconds();
                weather.add(part.rowsByWeather());
            }
        }
        return new CpuSeconds(trainingFeatures, training, forecastingFeatures, forecasting);
    }

    private void writeCsv(List<Scored> scored) throws IOException {
        try (ScoresCsv csv = new ScoresCsv(folder.result(ScoresCsv.FILE_NAME))) {
            candidates(scored).forEach(csv::write);
            scored.forEach(each -> csv.write(each.strategy(), Candidate.MODEL, each.scores()));
            Candidate.BASELINES.forEach(baseline ->
                    csv.write(baseline.key(), baseline, scored.get(0).scores()));
        }
    }

    private static List<CandidateScores> candidates(List<Scored> scored) {
        List<CandidateScores> candidates = new ArrayList<>();
        scored.forEach(each -> candidates.add(ScoreTables.strategy(each.strategy(), each.scores(), each.cpuSeconds())));
        Candidate.BASELINES.forEach(baseline ->
                candidates.add(ScoreTables.baseline(baseline, scored.get(0).scores())));
        return candidates;
    }

    private Period period(Scored scored) {
        Instant start = Instant.ofEpochSecond(stored.grid().epochSecond(0));
        return new Period(
                config.edfFeatureEng().quantity(),
                start,
                stored.dataEnd(),
                issues,
                blocks.stream()
                        .map(block -> TrainingPeriods.before(config, start, block.issues(), stored.dataEnd())
                                .trainingEnd())
                        .toList(),
                shape.step(),
                config.edfInference().forecastHorizonHours(),
                shape.levels().all(),
                shape.levels().interval().nominalCoveragePercent(),
                scored.weather().source().text(),
                scored.weather().share());
    }

    private Rows rows(Scored scored) {
        PeriodScores scores = scored.scores();
        return new Rows(
                stored.buildings().size(),
                scores.scores().buildings().size(),
                scores.unscored(),
                scores.counts().rows(),
                scores.counts().scored(),
                scores.counts().withoutReading(),
                scored.standIns().byBaseline());
    }

    private List<StrategyResult> results(List<Scored> scored) throws IOException {
        List<StrategyResult> results = new ArrayList<>();
        for (Scored each : scored) {
            results.add(new StrategyResult(
                    each.strategy(), each.scores().scores(), each.scores().sites(), examples(each)));
        }
        return results;
    }

    private List<Example> examples(Scored scored) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Map.Entry<String, String> example :
                ExampleBuildings.of(scored.scores().scores().buildings()).entrySet()) {
            String building = example.getValue();
            StrategyRows rows = read(scored.strategy(), groups.groupOf(building));
            ForecastTraces traces = new ForecastTraces(rows.table(), rows.prediction(), days);
            examples.add(new Example(
                    example.getKey(),
                    traces.newest(
                            building,
                            Objects.requireNonNull(facts.get(building)).zone(),
                            SHOWN_DAYS)));
        }
        return examples;
    }
}
