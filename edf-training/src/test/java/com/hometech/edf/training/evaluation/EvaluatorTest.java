package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.Evaluation.Position;
import com.hometech.edf.training.evaluation.Reliability.IntervalValues;
import com.hometech.edf.training.evaluation.Reliability.QuantileValues;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final ScoredLevels LEVELS = ScoredLevels.of(List.of(0.1, 0.9));
    private static final Map<String, BuildingFacts> FACTS = Map.of(
            "a", facts("office", "UTC", 10, 2),
            "b", facts("office", "Asia/Tokyo", 100, 10),
            "c", facts("education", "UTC", 1, 1));

    @Test
    void theMedianCountsBuildingsAndThePooledValueCountsEnergy() {
        SmallTables rows = new SmallTables()
                .row("a", 1, 10, 11, 12) // WAPE 10 %
                .row("b", 1, 100, 150, 101) // 50 %
                .row("c", 1, 1, 1.2, 2); // 20 %

        Evaluation evaluation = evaluate(rows);

        assertThat(evaluation.all().median().get(Candidate.MODEL, Metric.WAPE)).isCloseTo(20, within(1e-9));
        assertThat(evaluation.all().mean().get(Candidate.MODEL, Metric.WAPE)).isCloseTo(80 / 3.0, within(1e-9));
        assertThat(evaluation.all().pooled().get(Candidate.MODEL, Metric.WAPE))
                .isCloseTo(100 * 51.2 / 111, within(1e-9));
        List<Evaluation.Group> uses = evaluation.byUseType().stream()
                .filter(group -> group.leads().equals("all"))
                .toList();
        assertThat(uses).extracting(Evaluation.Group::name).containsExactly("education", "office");
        assertThat(uses.get(1).median().get(Candidate.MODEL, Metric.WAPE)).isCloseTo(30, within(1e-9));
    }

    @Test
    void daysAheadCountFromTheFirstLeadWhereReadingsArriveLate() {
        SmallTables rows = new SmallTables()
                .row("a", 7, 10, 11, 10)
                .row("a", 30, 10, 11, 10)
                .row("a", 31, 10, 12, 10)
                .row("a", 54, 10, 12, 10)
                .row("a", 55, 10, 13, 10)
                .row("a", 78, 10, 13, 10);
        Evaluator evaluator = new Evaluator(LEVELS, LeadBuckets.covering(7, 78), FACTS);
        evaluator.add(rows.table(), rows.prediction());

        Evaluation evaluation = evaluator.finish();

        assertThat(evaluation.overall())
                .extracting(Evaluation.Group::leads)
                .containsExactly("all", "1-24", "25-48", "49-72");
        assertThat(evaluation.overall().stream().map(group -> group.median().get(Candidate.MODEL, Metric.MAE)))
                .containsExactly(2.0, 1.0, 2.0, 3.0);
        assertThat(evaluation.byLead()).hasSize(72);
        assertThat(scoredPositions(evaluation.byLead())).containsExactly(1, 24, 25, 48, 49, 72);
    }

    @Test
    void theHourOfTheDayIsTheBuildingsOwn() {
        SmallTables rows = new SmallTables().row("a", 1, 10, 11, 10).row("b", 1, 10, 11, 10);

        Evaluation evaluation = evaluate(rows);

        // the target is 05:00 UTC, 14:00 in Tokyo
        assertThat(scoredPositions(evaluation.byHourOfDay())).containsExactly(5, 14);
    }

    @Test
    void onlyRowsThatEveryCandidateCanBeMeasuredByAreScored() {
        SmallTables rows = new SmallTables()
                .row("a", 1, 10, 11, 12)
                .row("a", 2, Double.NaN, 11, 12)
                .row("a", 3, 10, 99, Double.NaN, 10, 10)
                .row("a", 4, 10, 99, 10, Double.NaN, 10)
                .row("a", 5, 10, 99, 10, 10, Double.NaN)
                .row("a", 6, 10, Double.NaN, 10)
                .row("c", 1, Double.NaN, 1, 1);

        Evaluation evaluation = evaluate(rows);

        assertThat(evaluation.counts()).isEqualTo(new RowCounts(7, 1, 2, 3, 1, Map.of(ForecastQuality.MODEL, 1L)));
        assertThat(evaluation.all().median().get(Candidate.MODEL, Metric.MAE)).isEqualTo(1.0);
        assertThat(evaluation.unscored()).containsExactly("c");
        assertThat(evaluation.buildings()).hasSize(1);
    }

    @Test
    void eachBaselineIsScoredOnItsOwnForecast() {
        SmallTables rows = new SmallTables().row("a", 1, 10, 11, 12, 14, 18);

        Evaluation evaluation = evaluate(rows);

        assertThat(Stream.of(Candidate.values())
                        .map(candidate -> evaluation.all().median().get(candidate, Metric.MAE)))
                .containsExactly(1.0, 2.0, 4.0, 8.0);
        assertThat(evaluation.bestBaseline()).contains(Candidate.LAST_WEEK);
    }

    @Test
    void tablesInPartsGiveTheSameBitsAsOneTable() {
        SmallTables all = new SmallTables();
        Evaluator inParts = new Evaluator(LEVELS, LeadBuckets.covering(1, 72), FACTS);
        Random random = new Random(7);
        for (String building : List.of("a", "b", "c")) {
            SmallTables part = new SmallTables();
            for (int lead = 1; lead <= 72; lead++) {
                double actual = 10 * random.nextDouble();
                double forecast = 10 * random.nextDouble();
                double baseline = 10 * random.nextDouble();
                all.row(building, lead, actual, forecast, baseline);
                part.row(building, lead, actual, forecast, baseline);
            }
            inParts.add(part.table(), part.prediction());
        }

        Evaluation whole = evaluate(all);
        Evaluation parts = inParts.finish();

        for (Metric metric : Metric.values()) {
            assertThat(parts.all().pooled().get(Candidate.MODEL, metric))
                    .isEqualTo(whole.all().pooled().get(Candidate.MODEL, metric));
            assertThat(parts.all().median().get(Candidate.MODEL, metric))
                    .isEqualTo(whole.all().median().get(Candidate.MODEL, metric));
        }
    }

    @Test
    void aBuildingThatTheSummaryDoesNotKnowIsAnError() {
        SmallTables rows = new SmallTables().row("stranger", 1, 10, 11, 12);

        assertThatThrownBy(() -> evaluate(rows))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("stranger");
    }

    @Test
    void eachQuantileAndEachCentralIntervalIsCounted() {
        SmallTables rows = new SmallTables()
                .row("a", 1, 10, 10, 10) // inside both intervals
                .row("a", 2, 15, 10, 10) // inside the wide one alone
                .row("a", 25, 4, 10, 10) // below both
                .row("b", 26, 12, 10, 10); // on the upper end of the narrow one
        double[][] quantiles = {{5, 5, 5, 5}, {8, 8, 8, 8}, {9, 9, 9, 9}, {12, 12, 12, 12}, {16, 16, 16, 16}};
        Prediction prediction = new Prediction(
                rows.prediction().yhat(), quantiles, rows.prediction().quality());
        Evaluator evaluator =
                new Evaluator(ScoredLevels.of(List.of(0.05, 0.1, 0.5, 0.9, 0.95)), LeadBuckets.covering(1, 48), FACTS);
        evaluator.add(rows.table(), prediction);

        Reliability reliability = evaluator.finish().reliability();

        assertThat(reliability.quantiles().subList(0, 5))
                .extracting(QuantileValues::atOrBelowPercent)
                .containsExactly(25.0, 25.0, 25.0, 75.0, 100.0);
        assertThat(reliability.quantiles().get(2).pinballKwh())
                .as("of the model's own median, 9, not of its forecast, 10")
                .isCloseTo((0.5 + 3 + 2.5 + 1.5) / 4, within(1e-12));
        assertThat(reliability.intervals())
                .containsExactly(
                        new IntervalValues("all", 0.05, 0.95, 90, 75.0, 11.0),
                        new IntervalValues("all", 0.1, 0.9, 80, 50.0, 4.0),
                        new IntervalValues("1-24", 0.05, 0.95, 90, 100.0, 11.0),
                        new IntervalValues("1-24", 0.1, 0.9, 80, 50.0, 4.0),
                        new IntervalValues("25-48", 0.05, 0.95, 90, 50.0, 11.0),
                        new IntervalValues("25-48", 0.1, 0.9, 80, 50.0, 4.0));
    }

    @Test
    void withoutRowsQuantilesHaveNoShare() {
        Evaluator evaluator = new Evaluator(LEVELS, LeadBuckets.covering(1, 24), FACTS);

        assertThat(evaluator.finish().reliability().intervals())
                .containsExactly(
                        new IntervalValues("all", 0.1, 0.9, 80, null, null),
                        new IntervalValues("1-24", 0.1, 0.9, 80, null, null));
    }

    @Test
    void aPredictionWithOtherQuantilesIsRefused() {
        SmallTables rows = new SmallTables().row("a", 1, 10, 11, 12);
        Evaluator evaluator =
                new Evaluator(ScoredLevels.of(List.of(0.1, 0.5, 0.9)), LeadBuckets.covering(1, 72), FACTS);

        assertThatThrownBy(() -> evaluator.add(rows.table(), rows.prediction()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("has 2 quantiles, but the levels are [0.1, 0.5, 0.9]");
    }

    private static List<Integer> scoredPositions(List<Position> positions) {
        return positions.stream()
                .filter(position -> position.rows() > 0)
                .map(Position::position)
                .toList();
    }

    private static Evaluation evaluate(SmallTables rows) {
        Evaluator evaluator = new Evaluator(LEVELS, LeadBuckets.covering(1, 72), FACTS);
        evaluator.add(rows.table(), rows.prediction());
        return evaluator.finish();
    }

    private static BuildingFacts facts(String useType, String zone, double meanKwh, double scaleKwh) {
        return new BuildingFacts(useType, "estate", ZoneId.of(zone), new BuildingScale(meanKwh, scaleKwh));
    }
}
