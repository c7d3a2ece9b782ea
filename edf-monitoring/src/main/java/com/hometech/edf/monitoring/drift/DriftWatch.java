package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.watch.Watch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code drift}: whether readings, weather, calendar and errors are still what the model learned from. */
public final class DriftWatch implements Watch {
    private static final String NAME = "drift";
    /** Earlier years that thresholds and seasons are learned from. */
    private static final int YEARS = 3;

    private static final int DAYS_PER_YEAR = 364;
    /** Evidence of one building that counts where others show the same [nats]. */
    private static final double COMMON_EVIDENCE = 5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
        Path before = inputs.before(this);
        LocalDate today = LocalDate.ofInstant(inputs.asOf(), ZoneOffset.UTC);
        int end = (int) today.toEpochDay() + 1;
        int first = end - YEARS * DAYS_PER_YEAR - 70;
        YearMonth firstMonth = YearMonth.from(LocalDate.ofEpochDay(first));
        DriftState state = DriftState.read(before);
        DayTables tables = new DayTables(
                inputs.topology(), TimeStep.of(inputs.config().edfFeatureEng().step()), state, before, output);
        tables.update(inputs.readings().resolve(Quantity.CONSUMPTION.table()), firstMonth);
        WeatherTables weather = new WeatherTables(state, before, output);
        weather.update(inputs.readings().resolve("weather"), firstMonth);

        DriftAlarms alarms = new DriftAlarms(NAME, 0.2, today);
        Map<String, SiteDays> sites = new TreeMap<>();
        Map<String, List<BuildingFinding>> findings = new TreeMap<>();
        judge(tables, first, end, sites, findings);
        Map<String, SiteWeatherDays> siteWeather = weatherDays(weather, first, end);
        sites.forEach((site, days) -> {
            alarms.add(site, days, findings.getOrDefault(site, List.of()));
            alarms.add(site, days, inputs.topology().holidaysOf(new SiteId(site)));
            SiteWeatherDays known = siteWeather.get(site);
            if (known != null) {
                alarms.add(site, known, days.lastDay());
            }
        });
        List<Alarm> lasting = lasting(alarms.alarms(), state.alarms(), today);
        new DriftState(tables.digest(), tables.states(), weather.states(), lasting).write(output);
        List<String> lines = new ArrayList<>();
        lasting.forEach(alarm -> lines.add(alarm.text()));
        lines.addAll(alarms.notes());
        return new WatchOutcome(lines, lasting, List.of());
    }

    private static void judge(
            DayTables tables,
            int first,
            int end,
            Map<String, SiteDays> sites,
            Map<String, List<BuildingFinding>> findings)
            throws IOException {
        BuildingSignals signals = new BuildingSignals(first, end);
        try (DayMerge merge = new DayMerge(tables.signalFiles(first, end), DayColumn.signals())) {
            for (String id = merge.building(); id != null; id = merge.building()) {
                signals.clear();
                merge.take(id, signals::set);
                Building building = tables.building(id);
                if (building != null && signals.lastDay() >= first) {
                    String site = building.site().value();
                    LevelRule level = new LevelRule(signals, 0.6, 0.9, 0.8);
                    ClockRule clock = new ClockRule(signals, building.zone(), 15);
                    sites.computeIfAbsent(site, key -> new SiteDays(first, end))
                            .add(signals, level, clock, COMMON_EVIDENCE);
                    findings.computeIfAbsent(site, key -> new ArrayList<>())
                            .add(BuildingFinding.of(building, signals, level, clock));
                }
            }
        }
    }

    private static Map<String, SiteWeatherDays> weatherDays(WeatherTables tables, int first, int end)
            throws IOException {
        Map<String, SiteWeatherDays> sites = new TreeMap<>();
        try (DayMerge merge = new DayMerge(tables.files(first, end), WeatherTables.columns())) {
            for (String site = merge.building(); site != null; site = merge.building()) {
                SiteWeatherDays days = new SiteWeatherDays(first, end);
                merge.take(site, days::set);
                sites.put(site, days);
            }
        }
        return sites;
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
