package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalyRule;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.anomaly.Stretch;
import java.time.Instant;

/** Says how much was read and expected in a period, and how grave that is. */
final class PeriodFacts {
    /** From so many hours without a change or a reading on, a period is of medium and of high severity [h]. */
    private static final double MEDIUM_SILENT_HOURS = 24;

    private static final double HIGH_SILENT_HOURS = 72;
    /** From such a share of a mean day's energy on, a spike or a dip is of medium and of high severity. */
    private static final double MEDIUM_DAYS = 0.25;

    private static final double HIGH_DAYS = 1;
    /** From so many hours on, a spike or a dip is of medium severity however small [h]. */
    private static final double MEDIUM_HOURS = 12;

    private final BuildingData data;
    private final Expectation expectation;
    private final double meanKwh;
    private final DetectionRules rules;

    /** @param meanKwh mean reading of the building [kWh] */
    PeriodFacts(BuildingData data, Expectation expectation, double meanKwh, DetectionRules rules) {
        this.data = data;
        this.expectation = expectation;
        this.meanKwh = meanKwh;
        this.rules = rules;
    }

    /** @param counted whether each interval of the stretch is out of the ordinary */
    Anomaly anomaly(Stretch stretch, AnomalyKind kind, AnomalyRule rule, boolean[] counted) {
        Sum actual = new Sum();
        Sum expected = new Sum();
        Sum lower = new Sum();
        Sum upper = new Sum();
        Sum difference = new Sum();
        double distance = Double.NaN;
        int intervals = 0;
        for (int index = stretch.from(); index < stretch.end(); index++) {
            if (counted[index - stretch.from()]) {
                intervals++;
                actual.add(data.kwh()[index]);
                expected.add(expectation.kwh(index));
                lower.add(expectation.lowerKwh(index));
                upper.add(expectation.upperKwh(index));
                difference.add(data.kwh()[index] - expectation.kwh(index));
                if (kind == AnomalyKind.SPIKE || kind == AnomalyKind.DIP) {
                    distance = Math.max(Double.isNaN(distance) ? 0 : distance, distance(index, rule));
                }
            }
        }
        double dayKwh = meanKwh * rules.step().stepsPerDay();
        double days = dayKwh > 0 ? difference.kwh() / dayKwh : Double.NaN;
        double hours = intervals * rules.step().hours();
        return new Anomaly(
                data.building().id(),
                data.quantity(),
                kind,
                severity(kind, hours, days),
                rule,
                new Anomaly.Period(start(stretch.from()), start(stretch.end()), hours),
                new Anomaly.Energy(actual.kwh(), expected.kwh(), lower.kwh(), upper.kwh(), difference.kwh(), days),
                distance);
    }

    private double distance(int index, AnomalyRule rule) {
        return Math.abs(rule == AnomalyRule.Z_SCORE ? expectation.score(index) : expectation.widthsOutside(index));
    }

    private Instant start(int index) {
        return Instant.ofEpochSecond(data.grid().epochSecond(index));
    }

    private static AnomalySeverity severity(AnomalyKind kind, double hours, double days) {
        boolean silent = kind == AnomalyKind.FLAT || kind == AnomalyKind.MISSING;
        double share = Math.abs(days);
        if (silent ? hours >= HIGH_SILENT_HOURS : share >= HIGH_DAYS) {
            return AnomalySeverity.HIGH;
        }
        boolean medium = silent ? hours >= MEDIUM_SILENT_HOURS : share >= MEDIUM_DAYS || hours >= MEDIUM_HOURS;
        return medium ? AnomalySeverity.MEDIUM : AnomalySeverity.LOW;
    }

    /** A sum of what is known; NaN where nothing is. */
    private static final class Sum {
        private double sum;
        private boolean known;

        void add(double value) {
            if (!Double.isNaN(value)) {
                sum += value;
                known = true;
            }
        }

        double kwh() {
            return known ? sum : Double.NaN;
        }
    }
}
