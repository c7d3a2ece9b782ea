package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalyRule;
import com.hometech.edf.data.anomaly.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the anomalies of a building.
 *
 * <p>One in five readings lies outside of an interval of 80 % by design, so a single hour just outside is none. Hours outside
 * in the same direction, with at most an hour between them, are an anomaly where one of them lies
 * {@code interval_widths} outside, or outside and {@code z_score_threshold} standard deviations from its like, or where there
 * are {@code run_hours} of them that lie {@code run_interval_widths} outside on average. Where there is no forecast, hours
 * count that lie {@code z_score_threshold} standard deviations from their like.
 *
 * <p>A standstill counts unless the building often stood still as long in the window before: some do every weekend.
 */
final class FindAnomalies {
    private final DetectionRules rules;

    FindAnomalies(DetectionRules rules) {
        this.rules = rules;
    }

    /**
     * The anomalies that begin in {@code [from, end)}, in order; what goes on past the end is cut there.
     *
     * @param data with the readings of the window before {@code from}
     * @param known after the last interval whose reading should be there
     */
    List<Anomaly> find(BuildingData data, int from, int end, int known) {
        Readings readings = Readings.of(data, rules);
        if (readings.isEmpty()) {
            return List.of();
        }
        int until = Math.min(end, known);
        Expectation expectation = new Expectation(data, readings.learnedKwh(), readings.meanKwh(), rules);
        List<Anomaly> found = new ArrayList<>();
        PeriodFacts facts = new PeriodFacts(data, expectation, readings.meanKwh(), rules);
        for (Stretch flat : readings.standstills()) {
            Stretch part = cut(flat, from, until);
            if (part.length() > 0 && !readings.oftenStandsStill(flat)) {
                found.add(facts.anomaly(part, AnomalyKind.FLAT, AnomalyRule.UNCHANGING, every(part)));
            }
        }
        for (Stretch silent : readings.silences(Math.min(known, data.grid().length()))) {
            Stretch part = cut(silent, from, until);
            if (part.length() > 0 && silent.length() >= rules.missingSteps()) {
                found.add(facts.anomaly(part, AnomalyKind.MISSING, AnomalyRule.NO_READING, every(part)));
            }
        }
        findDeviations(data, readings, expectation, facts, from, until, found);
        found.sort(null);
        return found;
    }

    private static Stretch cut(Stretch stretch, int from, int end) {
        return new Stretch(Math.max(from, stretch.from()), Math.min(end, stretch.end()));
    }

    private static boolean[] every(Stretch stretch) {
        boolean[] all = new boolean[stretch.length()];
        Arrays.fill(all, true);
        return all;
    }

    private void findDeviations(
            BuildingData data,
            Readings readings,
            Expectation expectation,
            PeriodFacts facts,
            int from,
            int until,
            List<Anomaly> found) {
        for (AnomalyKind kind : List.of(AnomalyKind.SPIKE, AnomalyKind.DIP)) {
            int direction = kind == AnomalyKind.SPIKE ? 1 : -1;
            boolean[] outside = new boolean[Math.max(0, until - from)];
            for (int index = from; index < until; index++) {
                outside[index - from] = !readings.isStandstill(index)
                        && (data.hasForecast(index)
                                ? expectation.widthsOutside(index) * direction > 0
                                : expectation.isFarFromItsLike(index, direction));
            }
            for (Stretch hits : Stretch.of(outside, rules.bridgedSteps())) {
                Stretch stretch = new Stretch(from + hits.from(), from + hits.end());
                boolean[] counted = Arrays.copyOfRange(outside, hits.from(), hits.end());
                DeviationTally tally = new DeviationTally(expectation, direction, rules);
                for (int index = stretch.from(); index < stretch.end(); index++) {
                    if (counted[index - stretch.from()]) {
                        tally.add(index, data.hasForecast(index));
                    }
                }
                if (tally.isAnomaly()) {
                    found.add(facts.anomaly(stretch, kind, tally.rule(), counted));
                }
            }
        }
    }
}
