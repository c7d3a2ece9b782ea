package com.hometech.edf.data.anomaly;

/**
 * What was to be expected of each interval by the readings before it.
 *
 * @param means by interval; NaN where too few readings came before
 * @param deviations standard deviations, as many
 */
@SuppressWarnings("ArrayRecordComponent") // arrays without copies: one for each interval of years
public record ZScores(double[] means, double[] deviations) {
    /** How many deviations a reading lies above the mean; NaN where nothing is expected or the reading is missing. */
    public double score(int index, double reading) {
        double difference = reading - means[index];
        return difference == 0 ? 0 : difference / deviations[index];
    }
}
