package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.config.DriftConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.monitoring.drift.DriftSummary.BuildingDrift;
import com.hometech.edf.monitoring.drift.DriftSummary.DayLevel;
import com.hometech.edf.monitoring.drift.DriftSummary.SiteDrift;
import com.hometech.edf.monitoring.drift.DriftSummary.VariableDrift;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Judges all buildings, one after the other, and the weather of all sites. */
final class DriftFindings {
    /** Evidence of one building that counts where others show the same [nats]. */
    private static final double COMMON_EVIDENCE = 5;
    /** Buildings that are shown: those that something is the matter with, then those that moved most. */
    private static final int MOST_SHOWN = 200;

    private static final int SHOWN_DAYS = 56;
    /** Distances that are no drift however little earlier years differ, in standard deviations: of use, and of weather. */
    private static final double LEAST_DISTANCE = 0.5;

    private static final double LEAST_WEATHER_DISTANCE = 1;

    private final DriftConfig rules;
    private final Optional<String> only;
    private final int first;
    private final int end;
    private final Map<String, SiteDays> sites = new TreeMap<>();
    private final Map<String, List<BuildingFinding>> findings = new TreeMap<>();
    private final List<BuildingDrift> shown = new ArrayList<>();
    private int moved;
    private int withSeason;
    private int oddLabels;

    /**
     * Nothing is judged yet.
     *
     * @param only a building that is shown whatever it does
     * @param first first day that anything is learned from [days since 1970]
     * @param end day after the last
     */
    DriftFindings(DriftConfig rules, Optional<String> only, int first, int end) {
        this.rules = rules;
        this.only = only;
        this.first = first;
        this.end = end;
    }

    /** Judges all buildings. */
    void judge(DayTables tables) throws IOException {
        int buildings = tables.buildings().size();
        BuildingSignals signals = new BuildingSignals(first, end);
        try (DayMerge merge = new DayMerge(tables.signalFiles(first, end), DayColumn.signals())) {
            for (String id = merge.building(); id != null; id = merge.building()) {
                signals.clear();
                merge.take(id, signals::set);
                Building building = tables.building(id);
                if (building != null && signals.lastDay() >= first) {
                    judge(building, signals, buildings);
                }
            }
        }
    }

    private void judge(Building building, BuildingSignals signals, int buildings) {
        String site = building.site().value();
        LevelRule level = new LevelRule(signals, rules.levelFactor());
        ClockRule clock = new ClockRule(signals, building.zone(), rules.clockEvidence(), buildings);
        BuildingFinding finding = BuildingFinding.of(building, signals, level, clock);
        sites.computeIfAbsent(site, key -> new SiteDays(first, end)).add(signals, level, clock, COMMON_EVIDENCE);
        findings.computeIfAbsent(site, key -> new ArrayList<>()).add(finding);
        BuildingDrift drift = drift(finding, signals, level, clock);
        moved += drift.moved() ? 1 : 0;
        withSeason += drift.level() == null ? 0 : 1;
        oddLabels += drift.labels() == ClockRule.Labels.WITHOUT_SUMMER_TIME ? 1 : 0;
        shown.add(drift);
        if (shown.size() > 2 * MOST_SHOWN) {
            forgetTheQuietest();
        }
    }

    private void forgetTheQuietest() {
        shown.sort(Comparator.comparingDouble(this::rank).thenComparing(BuildingDrift::building));
        shown.subList(Math.min(MOST_SHOWN, shown.size()), shown.size()).clear();
    }

    /** The less, the more there is to see. */
    private double rank(BuildingDrift drift) {
        if (only.filter(drift.building()::equals).isPresent()) {
            return Double.NEGATIVE_INFINITY;
        }
        double farthest = 0;
        for (SeasonDrift season : seasons(drift)) {
            farthest = Math.max(farthest, season.distance() / season.threshold());
        }
        return (drift.levels().isEmpty() ? 0 : -1e6) - farthest;
    }

