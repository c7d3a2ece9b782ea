package com.hometech.edf.insights.report;

import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.insights.analysis.Anomaly;
import com.hometech.edf.insights.analysis.ApplianceForecast;
import com.hometech.edf.insights.analysis.ApplianceSummary;
import com.hometech.edf.insights.report.Fact.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What somebody who writes about findings is told, and may say: numbers with their meaning, dates, and labels in place of the
 * names of appliances. Names come from strangers and could hold instructions; who writes never sees them.
 */
public final class ReportFacts {
    private static final int MOST_APPLIANCES = 8;
    private static final int MOST_ANOMALIES = 5;
    private static final int MOST_RECOMMENDATIONS = 6;

    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final TreeSet<String> dates = new TreeSet<>();
    private final StringBuilder text = new StringBuilder();
    private final String currency;

    /** The facts of an upload. */
    public ReportFacts(Findings findings) {
        currency = findings.summary().currency();
        period(findings);
        findings.byShare().stream().limit(MOST_APPLIANCES).forEach(this::appliance);
        forecast(findings);
        anomalies(findings);
        recommendations(findings);
    }

    private void period(Findings findings) {
        line("The file is about the days from " + date(findings.firstDay()) + " to " + date(findings.lastDay()) + ": "
                + fact("days", (double) findings.days(), Unit.DAYS, Numbers.count(findings.days()) + " days") + ".");
        line("Appliances: "
                + fact(
                        "appliances",
                        findings.byShare().size(),
                        Unit.COUNT,
                        Numbers.count(findings.byShare().size())) + ".");
        double kwh = findings.summary().kwh();
        line("Energy of all appliances: " + energy("energy", kwh) + ", "
                + energy("energy of a day", findings.summary().kwhPerDay()) + " a day, "
                + money("cost", findings.summary().cost()) + ", "
                + co2("emissions", findings.summary().co2Kg()) + " of CO2.");
        if (findings.summary().peakHour() != null) {
            line("They take most in the hour that begins at "
                    + clock(findings.summary().peakHour()) + ".");
        }
    }

    private void appliance(ApplianceSummary appliance) {
        line(label(appliance.appliance()) + " is a " + appliance.kind().text() + ": "
                + energy("energy", appliance.kwh()) + ", "
                + percent("share", appliance.share() == null ? 0 : appliance.share()) + " of all, "
                + energy("energy of a day", appliance.kwhPerDay()) + " a day"
                + (appliance.peakHour() == null ? "" : ", most at " + clock(appliance.peakHour()))
                + (Boolean.TRUE.equals(appliance.sameAllDay()) ? ", about the same at every hour of the day" : "")
                + (appliance.standbyWatt() == null
                        ? ""
                        : ", standby "
                                + fact(
                                        "standby",
                                        appliance.standbyWatt(),
                                        Unit.WATT,
                                        Numbers.fixed(appliance.standbyWatt(), 1) + " W"))
                + ".");
    }

    private void forecast(Findings findings) {
        ApplianceForecast total = findings.forecasts().total();
        if (!total.days().isEmpty()) {
            int days = total.days().size();
            line("Forecast from " + date(findings.forecasts().first()) + " on, for "
                    + fact("days forecast", days, Unit.DAYS, Numbers.count(days) + " days") + ": "
                    + energy("energy forecast", total.kwh()) + ", "
                    + energy("energy forecast a day", total.kwh() / days) + " a day.");
        }
    }

    private void anomalies(Findings findings) {
        List<Anomaly> all = findings.anomalies().anomalies();
        line("Anomalies: " + fact("anomalies", all.size(), Unit.COUNT, Numbers.count(all.size()))
                + ", of high severity "
                + fact(
                        "grave anomalies",
                        (double) findings.graveAnomalies(),
                        Unit.COUNT,
                        Numbers.count(findings.graveAnomalies()))
                + ".");
        all.stream().limit(MOST_ANOMALIES).forEach(anomaly -> {
            String energy = anomaly.kwh() == null || anomaly.expectedKwh() == null
                    ? ""
                    : ", " + energy("energy", anomaly.kwh()) + " in place of "
                            + energy("expected", anomaly.expectedKwh());
            line("Anomaly of " + label(anomaly.appliance()) + ": "
                    + anomaly.kind().code() + ", severity " + anomaly.severity().code() + ", from "
                    + date(findings.dayOf(anomaly)) + energy + ".");
        });
    }

    private void recommendations(Findings findings) {
        findings.recommendations().stream().limit(MOST_RECOMMENDATIONS).forEach(each -> {
            String advice =
                    switch (each.kind()) {
                        case STANDBY -> "switch it off when nobody uses it";
                        case SHIFT -> "run it in the cheap or sunny hours";
                        case COMFORT -> "change its temperature by a degree";
                        case REPLACE -> "check its seals and setting, or replace it by an efficient one";
                    };
            line("Recommendation for " + label(each.appliance()) + ": " + advice + "; saves about "
                    + (each.kwhPerYear() > 0 ? energy("saved energy", each.kwhPerYear()) + ", " : "")
                    + money("saved money", each.moneyPerYear())
                    + (each.co2KgPerYear() > 0 ? ", " + co2("saved emissions", each.co2KgPerYear()) + " of CO2" : "")
                    + " a year.");
        });
        if (!findings.recommendations().isEmpty()) {
            line("All recommendations together save about " + money("saved money", findings.savingPerYear())
                    + " a year.");
        }
    }

    private void line(String sentence) {
        text.append("- ").append(sentence).append('\n');
    }

    private String label(String appliance) {
        return labels.computeIfAbsent(appliance, unused -> "[A" + (labels.size() + 1) + "]");
    }

    private String date(Object date) {
        dates.add(date.toString());
        return date.toString();
    }

    private String energy(String what, double kwh) {
        return fact(what, kwh, Unit.KWH, Numbers.fixed(kwh, kwh < 100 ? 1 : 0) + " kWh");
    }

    private String money(String what, double amount) {
        return fact(what, amount, Unit.MONEY, Numbers.fixed(amount, amount < 100 ? 2 : 0) + " " + currency);
    }

    private String co2(String what, double kg) {
        return fact(what, kg, Unit.KILOGRAM, Numbers.fixed(kg, kg < 100 ? 1 : 0) + " kg");
    }

    private String percent(String what, double share) {
        return fact(what, share * 100, Unit.PERCENT, Numbers.percent(share, 0));
    }

    private String clock(int hour) {
        return fact("hour", hour, Unit.CLOCK, "%02d:00".formatted(hour));
    }

    private String fact(String what, double value, Unit unit, String written) {
        facts.add(new Fact(what, value, unit, written));
        return written;
    }

    /** The facts as sentences, one on each line. */
    public String text() {
        return text.toString();
    }

    /** What may be in a text about them. */
    public TextCheck check() {
        return new TextCheck(facts, dates, currency);
    }

    /** Labels in place of names, by name. */
    public Map<String, String> labels() {
        return new LinkedHashMap<>(labels);
    }
}
