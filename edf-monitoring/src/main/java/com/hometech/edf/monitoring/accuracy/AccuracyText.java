package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.BuildingScores;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.CorrectionSummary;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.EndMoves;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.AccuracySummary.Unscored;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A summary of accuracy as lines of plain text, for terminals and logs. */
public final class AccuracyText {
    private static final String ROW = "%-10s %8s %10s %10s %11s %8s %8s %12s";
    private static final int MOST_BUILDINGS = 5;

    private AccuracyText() {}

    /** What is wrong first, then a table for each quantity. */
    public static List<String> lines(AccuracySummary summary) {
        List<String> lines = new ArrayList<>();
        for (QuantityAccuracy quantity : summary.quantities()) {
            for (Check check : quantity.checks()) {
                lines.add(mark(check) + check.text());
                if (check.since() != null && !check.buildings().isEmpty()) {
                    lines.add("        most of it: " + named(check.buildings()));
                }
            }
            if (quantity.leads().get(0).hours().scored() > 0) {
                lines.add("");
                lines.addAll(table(summary, quantity));
                lines.add("largest errors: "
                        + quantity.worstBuildings().stream()
                                .limit(MOST_BUILDINGS)
                                .map(AccuracyText::shown)
                                .collect(Collectors.joining(", ")));
            }
            if (quantity.intervalCorrection() != null) {
                lines.addAll(correction(quantity.intervalCorrection()));
            }
            lines.addAll(unscored(quantity.unscored()));
        }
        summary.unusableRuns().forEach(run -> lines.add("not scored: " + run.folder() + ": " + run.reason()));
        return lines;
    }

    /** A table of days for each quantity, for few buildings. */
    public static List<String> days(AccuracySummary summary) {
        List<String> lines = new ArrayList<>();
        for (QuantityAccuracy quantity : summary.quantities()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(table(summary, quantity));
            lines.add("");
            lines.add(header("day"));
            for (DayScores day : quantity.days()) {
                lines.add(row(day.day().toString(), day.leads().get(0)));
            }
            lines.addAll(unscored(quantity.unscored()));
        }
        return lines;
    }

    private static String mark(Check check) {
        if (check.alarm()) {
            return "ALARM   ";
        }
        return check.since() == null ? "ok      " : "warning ";
    }

    private static String named(List<String> buildings) {
        String first = buildings.stream().limit(MOST_BUILDINGS).collect(Collectors.joining(", "));
        int more = buildings.size() - MOST_BUILDINGS;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private static List<String> table(AccuracySummary summary, QuantityAccuracy quantity) {
        List<String> lines = new ArrayList<>();
        lines.add("Forecasts of " + quantity.quantity().noun() + ", " + summary.firstDay() + " to " + summary.lastDay()
                + " (UTC), " + Numbers.count(quantity.buildings())
                + (quantity.buildings() == 1 ? " building" : " buildings"));
        lines.add(header("hours"));
        quantity.leads().forEach(lead -> lines.add(row(lead.leads(), lead)));
        return lines;
    }

    private static String header(String first) {
        return String.format(
                Locale.ROOT, ROW, first, "WAPE", "last week", "yesterday", "four weeks", "bias", "inside", "scored");
    }

    private static String row(String first, LeadScores lead) {
        return String.format(
                Locale.ROOT,
                ROW,
                first,
                percent(lead.score(Candidate.MODEL, AccuracyScores.WAPE)),
                percent(lead.score(Candidate.LAST_WEEK, AccuracyScores.WAPE)),
                percent(lead.score(Candidate.YESTERDAY, AccuracyScores.WAPE)),
                percent(lead.score(Candidate.FOUR_WEEK_MEAN, AccuracyScores.WAPE)),
                percent(lead.score(Candidate.MODEL, AccuracyScores.BIAS)),
                percent(lead.score(Candidate.MODEL, AccuracyScores.COVERAGE)),
                Numbers.count(lead.hours().scored()) + " h");
    }

    private static String shown(BuildingScores building) {
        return building.building() + " " + percent(building.score(Candidate.MODEL, AccuracyScores.WAPE));
    }

    private static List<String> unscored(Unscored unscored) {
        if (unscored.unscoredBuildingDays() == 0) {
            return List.of();
        }
        String buildings = unscored.buildings().stream()
                .limit(MOST_BUILDINGS)
                .map(building -> building.building() + " " + building.days())
                .collect(Collectors.joining(", "));
        return List.of("not counted: " + Numbers.count(unscored.unscoredBuildingDays()) + " of "
                + Numbers.count(unscored.buildingDays()) + " days of buildings, for want of readings ("
                + Numbers.count(unscored.hours().missing()) + " h missing, "
                + Numbers.count(unscored.hours().suspect()) + " h suspect); most days: " + buildings);
    }

    private static List<String> correction(CorrectionSummary correction) {
        List<String> lines = new ArrayList<>();
        lines.add("intervals of the next forecasts, after readings up to " + correction.through() + ":");
        for (EndMoves lead : correction.leads()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-8s %s: lower end %s, upper end %s",
                    lead.leads(),
                    CorrectionWords.width(lead.widthPercent()),
                    CorrectionWords.move(lead.lowerPercent()),
                    CorrectionWords.move(lead.upperPercent())));
        }
        if (!correction.widened().isEmpty()) {
            lines.add("  widened most: " + CorrectionWords.named(correction.widened()));
        }
        if (!correction.narrowed().isEmpty()) {
            lines.add("  narrowed most: " + CorrectionWords.named(correction.narrowed()));
        }
        return lines;
    }

    private static String percent(double value) {
        return Double.isFinite(value) ? Numbers.fixed(value, 1) + " %" : Numbers.MISSING;
    }
}