    private static List<SeasonDrift> seasons(BuildingDrift drift) {
        List<SeasonDrift> seasons = new ArrayList<>();
        for (SeasonDrift season : new @Nullable SeasonDrift[] {drift.level(), drift.shape(), drift.variation()}) {
            if (season != null) {
                seasons.add(season);
            }
        }
        return seasons;
    }

    private BuildingDrift drift(BuildingFinding finding, BuildingSignals signals, LevelRule level, ClockRule clock) {
        String id = finding.building().id().value();
        boolean inDetail = finding.level() != null
                || finding.clock() != null
                || only.filter(id::equals).isPresent();
        List<DayLevel> levels = new ArrayList<>();
        for (int day = signals.lastDay() - SHOWN_DAYS + 1; inDetail && day <= signals.lastDay(); day++) {
            if (!Double.isNaN(signals.level(day))) {
                levels.add(new DayLevel(
                        LocalDate.ofEpochDay(day),
                        signals.level(day),
                        clock.evidence(day, false),
                        clock.evidence(day, true)));
            }
        }
        return new BuildingDrift(
                id,
                finding.building().site().value(),
                LocalDate.ofEpochDay(signals.lastDay()),
                finding.factor(),
                levels,
                level.threshold(),
                clock.threshold(),
                finding.labels(),
                season(day -> Math.log(signals.of(Signal.MEAN_KWH, day)), signals.lastDay(), LEAST_DISTANCE),
                season(day -> signals.of(Signal.DAYTIME_SHARE, day), signals.lastDay(), LEAST_DISTANCE),
                season(day -> signals.of(Signal.VARIATION, day), signals.lastDay(), LEAST_DISTANCE));
    }

    private @Nullable SeasonDrift season(IntToDoubleFunction values, int last, double least) {
        return SeasonDrift.of(values, first, last, rules.seasonDays(), rules.thresholdQuantile(), least);
    }

    /** What the days of each site's buildings have in common. */
    Map<String, SiteDays> sites() {
        return sites;
    }

    List<BuildingFinding> of(String site) {
        return findings.getOrDefault(site, List.of());
    }

    /** Those worth showing, in the order of their ids. */
    List<BuildingDrift> shown() {
        forgetTheQuietest();
        shown.sort(Comparator.comparing(BuildingDrift::building));
        return List.copyOf(shown);
    }

    /** Buildings that were judged. */
    int judged() {
        return findings.values().stream().mapToInt(List::size).sum();
    }

    /** Buildings of which an earlier year is known. */
    int withSeason() {
        return withSeason;
    }

    /** Buildings whose use differs from that of earlier years more than those do from each other. */
    int moved() {
        return moved;
    }

    /** Buildings whose labels follow a clock without summer time. */
    int oddLabels() {
        return oddLabels;
    }

    /** The weather of all sites that have any, day by day. */
    Map<String, SiteWeatherDays> weather(WeatherTables tables) throws IOException {
        Map<String, SiteWeatherDays> weather = new TreeMap<>();
        try (DayMerge merge = new DayMerge(tables.files(first, end), WeatherTables.columns())) {
            for (String site = merge.building(); site != null; site = merge.building()) {
                SiteWeatherDays days = new SiteWeatherDays(first, end);
                merge.take(site, days::set);
                if (days.lastDay() >= first) {
                    weather.put(site, days);
                }
            }
        }
        return weather;
    }

    /** The weather of a site beside earlier years. */
    SiteDrift drift(String site, @Nullable SiteWeatherDays weather) {
        List<VariableDrift> variables = new ArrayList<>();
        for (int column = 0; weather != null && column < WeatherSignal.VARIABLES.size(); column++) {
            WeatherColumn variable = WeatherSignal.VARIABLES.get(column);
            int index = column;
            SeasonDrift season = season(day -> weather.of(index, day), weather.lastDay(), LEAST_WEATHER_DISTANCE);
            if (season != null) {
                variables.add(new VariableDrift(variable.column().name(), season));
            }
        }
        return new SiteDrift(
                site, of(site).size(), weather == null ? null : LocalDate.ofEpochDay(weather.lastDay()), variables);
    }
}
