package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyKind;
import com.hometech.edf.data.anomaly.AnomalySeverity;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.data.watch.WatchSummary.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What anomalies mean, in words. */
public final class AnomalyText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int WEEK = 7;

    private AnomalyText() {}

    /** What was looked at, and what was found. */
    static List<String> lines(Recent recent, int buildings, Changes changes, List<Alarm> alarms) {
        List<Anomaly> week = recent.ofLastDays(WEEK);
        List<String> lines = new ArrayList<>();
        String looked = "Looked at " + buildings(buildings) + ", " + DataAge.readingsTo(recent.knownUntil()) + ". ";
        if (week.isEmpty()) {
            lines.add(looked + "Nothing of the last " + WEEK + " days before is out of the ordinary.");
        } else {
            long concerned = week.stream().map(Anomaly::building).distinct().count();
            String kinds = Arrays.stream(AnomalyKind.values())
                    .map(kind -> Map.entry(
                            kind,
                            week.stream().filter(each -> each.kind() == kind).count()))
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> entry.getValue() + " × " + shortNoun(entry.getKey()))
                    .collect(Collectors.joining(", "));
            long grave = week.stream()
                    .filter(each -> each.severity() == AnomalySeverity.HIGH)
                    .count();
            lines.add(looked + "Anomalies of the last " + WEEK + " days before: " + week.size() + " in "
                    + buildings(concerned) + " (" + kinds + "), " + grave + " of them grave.");
        }
        if (changes.found() + changes.changed() + changes.withdrawn() > 0) {
            lines.add("Since the last look: " + changes.found() + " new, " + changes.changed() + " changed, "
                    + changes.withdrawn() + " withdrawn because readings arrived or were corrected.");
        }
        if (!alarms.isEmpty()) {
            lines.add(alarms.size() + (alarms.size() == 1 ? " needs" : " need") + " somebody to look at "
                    + (alarms.size() == 1 ? "it" : "them") + ".");
        }
        return lines;
    }

    private static String buildings(long count) {
        return Numbers.count(count) + (count == 1 ? " building" : " buildings");
    }

    /** Anomalies of the last day, by severity. */
    static List<Value> metrics(Recent recent) {
        List<Anomaly> day = recent.ofLastDays(1);
        List<Value> values = new ArrayList<>();
        for (AnomalySeverity severity : AnomalySeverity.values()) {
            long count =
                    day.stream().filter(each -> each.severity() == severity).count();
            values.add(new Value("Anomalies", (double) count, Metrics.Unit.COUNT, Map.of("severity", severity.code())));
        }
        return values;
    }

    /** A kind in a few words: {@code more than expected}. */
    public static String words(AnomalyKind kind) {
        return switch (kind) {
            case SPIKE -> "more than expected";
            case DIP -> "less than expected";
            case FLAT -> "readings do not change";
            case MISSING -> "no readings";
        };
    }

    private static String shortNoun(AnomalyKind kind) {
        return switch (kind) {
            case SPIKE -> "more than expected";
            case DIP -> "less than expected";
            case FLAT -> "unchanging";
            case MISSING -> "missing";
        };
    }

    /** One line about an anomaly. */
    public static String sentence(Anomaly anomaly) {
        String period = TIME.format(anomaly.period().start()) + " to "
                + TIME.format(anomaly.period().end());
        String start = anomaly.building() + ", " + period + " UTC: ";
        return switch (anomaly.kind()) {
            case SPIKE, DIP ->
                start + Numbers.significant(anomaly.energy().actualKwh()) + " kWh of "
                        + anomaly.quantity().noun()
                        + " where " + Numbers.significant(anomaly.energy().expectedKwh()) + " kWh were expected ("
                        + Numbers.significant(anomaly.energy().lowerKwh()) + " to "
                        + Numbers.significant(anomaly.energy().upperKwh()) + ")";
            case FLAT -> start + "the readings did not change";
            case MISSING -> start + "no readings";
        };
    }

    static String siteAlarm(
            AnomalyKind kind, Quantity quantity, String site, int buildings, long of, Instant since, String named) {
        return buildings + " of " + of + " buildings of site " + site + ": " + what(kind, quantity)
                + ", the first since " + TIME.format(since) + " UTC. Among them: " + named + ".";
    }

    static String buildingAlarm(
            AnomalyKind kind, Quantity quantity, String building, Instant since, double hours, double days) {
        String how =
                switch (kind) {
                    case SPIKE, DIP ->
                        ": in " + Math.round(hours) + " hours it adds up to " + Numbers.significant(days)
                                + " times what the building needs on a mean day";
                    case FLAT, MISSING -> " for " + Math.round(hours) + " hours, and that goes on";
                };
        return building + ": " + what(kind, quantity) + " since " + TIME.format(since) + " UTC" + how + ".";
    }

    private static String what(AnomalyKind kind, Quantity quantity) {
        return switch (kind) {
            case SPIKE -> "much more " + quantity.noun() + " than was forecast";
            case DIP -> "much less " + quantity.noun() + " than was forecast";
            case FLAT -> "the readings of " + quantity.noun() + " do not change";
            case MISSING -> "no readings of " + quantity.noun() + ", while those of others arrive,";
        };
    }

    static Remedy remedy(AnomalyKind kind) {
        return kind == AnomalyKind.SPIKE || kind == AnomalyKind.DIP ? Remedy.LOOK : Remedy.REPAIR_DATA;
    }

    static String advice(AnomalyKind kind) {
        return switch (kind) {
            case SPIKE, DIP ->
                "Ask what happened in the building; where nothing did, check the meter and its unit or factor. "
                        + "Corrected readings that are delivered later take this back.";
            case FLAT -> "Check the meter and its gateway, and deliver the true readings once they are known.";
            case MISSING -> "Check the meter and its connection, and deliver what is missing once it is known.";
        };
    }
}
