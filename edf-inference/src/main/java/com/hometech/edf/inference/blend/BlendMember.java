package com.hometech.edf.inference.blend;

import com.hometech.edf.features.table.FeatureTable;

/** What a served forecast may be mixed from. */
public enum BlendMember {
    /** The model. */
    MODEL {
        @Override
        double plainKwh(FeatureTable table, int row) {
            return Double.NaN;
        }
    },
    /** The hour a week ago. */
    LAST_WEEK {
        @Override
        double plainKwh(FeatureTable table, int row) {
            return table.lastWeekKwh(row);
        }
    },
    /** The last 24 hours repeated. */
    YESTERDAY {
        @Override
        double plainKwh(FeatureTable table, int row) {
            return table.yesterdayKwh(row);
        }
    },
    /** Mean of the hour of the week over four weeks. */
    FOUR_WEEK_MEAN {
        @Override
        double plainKwh(FeatureTable table, int row) {
            return table.fourWeekMeanKwh(row);
        }
    };

    /** The plain forecast of a row; NaN where there is none [kWh]. */
    abstract double plainKwh(FeatureTable table, int row);

    /** Whether a row has no such forecast: the model stands in. */
    public boolean isMissing(FeatureTable table, int row) {
        return Double.isNaN(plainKwh(table, row));
    }

    /**
     * What the member forecasts for a row; the model's own forecast where there is no plain one [kWh].
     *
     * @param modelKwh forecast of the model [kWh]
     */
    public double kwh(FeatureTable table, int row, double modelKwh) {
        double plain = plainKwh(table, row);
        return Double.isNaN(plain) ? modelKwh : plain;
    }
}
