package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureRow;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.inference.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds small tables with their predictions; rows must be added in the order of the table. */
final class SmallTables {
    static final Instant ORIGIN = Instant.parse("2024-03-04T04:00:00Z");
    private static final FeatureSchema NO_FEATURES = new FeatureSchema(Duration.ofHours(1), List.of());

    private final FeatureTable.Builder table = FeatureTable.builder(NO_FEATURES);
    private final List<double[]> forecasts = new ArrayList<>();

    /** A row whose three baselines forecast the same; the interval is the forecast ± 1. */
    SmallTables row(String building, double lead, double actual, double forecast, double baseline) {
        return row(building, lead, actual, forecast, baseline, baseline, baseline);
    }

    SmallTables row(
            String building, double lead, double actual, double forecast, double week, double yesterday, double mean) {
        return row(building, ORIGIN, lead, actual, forecast, week, yesterday, mean);
    }

    SmallTables row(
            String building,
            Instant origin,
            double lead,
            double actual,
            double forecast,
            double week,
            double yesterday,
            double mean) {
        table.add(new FeatureRow(
                building, origin, lead, actual, 1, week, yesterday, mean, 1, Readiness.MODEL, List.of()));
        forecasts.add(new double[] {forecast, forecast - 1, forecast + 1});
        return this;
    }

    FeatureTable table() {
        return table.build();
    }

    Prediction prediction() {
        ForecastQuality[] quality = new ForecastQuality[forecasts.size()];
        Arrays.fill(quality, ForecastQuality.MODEL);
        return new Prediction(column(0), column(1), column(2), quality);
    }

    private double[] column(int index) {
        return forecasts.stream().mapToDouble(forecast -> forecast[index]).toArray();
    }
}
