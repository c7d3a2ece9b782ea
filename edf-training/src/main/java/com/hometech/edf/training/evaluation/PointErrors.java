package com.hometech.edf.training.evaluation;

/**
 * Sums of the errors of one candidate. Rows are added in the order of the table and groups in the order of the buildings,
 * so the same table always gives the same bits.
 */
final class PointErrors {
    private long rows;
    private long percentageRows;
    private long scaledRows;
    private double signed;
    private double absolute;
    private double squared;
    private double percentage;
    private double symmetric;
    private double scaled;
    private long relativeRows;
    private double relativeSquared;
    private double actual;
    private double absoluteActual;

    void add(double actualKwh, double forecastKwh, BuildingScale scale) {
        double error = forecastKwh - actualKwh;
        double size = Math.abs(error);
        rows++;
        signed += error;
        absolute += size;
        squared += error * error;
        actual += actualKwh;
        absoluteActual += Math.abs(actualKwh);
        double both = Math.abs(actualKwh) + Math.abs(forecastKwh);
        symmetric += both > 0 ? 2 * size / both : 0;
        if (Math.abs(actualKwh) > scale.mapeFloorKwh()) {
            percentageRows++;
            percentage += size / Math.abs(actualKwh);
        }
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
        rows += other.rows;
        percentageRows += other.percentageRows;
        scaledRows += other.scaledRows;
        signed += other.signed;
        absolute += other.absolute;
        squared += other.squared;
        percentage += other.percentage;
        symmetric += other.symmetric;
        scaled += other.scaled;
        relativeRows += other.relativeRows;
        relativeSquared += other.relativeSquared;
        actual += other.actual;
        absoluteActual += other.absoluteActual;
    }

    long rows() {
        return rows;
    }

    double absoluteActual() {
        return absoluteActual;
    }

    void writeTo(Scorecard card, Candidate candidate) {
        double rootMeanSquare = Math.sqrt(squared / rows);
        card.set(candidate, Metric.MAE, absolute / rows);
        card.set(candidate, Metric.RMSE, rootMeanSquare);
        card.set(candidate, Metric.MAPE, 100 * percentage / percentageRows);
        card.set(candidate, Metric.MAPE_LEFT_OUT, 100.0 * (rows - percentageRows) / rows);
        card.set(candidate, Metric.SMAPE, 100 * symmetric / rows);
        card.set(candidate, Metric.WAPE, ratioPercent(absolute, absoluteActual));
        card.set(candidate, Metric.MASE, scaled / scaledRows);
        card.set(candidate, Metric.CV_RMSE, ratioPercent(rootMeanSquare, actual / rows));
        card.set(candidate, Metric.RELATIVE_RMSE, 100 * Math.sqrt(relativeSquared / relativeRows));
        card.set(candidate, Metric.BIAS, signed / rows);
        card.set(candidate, Metric.RELATIVE_BIAS, ratioPercent(signed, absoluteActual));
    }

    /** NaN instead of an infinite ratio. */
    static double ratioPercent(double part, double whole) {
        return whole > 0 ? 100 * part / whole : Double.NaN;
    }
}
