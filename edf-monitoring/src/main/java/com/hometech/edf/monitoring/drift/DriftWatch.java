package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.config.DriftConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary.Value;
import com.hometech.edf.monitoring.accuracy.IssuedRuns;
import com.hometech.edf.monitoring.drift.DriftSummary.SiteDrift;
import com.hometech.edf.monitoring.watch.Watch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code drift}: whether readings, weather, calendar and errors are still what the model learned from. */
public final class DriftWatch implements Watch {
    /** Its name. */
    public static final String NAME = "drift";

    /** Earlier years that thresholds and seasons are learned from, and what days in them are compared with. */
    private static final int LEARNED_DAYS = 3 * 364 + 70;

    /** Older forecasts say nothing about features any more. */
    private static final int FEATURE_DAYS = 28;

    private final Optional<String> only;

    /** Watches all buildings. */
    public DriftWatch() {
        this(Optional.empty());
    }

    /** @param only a building that the summary shows in detail whatever it does */
    public DriftWatch(Optional<String> only) {
        this.only = only;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
        DriftSummary summary = look(inputs, output);
        return new WatchOutcome(DriftText.lines(summary), summary.alarms(), metrics(summary));
    }

    /** Looks at what is new, and writes state, summary and page. */
    public DriftSummary look(WatchInputs inputs, Path output) throws IOException {
        Path before = inputs.before(this);
        DriftConfig rules = inputs.config().edfMonitoring().drift();
        LocalDate today = LocalDate.ofInstant(inputs.asOf(), ZoneOffset.UTC);
        int end = (int) today.toEpochDay() + 1;
        int first = end - LEARNED_DAYS;
        YearMonth firstMonth = YearMonth.from(LocalDate.ofEpochDay(first));
        DriftState state = DriftState.read(before);
        DayTables tables = new DayTables(
                inputs.topology(), TimeStep.of(inputs.config().edfFeatureEng().step()), state, before, output);
        tables.update(inputs.readings().resolve(Quantity.CONSUMPTION.table()), firstMonth);
        WeatherTables weatherTables = new WeatherTables(state, before, output);
        weatherTables.update(inputs.readings().resolve("weather"), firstMonth);
        var errors = ErrorHistory.read(state.errors(), inputs.accuracy());

        DriftFindings findings = new DriftFindings(rules, only, first, end);
        findings.judge(tables);
        DriftAlarms alarms = new DriftAlarms(NAME, rules.siteShare(), today);
        List<SiteDrift> sites = sites(inputs, findings, findings.weather(weatherTables), alarms);
        List<ErrorDrift> errorDrifts = new ArrayList<>();
        errors.forEach((quantity, days) -> {
            ErrorDrift drift = ErrorDrift.of(quantity, days, rules.errorLimit());
            if (drift != null) {
                alarms.add(drift);
                errorDrifts.add(drift);
            }
        });
        List<FeatureDrift> features = features(inputs, today);
        alarms.add(features);
        List<Alarm> lasting = lasting(alarms.alarms(), state.alarms(), today);
        DriftSummary summary = new DriftSummary(
                inputs.asOf(),
                findings.judged(),
                findings.withSeason(),
                findings.moved(),
                findings.oddLabels(),
                lasting,
                alarms.notes(),
                sites,
                findings.shown(),
                errorDrifts,
                features);
        new DriftState(tables.digest(), tables.states(), weatherTables.states(), errors, lasting).write(output);
        DriftPage.of(summary).write(output.resolve(DriftSummary.PAGE_NAME));
        Files.writeString(output.resolve(DriftSummary.FILE_NAME), summary.toJson());
        return summary;
    }

    private static List<SiteDrift> sites(
            WatchInputs inputs, DriftFindings findings, Map<String, SiteWeatherDays> weather, DriftAlarms alarms) {
        List<SiteDrift> sites = new ArrayList<>();
        findings.sites().forEach((site, days) -> {
            alarms.add(site, days, findings.of(site));
            alarms.add(site, days, inputs.topology().holidaysOf(new SiteId(site)));
            SiteWeatherDays known = weather.get(site);
            SiteDrift drift = findings.drift(site, known);
            if (known != null) {
                alarms.add(site, known, days.lastDay());
                alarms.add(drift);
            }
            sites.add(drift);
        });
        return sites;
    }

    /** What the newest forecasts were made from beyond what their models learned. */
    private static List<FeatureDrift> features(WatchInputs inputs, LocalDate today) throws IOException {
        IssuedRuns runs = IssuedRuns.find(
                inputs.forecasts(),
                inputs.forecastIndex(),
                today.minusDays(FEATURE_DAYS).atStartOfDay(ZoneOffset.UTC).toInstant());
        List<FeatureDrift> features = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            features.addAll(FeatureDrift.of(
                    quantity,
                    runs.of(quantity).stream()
                            .filter(run -> !run.issuedAt().isAfter(inputs.asOf()))
                            .toList()));
        }
        return features;
    }

    private static List<Value> metrics(DriftSummary summary) {
        List<Value> metrics = new ArrayList<>();
        metrics.add(new Value("DriftAlarms", summary.alarms().size(), Unit.COUNT, Map.of()));
        metrics.add(new Value("BuildingsMoved", summary.moved(), Unit.COUNT, Map.of()));
        return metrics;
    }

    /** An alarm that lasted before keeps the days on which it began and was raised. */
    private static List<Alarm> lasting(List<Alarm> found, List<Alarm> before, LocalDate today) {
        List<Alarm> lasting = new ArrayList<>();
        for (Alarm alarm : found) {
            Alarm kept = alarm;
            for (Alarm old : before) {
                if (alarm.isSame(old) && !old.raised().isAfter(today)) {
                    kept = new Alarm(
                            alarm.watch(),
                            alarm.kind(),
                            alarm.scope(),
                            alarm.subject(),
                            alarm.quantity(),
                            alarm.since().isBefore(old.since()) ? alarm.since() : old.since(),
                            old.raised(),
                            alarm.remedy(),
                            alarm.text(),
                            alarm.advice());
                }
            }
            lasting.add(kept);
        }
        return lasting;
    }
}
