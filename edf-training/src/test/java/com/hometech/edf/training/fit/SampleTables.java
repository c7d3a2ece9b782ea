package com.hometech.edf.training.fit;

import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Feature tables of buildings that differ in size by orders of magnitude and follow the hour, the weekday and the
 * temperature, with noise.
 */
public final class SampleTables {
    public static final Instant START = Instant.parse("2024-01-01T04:00:00Z");
    static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1),
            List.of(
                    new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target"),
                    new Feature("hour_of_day", FeatureKind.CALENDAR, "UTC hour"),
                    new Feature("is_weekend", FeatureKind.CALENDAR, "1 on Saturday and Sunday"),
                    new Feature("consumption_lag_168h", FeatureKind.LOAD, "reading a week before the target"),
                    new Feature("temperature_c", FeatureKind.WEATHER, "temperature at the target")));
    private static final int LEADS = 72;

    private SampleTables() {}

    /** All leads of one origin a day. */
    public static FeatureTable daily(int buildings, int firstDay, int days) {
        int rows = buildings * days * LEADS;
        FeatureColumns columns = FeatureColumns.allocate(rows, SCHEMA.size());
        for (int row = 0; row < rows; row++) {
            int building = row / (days * LEADS);
            int day = firstDay + row / LEADS % days;
            fill(columns, row, building, day, 1 + row % LEADS);
        }
        List<String> ids = IntStream.range(0, buildings)
                .mapToObj("building-%02d"::formatted)
                .toList();
        return new FeatureTable(SCHEMA, ids, columns);
    }

    private static void fill(FeatureColumns columns, int row, int building, int day, int lead) {
        long hour = START.getEpochSecond() / 3600 + day * 24L + lead;
        double level = Math.pow(10, building % 4) * 3;
        columns.buildingIndex()[row] = building;
        columns.originEpochSecond()[row] = (hour - lead) * 3600;
        columns.leadHours()[row] = lead;
        columns.targetKwh()[row] = loadKwh(building, hour, level);
        columns.levelKwh()[row] = level;
        columns.lastWeekKwh()[row] = loadKwh(building, hour - 168, level);
        columns.yesterdayKwh()[row] = loadKwh(building, hour - 24, level);
        columns.fourWeekMeanKwh()[row] = columns.lastWeekKwh()[row];
        columns.fallbackKwh()[row] = columns.lastWeekKwh()[row];
        columns.features()[0][row] = lead;
        columns.features()[1][row] = hour % 24;
        columns.features()[2][row] = isWeekend(hour) ? 1 : 0;
        columns.features()[3][row] = (float) columns.lastWeekKwh()[row];
        columns.features()[4][row] = (float) temperature(hour);
    }

    private static double loadKwh(int building, long hour, double level) {
        double shape = 1 + 0.5 * Math.sin(2 * Math.PI * (hour % 24) / 24) - (isWeekend(hour) ? 0.3 : 0);
        double heating = 0.04 * Math.max(0, 16 - temperature(hour));
        return level * (shape + heating) * (1 + 0.1 * new Random(hour * 31 + building).nextGaussian());
    }

    private static double temperature(long hour) {
        return 10 + 8 * Math.sin(hour / 173.0) + 3 * Math.sin(2 * Math.PI * (hour % 24) / 24);
    }

    private static boolean isWeekend(long hour) {
        return (hour / 24 + 3) % 7 >= 5;
    }
}
