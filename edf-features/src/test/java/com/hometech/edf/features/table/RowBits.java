package com.hometech.edf.features.table;

import java.util.ArrayList;
import java.util.List;

/** Rows as text that shows every bit of what is known at the origin; the target is left out. */
public final class RowBits {
    private RowBits() {}

    public static List<String> of(FeatureTable table) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            lines.add(line(table, row));
        }
        return lines;
    }

    /** For large tables: where and when each row is, and a digest of its bits. */
    public static List<String> digests(FeatureTable table) {
        List<String> digests = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            digests.add(table.building(row) + ' ' + table.originEpochSecond(row) + " +" + table.leadHours(row) + ' '
                    + line(table, row).hashCode());
        }
        return digests;
    }

    private static String line(FeatureTable table, int row) {
        StringBuilder line = new StringBuilder()
                .append(table.building(row))
                .append(' ')
                .append(table.originEpochSecond(row))
                .append(" +")
                .append(table.leadHours(row))
                .append(' ')
                .append(table.readiness(row));
        add(line, "level", table.levelKwh(row));
        add(line, "lastWeek", table.lastWeekKwh(row));
        add(line, "yesterday", table.yesterdayKwh(row));
        add(line, "fourWeekMean", table.fourWeekMeanKwh(row));
        add(line, "fallback", table.fallbackKwh(row));
        add(line, "ceiling", table.ceilingKwh(row));
        for (int column = 0; column < table.schema().size(); column++) {
            add(line, table.schema().features().get(column).name(), table.feature(row, column));
        }
        return line.toString();
    }

    private static void add(StringBuilder line, String name, double value) {
        line.append(' ').append(name).append('=').append(value).append('/');
        line.append(Long.toHexString(Double.doubleToLongBits(value)));
    }
}
