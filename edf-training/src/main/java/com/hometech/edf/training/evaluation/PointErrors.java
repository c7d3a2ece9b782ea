package com.hometech.edf.training.evaluation;

import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.PointSums;
import com.hometech.edf.data.accuracy.PointTally;

/**
 * Sums of the errors of one candidate. Rows are added in the order of the table and groups in the order of the buildings,
 * so the same table always gives the same bits.
 */
final class PointErrors {
    private final PointTally tally = new PointTally();
    private long scaledRows;
    private double symmetric;
    private double scaled;
    private long relativeRows;
    private double relativeSquared;
    private double actual;

    void add(double actualKwh, double forecastKwh, BuildingScale scale) {
        double error = forecastKwh - actualKwh;
        double size = Math.abs(error);
        tally.add(actualKwh, forecastKwh, scale.mapeFloorKwh());
        actual += actualKwh;
        double both = Math.abs(actualKwh) + Math.abs(forecastKwh);
        symmetric += both > 0 ? 2 * size / both : 0;
        if (scale.maseScaleKwh() > 0) {
            scaledRows++;
            scaled += size / scale.maseScaleKwh();
        }
        if (scale.meanKwh() > 0) {
            relativeRows++;
            relativeSquared += error / scale.meanKwh() * (error / scale.meanKwh());
        }
    }

    void add(PointErrors other) {
        tally.add(other.tally);
        scaledRows += other.scaledRows;
        symmetric += other.symmetric;
        scaled += other.scaled;
        relativeRows += other.relativeRows;
        relativeSquared += other.relativeSquared;
        actual += other.actual;
    }

    long rows() {
        return tally.sums().hours();
    }

    void writeTo(Scorecard card, Candidate candidate) {
        PointSums sums = tally.sums();
        long rows = sums.hours();
        card.set(candidate, Metric.MAE, sums.maeKwh());
        card.set(candidate, Metric.RMSE, sums.rmseKwh());
        card.set(candidate, Metric.MAPE, sums.mapePercent());
        card.set(candidate, Metric.MAPE_LEFT_OUT, sums.mapeLeftOutPercent());
        card.set(candidate, Metric.SMAPE, 100 * symmetric / rows);
        card.set(candidate, Metric.WAPE, sums.wapePercent());
        card.set(candidate, Metric.MASE, scaled / scaledRows);
        card.set(candidate, Metric.CV_RMSE, PointSums.ratioPercent(sums.rmseKwh(), actual / rows));
        card.set(candidate, Metric.RELATIVE_RMSE, 100 * Math.sqrt(relativeSquared / relativeRows));
        card.set(candidate, Metric.BIAS, sums.biasKwh());
        card.set(candidate, Metric.RELATIVE_BIAS, sums.biasPercent());
    }
}
