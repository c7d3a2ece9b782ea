package com.hometech.edf.monitoring.quality;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.data.page.Numbers;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.monitoring.quality.SilentSeries.End;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** That readings have ended, in words. */
final class SilenceText {
    private static final int MOST_NAMED = 5;

    private SilenceText() {}

    static String building(End end, Instant asOf) {
        return "No readings of " + end.quantity().noun() + " arrive from "
                + end.building().id() + " of site " + end.building().site() + " any more: the newest ends on "
                + age(end.end(), asOf) + ".";
    }

    static String site(SiteId site, Quantity quantity, List<End> silent, int all, Instant asOf) {
        return several("site " + site, quantity, silent, all, asOf);
    }

    static String fleet(Quantity quantity, List<End> silent, int all, Instant asOf) {
        return several("all sites", quantity, silent, all, asOf);
    }

    private static String several(String where, Quantity quantity, List<End> silent, int all, Instant asOf) {
        Instant newest =
                silent.stream().map(End::end).max(Comparator.naturalOrder()).orElseThrow();
        List<End> oldestFirst =
                silent.stream().sorted(Comparator.comparing(End::end)).toList();
        Instant oldest = oldestFirst.get(0).end();
        return "No readings of " + quantity.noun() + " arrive any more from " + Numbers.count(silent.size()) + " of "
                + Numbers.count(all) + (all == 1 ? " building" : " buildings") + " of " + where
                + ": the newest of theirs ends on " + age(newest, asOf)
                + (oldest.equals(newest) ? "" : ", the first fell silent on " + DataAge.time(oldest))
                + (silent.size() == all ? "." : ". They are " + named(oldestFirst) + ".");
    }

    private static String age(Instant end, Instant asOf) {
        return DataAge.time(end) + ", " + DataAge.ago(end, asOf) + " before this check";
    }

    private static String named(List<End> ends) {
        String first = ends.stream()
                .limit(MOST_NAMED)
                .map(end -> end.building().id().value())
                .collect(Collectors.joining(", "));
        int more = ends.size() - MOST_NAMED;
        return more > 0 ? first + " and " + Numbers.count(more) + " more" : first;
    }

    /** @param closedAfterDays days of silence after which nothing is forecast any more */
    static String advice(Scope scope, long closedAfterDays) {
        String forecasts = "Forecasts are made from older readings for " + closedAfterDays + " days, then no more.";
        return scope == Scope.BUILDING
                ? "Check the meter and its connection, and import what is missing once it is known. Where the building is"
                        + " closed for good, take its line out of calendar-topology/buildings.csv. " + forecasts
                : "Ask for the deliveries, and look at the last import: its report names files that were refused. Import"
                        + " what is missing once it is there. " + forecasts;
    }
}
