package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.page.Times;
import com.hometech.edf.data.quality.DayQuality.Hours;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.data.watch.WatchSummary.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the history of data quality says, in words. */
final class QualityText {
    private static final int WEEK = 7;

    private QualityText() {}

    /** What was looked at, and what it is like. */
    static List<String> lines(QualityHistory history, SilentSeries series) {
        if (history.days().isEmpty()) {
            return List.of("There are no readings to judge.");
        }
        Hours week = lastWeek(history);
        List<String> lines = new ArrayList<>();
        lines.add("Looked at " + buildings(history.buildings().size()) + ", " + DataAge.readingsTo(series.newest())
                + ". Of the seven days until " + Times.day(history.days().lastKey()) + ", "
                + Numbers.percent(week.completeness(), 1) + " of the readings are there, "
                + Numbers.percent(week.suspectShare(), 1) + " of them are flagged (" + Math.round(week.flat())
                + " h unchanging, " + Math.round(week.spike()) + " h far too high, " + Math.round(week.unitSlip())
                + " h in another unit).");
        long closed =
                series.closed().stream().map(SeriesKey::building).distinct().count();
        if (closed > 0) {
            lines.add("Readings of " + buildings(closed)
                    + " ended long before the others when they were first seen: they count as closed.");
        }
        return lines;
    }

    private static String buildings(long count) {
        return Numbers.count(count) + (count == 1 ? " building" : " buildings");
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

    static String incomplete(SiteId site, Quantity quantity, LocalDate last, double now, double before) {
        return "Site " + site + " delivers fewer readings of " + quantity.noun() + " than before: "
                + Numbers.percent(now, 1) + " of the seven days until " + last + ", " + Numbers.percent(before, 1)
                + " of the four weeks before.";
    }

    static String suspect(SiteId site, Quantity quantity, LocalDate last, Hours now, Hours before) {
        return "More readings of " + quantity.noun() + " of site " + site + " cannot be right: "
                + Numbers.percent(now.suspectShare(), 1) + " of the seven days until " + last + " ("
                + Math.round(now.flat())
                + " h unchanging, " + Math.round(now.spike()) + " h far too high, " + Math.round(now.unitSlip())
                + " h in another unit), " + Numbers.percent(before.suspectShare(), 1) + " of the four weeks before.";
    }

    static String advice(String kind) {
        return switch (kind) {
            case QualityChecks.INCOMPLETE ->
                "The heat map of the report shows which buildings: check their meters and gateways, and "
                        + "deliver what is missing once it is known.";
            default ->
                "The heat map of the report shows which buildings: check meters that stand still, factors and units, "
                        + "and deliver corrected readings.";
        };
    }
}
