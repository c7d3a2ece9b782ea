package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.quality.DayQuality.Hours;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the history of data quality says, in words. */
final class QualityText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int WEEK = 7;

    private QualityText() {}

    /** What an execution found. */
    static List<String> lines(QualityHistory history, List<Alarm> alarms) {
        if (history.days().isEmpty()) {
            return List.of("There are no readings of the last months to judge.");
        }
        Hours week = lastWeek(history);
        List<String> lines = new ArrayList<>();
        lines.add("Readings of the seven days until " + history.days().lastKey() + ": "
                + Numbers.percent(week.completeness(), 1) + " are there, " + Numbers.percent(week.suspectShare(), 1)
                + " of them are flagged (" + Math.round(week.flat()) + " h flat, " + Math.round(week.spike())
                + " h spikes, " + Math.round(week.unitSlip()) + " h in another unit).");
        if (!alarms.isEmpty()) {
            lines.add(alarms.size() + (alarms.size() == 1 ? " site delivers" : " sites deliver")
                    + " late or worse than before.");
        }
        return lines;
    }

    private static Hours lastWeek(QualityHistory history) {
        LocalDate last = history.days().lastKey();
        return QualityHistory.sum(history.days(), last.minusDays(WEEK - 1L), last.plusDays(1));
    }

    /** Of the last seven days of all buildings [%]. */
    static List<Value> metrics(QualityHistory history) {
        if (history.days().isEmpty()) {
            return List.of();
        }
        Hours week = lastWeek(history);
        return List.of(
                percent("ReadingsPresent", week.completeness()), percent("ReadingsSuspect", week.suspectShare()));
    }

    private static Value percent(String name, double share) {
        double known = Double.isNaN(share) ? 0 : share;
        return new Value(name, 100 * known, Metrics.Unit.PERCENT, Map.of());
    }

    static String late(SiteId site, Quantity quantity, Instant end, long hours) {
        return "Readings of " + quantity.noun() + " of site " + site + " are late: the newest ends on "
                + TIME.format(end) + " UTC, " + hours + " hours before it should.";
    }

    static String incomplete(SiteId site, Quantity quantity, double now, double before) {
        return "Site " + site + " delivers fewer readings of " + quantity.noun() + " than before: "
                + Numbers.percent(now, 1) + " of the last seven days, " + Numbers.percent(before, 1)
                + " of the four weeks before.";
    }

    static String suspect(SiteId site, Quantity quantity, Hours now, Hours before) {
        return "More readings of " + quantity.noun() + " of site " + site + " cannot be right: "
                + Numbers.percent(now.suspectShare(), 1) + " of the last seven days (" + Math.round(now.flat())
                + " h unchanging, " + Math.round(now.spike()) + " h far too high, " + Math.round(now.unitSlip())
                + " h in another unit), " + Numbers.percent(before.suspectShare(), 1) + " of the four weeks before.";
    }

    static String advice(String kind) {
        return switch (kind) {
            case "late" ->
                "Ask for the delivery, and look at the last import: files that were refused are named there. "
                        + "Forecasts are made meanwhile, from older readings.";
            case "incomplete" ->
                "The heat map of the report shows which buildings: check their meters and gateways, and "
                        + "deliver what is missing once it is known.";
            default ->
                "The heat map of the report shows which buildings: check meters that stand still, factors and units, "
                        + "and deliver corrected readings.";
        };
    }
}
