package com.hometech.edf.insights.analysis;

import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.common.config.InsightsConfig.AnomalyRules;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.anomaly.ZScoreRule;
import com.hometech.edf.data.anomaly.ZScores;
import com.hometech.edf.insights.analysis.Anomaly.Rule;
import com.hometech.edf.insights.analysis.DailyModel.Tested;
import com.hometech.edf.insights.upload.ApplianceSeries;
import com.hometech.edf.insights.upload.Upload;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds what is not as usual: days far from the mean of the days before them ({@link ZScoreRule}), days outside the interval
 * of a forecast that was made before them, long stretches of equal readings above zero, and gaps.
 *
 * <p>Days, not single readings: what a machine takes that runs twice a week is nearly always zero and then much, and each of
 * its runs would be a spike.
 */
public final class FindAnomalies {
    private static final int SECONDS_PER_HOUR = 3600;
    private static final double TIMES_MEDIUM = 1.5;
    private static final double TIMES_HIGH = 3;

    /** Less than this is no news, whatever the statistics say [kWh per day], and as a share of what was expected. */
    private static final double LEAST_DIFFERENCE_KWH = 0.05;

    private static final double LEAST_DIFFERENCE_SHARE = 0.2;
    private static final double BASE_QUANTILE = 0.05;

    /** An appliance that does not take more than this times its base power is at rest, where equal readings are no news. */
    private static final double AT_REST = 1.05;

    /** Days that have to be tested before any is judged, and weeks that are tested for that alone. */
    private static final int LEAST_TESTED_DAYS = 14;

    private static final int FURTHER_WEEKS = 8;

    private final AnomalyRules rules;
    private final int leastDays;
    private final DailyModel model;
    private final ZScoreRule zScore;

    public FindAnomalies(InsightsConfig config) {
        rules = config.anomalies();
        leastDays = config.minHistoryDays();
        model = new DailyModel(rules.interval());
        zScore = new ZScoreRule(rules.zThreshold(), rules.windowDays(), leastDays);
    }

    /** The anomalies of all appliances. */
    public Anomalies anomalies(Upload upload) {
        List<Anomaly> found = new ArrayList<>();
        int testedDays = 0;
        for (ApplianceSeries series : upload.appliances()) {
            LocalDays days = LocalDays.of(series, upload.zone());
            List<Tested> tested = model.tested(days, rules.weeks() + FURTHER_WEEKS, leastDays);
            List<Judged> judged = judged(tested, days);
            testedDays += judged.size();
            NavigableMap<LocalDate, DayFinding> findings = new TreeMap<>();
            zScores(days).forEach((date, finding) -> findings.merge(date, finding, DayFinding::and));
            outside(judged).forEach((date, finding) -> findings.merge(date, finding, DayFinding::and));
            found.addAll(periods(series.name(), findings, upload.zone()));
            found.addAll(equalReadings(series, upload.zone()));
            found.addAll(gaps(series, upload));
        }
        found.addAll(commonGaps(upload));
        found.sort(Comparator.comparing(Anomaly::severity)
                .reversed()
                .thenComparing(Anomaly::from, Comparator.reverseOrder())
                .thenComparing(Anomaly::appliance)
                .thenComparing(Anomaly::kind));
        return new Anomalies(
                upload.id().value(), upload.sha256(), rules.zThreshold(), rules.interval(), testedDays, found);
    }

    /**
     * A day that is not as usual.
     *
     * @param times how many times as far from usual as it may be
     */
    private record DayFinding(double kwh, double expected, double times, List<Rule> rules) {
        boolean isMore() {
            return kwh > expected;
        }

        /** Whether it is enough for somebody to care. */
        boolean isNews() {
            return Math.abs(kwh - expected) >= Math.max(LEAST_DIFFERENCE_KWH, LEAST_DIFFERENCE_SHARE * expected);
        }

        /** Found by both rules: what a forecast expected tells more than a mean. */
        DayFinding and(DayFinding forecast) {
            if (isMore() != forecast.isMore()) {
                return forecast;
            }
            List<Rule> both = new ArrayList<>(rules);
            both.addAll(forecast.rules);
            return new DayFinding(kwh, forecast.expected, Math.max(times, forecast.times), both);
        }
    }

