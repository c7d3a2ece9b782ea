package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.monitoring.simulation.SimulationEvent.Kind;
import com.hometech.edf.monitoring.simulation.SimulationResult.Coverage;
import com.hometech.edf.monitoring.simulation.SimulationResult.FoundFault;
import com.hometech.edf.monitoring.simulation.SimulationResult.RaisedAlarm;
import com.hometech.edf.monitoring.simulation.SimulationResult.Scores;
import com.hometech.edf.monitoring.simulation.SimulationResult.UnexplainedAlarms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what a simulation found: the last lines of its log, which the command prints too. */
public final class ResultText {
    private final SimulationResult result;

    public ResultText(SimulationResult result) {
        this.result = result;
    }

    List<SimulationEvent> events() {
        List<SimulationEvent> events = new ArrayList<>();
        List<UnexplainedAlarms> alarms = result.unexplainedByMonth();
        for (int month = 0; month < alarms.size(); month++) {
            events.add(event(
                    Kind.MONTH,
                    scores(result.months().get(month)) + "; "
                            + (alarms.get(month).isQuiet() ? "no fault injected" : "with a fault injected")
                            + ", alarms without a fault beside them: "
                            + alarms.get(month).drift() + " of drift, "
                            + alarms.get(month).others() + " of other checks"));
        }
        summary().forEach(line -> events.add(event(Kind.NOTE, line)));
        return events;
    }

    private SimulationEvent event(Kind kind, String text) {
        return new SimulationEvent(result.request().to(), kind, text);
    }

    /** What matters most, in some sentences. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add(scores(result.all()));
        result.rolling().stream()
                .min(Comparator.comparing(Coverage::percent))
                .ifPresent(least -> lines.add("coverage of " + ResultMaker.ROLLING_DAYS + " days in a row: from "
                        + percent(least.percent()) + " (to " + least.lastDay() + ") to "
                        + percent(greatest().percent()) + " (to "
                        + greatest().lastDay() + ")"));
        for (FoundFault found : result.faults()) {
            lines.add(faultLine(found));
        }
        Map<String, Integer> byWatch = new TreeMap<>();
        for (RaisedAlarm alarm : result.alarms()) {
            if (alarm.beside() == null) {
                byWatch.merge(alarm.alarm().watch() + " " + alarm.alarm().kind(), 1, Integer::sum);
            }
        }
        lines.add(
                byWatch.isEmpty()
                        ? "no alarm was raised without an injected fault beside it"
                        : "alarms without an injected fault beside them: "
                                + String.join(
                                        ", ",
                                        byWatch.entrySet().stream()
                                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                                .toList()));
        List<UnexplainedAlarms> quiet = result.unexplainedByMonth().stream()
                .filter(UnexplainedAlarms::isQuiet)
                .toList();
        if (!quiet.isEmpty()) {
            lines.add("months without an injected fault: " + quiet.size() + ", of which without an alarm of drift: "
                    + quiet.stream().filter(month -> month.drift() == 0).count());
        }
        long live = result.models().stream().filter(model -> model.live() > 0).count();
        lines.add("models fitted: " + result.models().size() + ", of which went live: " + live);
        if (!result.failures().isEmpty()) {
            lines.add(result.failures().size() + " times something failed, first "
                    + result.failures().get(0));
        }
        return lines;
    }

    private Coverage greatest() {
        return result.rolling().stream()
                .max(Comparator.comparing(Coverage::percent))
                .orElseThrow();
    }

    private static String faultLine(FoundFault found) {
        String what = found.fault().words() + " (from " + found.fault().begin() + ")";
        if (found.found() == null) {
            return "MISSED: " + what;
        }
        return (found.foundInTime() ? "found" : "found LATE") + " after " + found.days() + " days: " + what + ", by "
                + found.found().watch() + " " + found.found().kind();
    }

    /** How good forecasts were in a period. */
    static String scores(Scores scores) {
        if (scores.hours() == 0) {
            return scores.period() + ": nothing is scored";
        }
        StringBuilder text = new StringBuilder(scores.period())
                .append(": ")
                .append(percent(scores.coveragePercent()))
                .append(" inside the interval");
        if (scores.uncorrectedPercent() != null) {
            text.append(" (without correction ")
                    .append(percent(scores.uncorrectedPercent()))
                    .append(')');
        }
        text.append(", made for ").append(percent(scores.nominalPercent())).append("; WAPE");
        for (Candidate candidate : Candidate.values()) {
            Double wape = scores.wapePercent().get(candidate.key());
            if (wape != null) {
                text.append(candidate == Candidate.MODEL ? " " : ", " + candidate.label() + " ")
                        .append(percent(wape));
            }
        }
        return text.toString();
    }

    static String percent(@Nullable Double value) {
        return value == null ? Numbers.MISSING : Numbers.fixed(value, 1) + " %";
    }
}
