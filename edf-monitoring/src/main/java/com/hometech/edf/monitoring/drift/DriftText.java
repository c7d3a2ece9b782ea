package com.hometech.edf.monitoring.drift;

import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.monitoring.drift.ClockRule.Labels;
import com.hometech.edf.monitoring.drift.DriftSummary.BuildingDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What moved, in lines for a terminal. */
public final class DriftText {
    private static final int MOST_FEATURES = 5;

    private DriftText() {}

    /** What was looked at and noticed; alarms are not repeated. */
    public static List<String> lines(DriftSummary summary) {
        List<String> lines = new ArrayList<>();
        lines.add("Looked at " + buildings(summary.judged()) + " for wrong meters, clocks, calendars and weather.");
        if (summary.judged() > 0) {
            lines.add(
                    summary.withSeason() == 0
                            ? "No earlier year is known yet, so nothing could be compared with the same season."
                            : summary.moved() + " of " + buildings(summary.withSeason())
                                    + " differ from the same weeks of earlier years more than those do from each other.");
        }
        if (summary.withoutSummerTime() > 0) {
            lines.add("Times of " + buildings(summary.withoutSummerTime())
                    + " are an hour apart from the building's clock in one half of the year.");
        }
        lines.addAll(summary.notes());
        summary.features().stream()
                .filter(feature -> !feature.isAlarming())
                .limit(MOST_FEATURES)
                .forEach(feature -> lines.add("Forecasts of "
                        + feature.quantity().noun()
                        + " have values beyond those that were learned, which is not much yet: "
                        + beyond(feature) + "."));
        return lines;
    }

    /** A feature beyond what was learned, by how much, and where. */
    static String beyond(FeatureDrift feature) {
        String name = feature.feature().replace('_', ' ');
        String where = " in " + Numbers.percent((double) feature.rows() / feature.checkedRows(), 0) + " of the rows of "
                + feature.buildings() + " of " + buildings(feature.checkedBuildings());
        String value = Numbers.significant(feature.farthest());
        if (feature.defect()) {
            return name + " is " + value + where + ", but can only be 0 or 1";
        }
        return name + (feature.farthest() > feature.most() ? " up to " : " down to ") + value + where + " (from "
                + Numbers.significant(feature.least()) + " to " + Numbers.significant(feature.most()) + " was learned)";
    }

    /** Everything about one building of the summary. */
    public static List<String> building(DriftSummary summary, String id) {
        List<String> lines = new ArrayList<>();
        for (BuildingDrift building : summary.buildings()) {
            if (building.building().equals(id)) {
                lines.add(id + " of " + building.site() + ", until " + building.lastDay());
                building.levels().stream()
                        .skip(Math.max(0, building.levels().size() - 14))
                        .forEach(day -> lines.add(String.format(
                                Locale.ROOT,
                                "  %s  %5.2f times what is usual (beyond %.2f or %.2f is too far); clock early %5.1f, late %5.1f (limit %.1f)",
                                day.day(),
                                Math.pow(2, day.level()),
                                Math.pow(2, -building.levelThreshold()),
                                Math.pow(2, building.levelThreshold()),
                                day.early(),
                                day.late(),
                                building.clockThreshold())));
                lines.add("  " + season("use", building.level()));
                lines.add("  " + season("share of use by day", building.shape()));
                lines.add("  " + season("variation within the day", building.variation()));
                if (building.labels() == Labels.WITHOUT_SUMMER_TIME) {
                    lines.add("  Its times are an hour apart from the building's clock in one half of the year.");
                }
            }
        }
        return lines;
    }

    private static String season(String what, @Nullable SeasonDrift season) {
        return season == null
                ? what + ": no earlier year to compare with"
                : what + ": " + Numbers.fixed(season.distance(), 2) + " standard deviations from the same weeks of "
                        + season.years() + (season.years() == 1 ? " earlier year" : " earlier years") + " (limit "
                        + Numbers.fixed(season.threshold(), 2) + ")" + (season.moved() ? ": it moved" : "");
    }

    private static String buildings(int count) {
        return Numbers.count(count) + (count == 1 ? " building" : " buildings");
    }
}
