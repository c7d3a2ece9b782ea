package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.QuantileEnds;
import java.util.Arrays;

/**
 * The usual absolute error for each UTC hour of the day, as a share of the level: means over some rows, drawn towards a
 * prior as far as the rows are few.
 *
 * @param ofHour 24 positive numbers
 * @param mean over all hours
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ErrorSpread(double[] ofHour, double mean) {
    private static final int HOURS = 24;
    /** Even a perfect calibration period does not make an interval of width 0. */
    private static final double LEAST = 1e-6;

    /** Errors of all buildings together: each hour's own mean. */
    static ErrorSpread everywhere(FeatureTable table, double[] residuals) {
        return of(
                table, residuals, new BuildingRows("", 0, table.rows()), new ErrorSpread(new double[HOURS], LEAST), 0);
    }

    /**
     * Errors of one building.
     *
     * @param residuals (reading - forecast) / level by row; NaN where there is none
     * @param prior what is known from all buildings
     * @param priorRows how many rows of one hour weigh as much as the prior
     */
    static ErrorSpread of(
            FeatureTable table, double[] residuals, BuildingRows rows, ErrorSpread prior, double priorRows) {
        double[] sum = new double[HOURS];
        int[] count = new int[HOURS];
        for (int row = rows.from(); row < rows.to(); row++) {
            if (!Double.isNaN(residuals[row])) {
                int hour = QuantileEnds.hourOfDay(table.targetEpochSecond(row));
                sum[hour] += Math.abs(residuals[row]);
                count[hour]++;
            }
        }
        double mean = (Arrays.stream(sum).sum() + priorRows * prior.mean())
                / (Arrays.stream(count).sum() + priorRows);
        double[] ofHour = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            double drawn = (sum[hour] + priorRows * mean) / (count[hour] + priorRows);
            ofHour[hour] = Math.max(LEAST, Double.isNaN(drawn) ? mean : drawn);
        }
        return new ErrorSpread(ofHour, Math.max(LEAST, Double.isNaN(mean) ? prior.mean() : mean));
    }
}
