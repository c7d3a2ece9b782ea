package com.hometech.edf.features.table;

import java.util.Locale;

/** The columns that every feature table has before those of its schema. */
public enum FeatureTableColumn {
    BUILDING_ID,
    ORIGIN,
    TIMESTAMP_HOUR,
    LEAD_HOURS,
    TARGET_KWH,
    LEVEL_KWH,
    LAST_WEEK_KWH,
    YESTERDAY_KWH,
    FOUR_WEEK_MEAN_KWH,
    FALLBACK_KWH,
    CEILING_KWH,
    READINESS;

    /** The name in the file. */
    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
