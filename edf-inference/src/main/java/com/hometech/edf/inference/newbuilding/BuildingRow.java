package com.hometech.edf.inference.newbuilding;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.schema.FeatureNames;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;

/** Reads from a row of features what is known of a building beside its load. */
public final class BuildingRow {
    private static final UseType[] USE_TYPES = UseType.values();
    private static final int HOURS_PER_DAY = 24;
    private static final long DAYS_PER_WEEK = 7;
    private static final long SECONDS_PER_DAY = 86_400;
    /** Days since Monday of the first day of 1970. */
    private static final int THURSDAY = 3;

    private final int hourOfWeek;
    private final int useType;
    private final int floorArea;
    private final int historyDays;

    /** Finds the columns in a schema that the engine made. */
    public BuildingRow(FeatureSchema schema) {
        this.hourOfWeek = schema.indexOf(FeatureNames.HOUR_OF_WEEK);
        this.useType = schema.indexOf(FeatureNames.USE_TYPE_CODE);
        this.floorArea = schema.indexOf(FeatureNames.FLOOR_AREA_LOG10);
        this.historyDays = schema.indexOf(FeatureNames.HISTORY_DAYS);
    }

    /** Local hour of the week of the target: 0 to 167. */
    public int hourOfWeek(FeatureTable table, int row) {
        if (hourOfWeek >= 0) {
            return (int) table.feature(row, hourOfWeek);
        }
        // steps of a day are local dates, stored at their midnight in UTC
        long day = Math.floorDiv(table.targetEpochSecond(row), SECONDS_PER_DAY);
        return HOURS_PER_DAY * (int) Math.floorMod(day + THURSDAY, DAYS_PER_WEEK);
    }

    /** What the building is used for; unknown where a later version of EDF knows the type. */
    public UseType useType(FeatureTable table, int row) {
        int code = (int) table.feature(row, useType);
        return code >= 0 && code < USE_TYPES.length ? USE_TYPES[code] : UseType.UNKNOWN;
    }

    /** Floor area [m²]; NaN where it is unknown. */
    public double floorAreaM2(FeatureTable table, int row) {
        float logarithm = table.feature(row, floorArea);
        // no building has a square metre: the 0 of edf_feature_eng.imputation_value says that it is unknown
        return logarithm > 0 ? Math.pow(10, logarithm) : Double.NaN;
    }

    /** Readings known of the last four weeks [days]. */
    public double historyDays(FeatureTable table, int row) {
        return table.feature(row, historyDays);
    }
}
