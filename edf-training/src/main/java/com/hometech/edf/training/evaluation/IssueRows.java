package com.hometech.edf.training.evaluation;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.features.table.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Rows {@code [from, to)} of a table: one building's forecasts from one origin, in time order.
 *
 * @param building its id
 * @param site where it stands
 * @param from first row
 * @param to row after the last
 */
record IssueRows(String building, SiteId site, int from, int to) {
    /** All rows of a table by origin [s since 1970], buildings in the table's order. */
    static NavigableMap<Long, List<IssueRows>> byOrigin(FeatureTable table, Map<String, BuildingFacts> facts) {
        NavigableMap<Long, List<IssueRows>> byOrigin = new TreeMap<>();
        int from = 0;
        for (int to = 1; to <= table.rows(); to++) {
            if (to == table.rows() || !together(table, from, to)) {
                String building = table.building(from);
                SiteId site = new SiteId(requireNonNull(facts.get(building)).site());
                byOrigin.computeIfAbsent(table.originEpochSecond(from), absent -> new ArrayList<>())
                        .add(new IssueRows(building, site, from, to));
                from = to;
            }
        }
        return byOrigin;
    }

    private static boolean together(FeatureTable table, int row, int other) {
        return table.buildingIndex(row) == table.buildingIndex(other)
                && table.originEpochSecond(row) == table.originEpochSecond(other);
    }
}