    private NavigableMap<LocalDate, DayFinding> zScores(LocalDays days) {
        NavigableMap<LocalDate, DayFinding> findings = new TreeMap<>();
        if (days.isEmpty()) {
            return findings;
        }
        List<LocalDate> dates = days.kwh()
                .firstKey()
                .datesUntil(days.kwh().lastKey().plusDays(1))
                .toList();
        double[] kwh = dates.stream()
                .mapToDouble(date -> days.kwh().getOrDefault(date, Double.NaN))
                .toArray();
        ZScores scores = zScore.expect(kwh, new int[kwh.length], TimeStep.DAY);
        for (int day = 0; day < kwh.length; day++) {
            double mean = scores.means()[day];
            double score = scores.score(day, kwh[day]);
            DayFinding finding =
                    new DayFinding(kwh[day], mean, Math.abs(score) / rules.zThreshold(), List.of(Rule.Z_SCORE));
            if (zScore.isOutOfTheOrdinary(score) && finding.isNews()) {
                findings.put(dates.get(day), finding);
            }
        }
        return findings;
    }

    /**
     * A day with the interval that it is held against.
     *
     * @param offset what the ends of the model's interval are moved by [kWh]
     */
    private record Judged(Tested day, double offset) {
        DayFinding finding() {
            DayForecast forecast = day.forecast();
            double width = day.kwh() > forecast.kwh()
                    ? forecast.upper() + offset - forecast.kwh()
                    : forecast.kwh() - forecast.lower() + offset;
            double times = Math.abs(day.kwh() - forecast.kwh()) / Math.max(width, LEAST_DIFFERENCE_KWH);
            return new DayFinding(day.kwh(), forecast.kwh(), times, List.of(Rule.FORECAST_INTERVAL));
        }
    }

    /** The days of the last weeks, each with an interval that follows how far forecasts of the weeks before its own missed. */
    private List<Judged> judged(List<Tested> tested, LocalDays days) {
        List<Judged> judged = new ArrayList<>();
        if (tested.isEmpty()) {
            return judged;
        }
        LocalDate first = days.kwh().lastKey().minusDays(7L * rules.weeks() - 1);
        for (Tested day : tested) {
            List<Tested> before = tested.stream()
                    .filter(other -> other.forecast().date().isBefore(day.week()))
                    .toList();
            if (!day.forecast().date().isBefore(first) && before.size() >= LEAST_TESTED_DAYS) {
                judged.add(new Judged(day, DailyModel.offset(before, rules.interval())));
            }
        }
        return judged;
    }

    private static NavigableMap<LocalDate, DayFinding> outside(List<Judged> judged) {
        NavigableMap<LocalDate, DayFinding> findings = new TreeMap<>();
        for (Judged day : judged) {
            DayFinding finding = day.finding();
            if (finding.times() > 1 && finding.isNews()) {
                findings.put(day.day().forecast().date(), finding);
            }
        }
        return findings;
    }

    /** Days in a row that are wrong in the same way are one anomaly. */
    private static List<Anomaly> periods(String appliance, NavigableMap<LocalDate, DayFinding> findings, ZoneId zone) {
        List<Anomaly> anomalies = new ArrayList<>();
        NavigableMap<LocalDate, DayFinding> run = new TreeMap<>();
        findings.forEach((date, finding) -> {
            boolean goesOn = !run.isEmpty()
                    && run.lastKey().plusDays(1).equals(date)
                    && run.lastEntry().getValue().isMore() == finding.isMore();
            if (!goesOn && !run.isEmpty()) {
                anomalies.add(period(appliance, run, zone));
                run.clear();
            }
            run.put(date, finding);
        });
        if (!run.isEmpty()) {
            anomalies.add(period(appliance, run, zone));
        }
        return anomalies;
    }

