package com.hometech.edf.cli;

import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.quality.DayQuality.Hours;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.monitoring.quality.QualitySummary;
import com.hometech.edf.monitoring.quality.QualitySummary.BuildingQuality;
import com.hometech.edf.monitoring.quality.QualitySummary.SiteQuality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Data quality as tables for a terminal. */
public final class QualityView {
    private static final int MOST_BUILDINGS = 20;

    private QualityView() {}

    /** The days of a building where they were asked for; else the sites, and the buildings with most unusable hours. */
    public static List<String> lines(QualitySummary summary) {
        List<String> lines = new ArrayList<>();
        List<BuildingQuality> withDays = summary.buildings().stream()
                .filter(building -> !building.days().isEmpty())
                .toList();
        if (!withDays.isEmpty()) {
            withDays.forEach(building -> lines.addAll(days(building)));
            return lines;
        }
        if (!summary.sites().isEmpty()) {
            lines.add("");
            lines.add("  The four weeks until the newest reading:");
            lines.add(sites(summary.sites()));
            lines.addAll(worst(summary.buildings()));
        }
        return lines;
    }

    private static String sites(List<SiteQuality> sites) {
        TextTable table = new TextTable(
                "site", "of", "buildings", "ended", "newest reading", "there", "flagged", "gaps", "longest gap");
        for (SiteQuality site : sites) {
            Hours hours = site.hours();
            table.row(
                    site.site(),
                    site.quantity().noun(),
                    Numbers.count(site.buildings()),
                    Numbers.count(site.ended()),
                    DataAge.time(site.newest()),
                    Numbers.percent(hours.completeness(), 1),
                    Numbers.percent(hours.suspectShare(), 1),
                    Numbers.count(hours.gaps()),
                    Numbers.significant(hours.longestGap()) + " h");
        }
        return table.render();
    }

    private static List<String> worst(List<BuildingQuality> buildings) {
        List<BuildingQuality> imperfect = buildings.stream()
                .filter(building -> !(building.hours().usableShare() >= 1))
                .sorted(Comparator.comparingDouble(QualityView::usable).thenComparing(BuildingQuality::building))
                .toList();
        if (imperfect.isEmpty()) {
            return List.of("  All readings of all buildings are there, and none is flagged.");
        }
        TextTable table = new TextTable(
                "building",
                "of",
                "readings",
                "newest reading",
                "there",
                "unchanging",
                "too high",
                "other unit",
                "gaps");
        imperfect.stream()
                .limit(MOST_BUILDINGS)
                .forEach(building -> table.row(
                        building.building(),
                        building.quantity().noun(),
                        building.delivery().name().toLowerCase(Locale.ROOT),
                        DataAge.time(building.newest()),
                        Numbers.percent(building.hours().completeness(), 1),
                        hours(building.hours().flat()),
                        hours(building.hours().spike()),
                        hours(building.hours().unitSlip()),
                        Numbers.count(building.hours().gaps())));
        List<String> lines = new ArrayList<>(
                List.of("  Buildings with the most hours that are missing or flagged:", table.render()));
        if (imperfect.size() > MOST_BUILDINGS) {
            lines.add("  … and " + Numbers.count(imperfect.size() - MOST_BUILDINGS) + " more: --json has all");
        }
        return lines;
    }

    /** Buildings of which nothing was expected come first: they are silent. */
    private static double usable(BuildingQuality building) {
        double share = building.hours().usableShare();
        return Double.isNaN(share) ? -1 : share;
    }

    private static List<String> days(BuildingQuality building) {
        TextTable table = new TextTable(
                "day (UTC)", "expected", "there", "unchanging", "too high", "other unit", "gaps", "longest gap");
        building.days()
                .forEach((day, hours) -> table.row(
                        day.toString(),
                        hours(hours.expected()),
                        hours(hours.present()),
                        hours(hours.flat()),
                        hours(hours.spike()),
                        hours(hours.unitSlip()),
                        Numbers.count(hours.gaps()),
                        hours(hours.longestGap())));
        return List.of(
                "",
                "  " + building.building() + " of " + building.site() + ", "
                        + building.quantity().noun() + ": the newest reading ends on "
                        + DataAge.time(building.newest()),
                table.render());
    }

    private static String hours(double hours) {
        return Numbers.significant(hours) + " h";
    }
}
