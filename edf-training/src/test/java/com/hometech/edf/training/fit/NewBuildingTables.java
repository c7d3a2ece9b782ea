package com.hometech.edf.training.fit;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.schema.Feature;
import com.hometech.edf.features.schema.FeatureKind;
import com.hometech.edf.features.schema.FeatureNames;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Offices that work from Monday to Friday and use 20 Wh for a square metre, homes that wake in the evening and use 4 Wh:
 * up to a quarter more or less. Each is seen as it is and as if it were new.
 */
final class NewBuildingTables {
    static final FeatureSchema SCHEMA = new FeatureSchema(
            Duration.ofHours(1),
            List.of(
                    new Feature("lead_hours", FeatureKind.LEAD, "hours from origin to target"),
                    new Feature(FeatureNames.HOUR_OF_WEEK, FeatureKind.CALENDAR, "UTC hour of the week"),
                    new Feature("consumption_same_hour_latest", FeatureKind.LOAD, "newest day at the target's hour"),
                    new Feature(FeatureNames.USE_TYPE_CODE, FeatureKind.STATIC, "number of the use type"),
                    new Feature(FeatureNames.FLOOR_AREA_LOG10, FeatureKind.STATIC, "logarithm of the floor area"),
                    new Feature(FeatureNames.HISTORY_DAYS, FeatureKind.HISTORY, "days of readings")));

    private static final Instant MONDAY = Instant.parse("2024-01-01T04:00:00Z");
    /** Leads of an origin: 1, 6, 11 … 71. */
    private static final int LEADS = 15;

    private static final int LEAD_STEP = 5;
    /** History of the looks at a building [days]; the last is the building as it is. */
    private static final int[] HISTORY = {0, 1, 3, 10, 28};

    private NewBuildingTables() {}

    /** Level that an average building of this kind has for each square metre [kWh]. */
    static double kwhPerM2(int building) {
        return isOffice(building) ? 0.02 : 0.004;
    }

    static boolean isOffice(int building) {
        return building % 2 == 0;
    }

    static double floorAreaM2(int building) {
        return 500 + 250 * (building % 7);
    }

    /** Rows of buildings as they are, and as if they were new. */
    static FeatureTable train(int buildings, int days) {
        return table(0, buildings, 0, days, HISTORY);
    }

    /** Rows of buildings as they are. */
    static FeatureTable calibration(int buildings, int firstDay, int days) {
        return table(0, buildings, firstDay, days, 28);
    }

    /** Rows of buildings as if they were new, of which training knows only those that it saw. */
    static FeatureTable asNew(int firstBuilding, int buildings, int firstDay, int days, int historyDays) {
        return table(firstBuilding, buildings, firstDay, days, historyDays);
    }

    private static FeatureTable table(int firstBuilding, int buildings, int firstDay, int days, int... history) {
        int rowsOfBuilding = days * LEADS * history.length;
        FeatureColumns columns = FeatureColumns.allocate(buildings * rowsOfBuilding, SCHEMA.size());
        for (int row = 0; row < columns.rows(); row++) {
            int inBuilding = row % rowsOfBuilding;
            int known = history[inBuilding / (days * LEADS)];
            int building = row / rowsOfBuilding;
            columns.buildingIndex()[row] = building;
            int day = firstDay + inBuilding / LEADS % days;
            fill(columns, row, firstBuilding + building, day, 1 + LEAD_STEP * (inBuilding % LEADS), known);
        }
        List<String> ids = IntStream.range(0, buildings)
                .mapToObj(building -> "building-%03d".formatted(firstBuilding + building))
                .toList();
        return new FeatureTable(SCHEMA, ids, columns);
    }

    private static void fill(FeatureColumns columns, int row, int building, int day, int lead, int known) {
        int hour = day * 24 + 4 + lead;
        double size = 0.75 + 0.05 * (building * 7 % 11);
        double level = size * kwhPerM2(building) * floorAreaM2(building);
        boolean serving = known == 0 && building >= 100;
        double latest = loadKwh(building, hour - 24 * ((lead + 23) / 24), level);
        columns.originEpochSecond()[row] = MONDAY.getEpochSecond() + day * 86_400L;
        columns.leadHours()[row] = lead;
        columns.targetKwh()[row] = loadKwh(building, hour, level);
        // a daily run knows no level of a building without readings
        columns.levelKwh()[row] = serving ? 0.001 : level;
        columns.lastWeekKwh()[row] = known < 7 ? Double.NaN : loadKwh(building, hour - 168, level);
        columns.yesterdayKwh()[row] = known == 0 ? Double.NaN : latest;
        columns.fourWeekMeanKwh()[row] = columns.lastWeekKwh()[row];
        columns.fallbackKwh()[row] = known == 0 ? 0 : latest;
        columns.readiness()[row] = (byte) (known < 21 ? Readiness.COLD_START : Readiness.MODEL).ordinal();
        columns.features()[0][row] = lead;
        columns.features()[1][row] = hour % 168;
        columns.features()[2][row] = known == 0 ? Float.NaN : (float) latest;
        columns.features()[3][row] = (isOffice(building) ? UseType.OFFICE : UseType.HOME).code();
        columns.features()[4][row] = (float) Math.log10(floorAreaM2(building));
        columns.features()[5][row] = known;
    }

    private static double loadKwh(int building, int hour, double level) {
        int ofDay = hour % 24;
        boolean weekend = hour / 24 % 7 >= 5;
        double shape = isOffice(building)
                ? (!weekend && ofDay >= 8 && ofDay < 18 ? 1.9 : 0.6)
                : (ofDay >= 17 && ofDay < 23 ? 2.0 : 0.67);
        return level * shape * (1 + 0.05 * new Random(hour * 131L + building).nextGaussian());
    }
}
