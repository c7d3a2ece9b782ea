package com.hometech.edf.insights.report;

import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.insights.analysis.Anomaly;
import com.hometech.edf.insights.analysis.ApplianceForecast;
import com.hometech.edf.insights.analysis.ApplianceSummary;
import com.hometech.edf.insights.analysis.DailyForecasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the executive summary by rules. */
public final class RuleText {
    private static final int MOST_NAMED = 3;

    private RuleText() {}

    /** The text of a report. */
    public static List<String> paragraphs(Findings findings) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(energy(findings));
        forecast(findings).ifPresent(paragraphs::add);
        paragraphs.add(anomalies(findings));
        paragraphs.add(recommendations(findings));
        return paragraphs;
    }

    private static String energy(Findings findings) {
        List<ApplianceSummary> appliances = findings.byShare();
        String named = appliances.stream()
                .limit(MOST_NAMED)
                .map(appliance -> quoted(appliance.appliance()) + " ("
                        + Numbers.percent(Objects.requireNonNull(appliance.share()), 0) + ")")
                .collect(Collectors.joining(", "));
        String most = appliances.size() > 1 ? " Most of it was taken by " + named + "." : "";
        String peak = findings.summary().peakHour() == null
                ? ""
                : " On average the hour from %02d:00 takes most."
                        .formatted(findings.summary().peakHour());
        return "From %s to %s (%s), %s took %s kWh, %s kWh a day. That cost about %s %s and caused about %s kg of CO2."
                        .formatted(
                                findings.firstDay(),
                                findings.lastDay(),
                                plural(findings.days(), "day"),
                                plural(appliances.size(), "appliance"),
                                Numbers.significant(findings.summary().kwh()),
                                Numbers.significant(findings.summary().kwhPerDay()),
                                Numbers.fixed(findings.summary().cost(), 2),
                                findings.summary().currency(),
                                Numbers.significant(findings.summary().co2Kg()))
                + most
                + peak;
    }

    private static Optional<String> forecast(Findings findings) {
        ApplianceForecast total = findings.forecasts().total();
        if (total.days().isEmpty()) {
            return Optional.of(total.note());
        }
        return Optional.of("From %s on, %s kWh are expected in %s, %s kWh a day."
                .formatted(
                        findings.forecasts().first(),
                        Numbers.significant(total.kwh()),
                        plural(total.days().size(), "day"),
                        Numbers.significant(total.kwh() / total.days().size())));
    }

    private static String anomalies(Findings findings) {
        List<Anomaly> all = findings.anomalies().anomalies();
        if (all.isEmpty()) {
            return "Nothing stands out: no day, no gap and no stretch of equal readings is far from usual.";
        }
        Anomaly gravest = all.get(0);
        return "%s from usual, %s of high severity. The gravest: %s, %s since %s. %s"
                .formatted(
                        all.size() == 1 ? "Once something was far" : all.size() + " times something was far",
                        Numbers.count(findings.graveAnomalies()),
                        quoted(gravest.appliance()),
                        gravest.kind().code(),
                        findings.dayOf(gravest),
                        gravest.text());
    }

    private static String recommendations(Findings findings) {
        List<Recommendation> all = findings.recommendations();
        if (all.isEmpty()) {
            return "No saving is large enough to recommend anything.";
        }
        Recommendation best = all.get(0);
        String others = all.size() == 1
                ? ""
                : " All %s together save about %s %s a year."
                        .formatted(
                                plural(all.size(), "recommendation"),
                                Numbers.significant(findings.savingPerYear()),
                                findings.summary().currency());
        return best.text()
                + " That saves about %s %s a year."
                        .formatted(
                                Numbers.significant(best.moneyPerYear()),
                                findings.summary().currency())
                + others;
    }

    /** The name of an appliance as it stands in a text. */
    static String quoted(String name) {
        return name.equals(DailyForecasts.TOTAL) ? DailyForecasts.TOTAL_TEXT : "“" + name + "”";
    }

    private static String plural(long count, String noun) {
        return Numbers.count(count) + " " + (count == 1 ? noun : noun + "s");
    }
}