    private static Anomaly period(String appliance, NavigableMap<LocalDate, DayFinding> run, ZoneId zone) {
        double kwh = run.values().stream().mapToDouble(DayFinding::kwh).sum();
        double expected =
                run.values().stream().mapToDouble(DayFinding::expected).sum();
        double times =
                run.values().stream().mapToDouble(DayFinding::times).max().orElseThrow();
        AnomalyKind kind = run.firstEntry().getValue().isMore() ? AnomalyKind.SPIKE : AnomalyKind.DIP;
        String when = run.size() == 1
                ? "On " + run.firstKey()
                : "From " + run.firstKey() + " to " + run.lastKey() + " (" + run.size() + " days)";
        return new Anomaly(
                appliance,
                kind,
                severity(times),
                run.firstKey().atStartOfDay(zone).toInstant(),
                run.lastKey().plusDays(1).atStartOfDay(zone).toInstant(),
                Rounded.kwh(kwh),
                Rounded.kwh(expected),
                run.values().stream()
                        .flatMap(day -> day.rules().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                String.format(Locale.ROOT, "%s it took %.2f kWh; %.2f kWh were to be expected.", when, kwh, expected));
    }

    private List<Anomaly> equalReadings(ApplianceSeries series, ZoneId zone) {
        List<Anomaly> anomalies = new ArrayList<>();
        if (isSteady(series)) {
            return anomalies;
        }
        double base = series.quantile(BASE_QUANTILE);
        int first = 0;
        for (int index = 1; index <= series.size(); index++) {
            boolean same = index < series.size() && series.kwh(index) == series.kwh(first) && isNext(series, index);
            if (!same) {
                double hours = (index - first) * series.stepHours();
                double needed = series.isDaily() ? 24.0 * 7 : rules.flatHours();
                if (hours >= needed && series.kwh(first) > AT_REST * base && index - first > 1) {
                    anomalies.add(flat(series, first, index - 1, hours / needed, zone));
                }
                first = index;
            }
        }
        return anomalies;
    }

    /** Whether equal readings are what this appliance is like: most of its readings are the same as the one before. */
    private static boolean isSteady(ApplianceSeries series) {
        int equal = 0;
        int pairs = 0;
        for (int index = 1; index < series.size(); index++) {
            if (series.kwh(index) > 0 && isNext(series, index)) {
                pairs++;
                equal += series.kwh(index) == series.kwh(index - 1) ? 1 : 0;
            }
        }
        return 2 * equal > pairs;
    }

    private static Anomaly flat(ApplianceSeries series, int first, int last, double times, ZoneId zone) {
        Instant from = Instant.ofEpochSecond(series.start(first));
        Instant to = Instant.ofEpochSecond(series.start(last) + series.stepSeconds());
        return new Anomaly(
                series.name(),
                AnomalyKind.FLAT,
                severity(times),
                from,
                to,
                Rounded.kwh(series.kwh(first) * (last - first + 1)),
                null,
                List.of(Rule.EQUAL_READINGS),
                String.format(
                        Locale.ROOT,
                        "From %s on %d readings in a row are all %.4f kWh: does the meter stand still?",
                        from.atZone(zone).toLocalDateTime(),
                        last - first + 1,
                        series.kwh(first)));
    }

    /** Stretches without readings of this appliance, but those that all have. */
    private List<Anomaly> gaps(ApplianceSeries series, Upload upload) {
        List<Gap> gaps = new ArrayList<>(gaps(series));
        gaps.removeAll(commonToAll(upload));
        return gaps.stream().map(gap -> gap.anomaly(series.name())).toList();
    }

    private List<Anomaly> commonGaps(Upload upload) {
        return commonToAll(upload).stream()
                .map(gap -> gap.anomaly(DailyForecasts.TOTAL))
                .toList();
    }

    private List<Gap> commonToAll(Upload upload) {
        if (upload.appliances().size() < 2) {
            return List.of();
        }
        List<Gap> common = new ArrayList<>(gaps(upload.appliances().get(0)));
        upload.appliances().forEach(series -> common.retainAll(gaps(series)));
        return common;
    }

    /** A stretch without readings. */
    private record Gap(Instant from, Instant to) {
        Anomaly anomaly(String appliance) {
            double hours = hours();
            return new Anomaly(
                    appliance,
                    AnomalyKind.MISSING,
                    severity(hours / 24),
                    from,
                    to,
                    null,
                    null,
                    List.of(Rule.GAP),
                    String.format(Locale.ROOT, "There are no readings for %.1f hours.", hours));
        }

        double hours() {
            return Duration.between(from, to).toSeconds() / (double) SECONDS_PER_HOUR;
        }
    }

    private List<Gap> gaps(ApplianceSeries series) {
        List<Gap> gaps = new ArrayList<>();
        for (int index = 1; index < series.size(); index++) {
            if (!isNext(series, index)) {
                Gap gap = new Gap(
                        Instant.ofEpochSecond(series.start(index - 1) + series.stepSeconds()),
                        Instant.ofEpochSecond(series.start(index)));
                if (gap.hours() >= rules.missingHours()) {
                    gaps.add(gap);
                }
            }
        }
        return gaps;
    }

    /** Of something that is so many times as far from usual as it may be. */
    private static AnomalySeverity severity(double times) {
        if (times >= TIMES_HIGH) {
            return AnomalySeverity.HIGH;
        }
        return times >= TIMES_MEDIUM ? AnomalySeverity.MEDIUM : AnomalySeverity.LOW;
    }

    /** Whether nothing is missing before a reading; local days may be an hour longer or shorter. */
    private static boolean isNext(ApplianceSeries series, int index) {
        long distance = series.start(index) - series.start(index - 1);
        return series.isDaily()
                ? Math.abs(distance - series.stepSeconds()) <= SECONDS_PER_HOUR
                : distance == series.stepSeconds();
    }
}
