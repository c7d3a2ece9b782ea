package com.hometech.edf.features.table;

import java.util.ArrayList;
import java.util.List;

/** Rows as text that shows every bit of what is known at the origin; the target is left out. */
public final class RowBits {
    private RowBits() {}

    public static List<String> of(FeatureTable table) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
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
            lines.add(line.toString());
        }
        return lines;
    }

    private static void add(StringBuilder line, String name, double value) {
        line.append(' ').append(name).append('=').append(value).append('/');
        line.append(Long.toHexString(Double.doubleToLongBits(value)));
    }
}
