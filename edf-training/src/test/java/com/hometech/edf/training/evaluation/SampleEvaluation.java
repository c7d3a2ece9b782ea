package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.EvaluationConfig.MetricsThresholds;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import com.hometech.edf.features.table.WeatherSource;
import com.hometech.edf.inference.Prediction;
import com.hometech.edf.training.evaluation.EvaluationReport.ModelFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A made-up estate with days, weekends, noise and holes: enough to fill a report. The model is a noisy copy of the truth
 * whose error grows with the lead.
 */
public final class SampleEvaluation {
    private static final Instant START = Instant.parse("2024-03-11T04:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int LEADS = 72;
    private static final UseType[] USES = {UseType.EDUCATION, UseType.OFFICE, UseType.LODGING, UseType.HOME};

    private final int buildings;
    private final int origins;
    private final Random random = new Random(11);

    private SampleEvaluation(int buildings, int origins) {
        this.buildings = buildings;
        this.origins = origins;
    }

    /** The evaluation of {@code buildings} buildings with one forecast on each of {@code days} days. */
    public static ModelEvaluation of(int buildings, int days, MetricsThresholds limits) {
        return new SampleEvaluation(buildings, days).evaluate(limits);
    }

    private ModelEvaluation evaluate(MetricsThresholds limits) {
        FeatureColumns columns = FeatureColumns.allocate(buildings * origins * LEADS, 0);
        double[][] forecast = new double[3][columns.rows()];
        for (int building = 0; building < buildings; building++) {
            fill(columns, forecast, building);
        }
        ForecastQuality[] quality = new ForecastQuality[columns.rows()];
        Arrays.fill(quality, ForecastQuality.MODEL);
        FeatureTable table = new FeatureTable(new FeatureSchema(Duration.ofHours(1), List.of()), ids(), columns);
        Prediction prediction = new Prediction(forecast[1], forecast[0], forecast[2], quality);
        return ModelEvaluation.of(
                EdfConfig.defaults(),
                limits,
                topology(),
                model(),
                new EvaluationRows(table, summary(columns.rows()), Optional.empty()),
                prediction);
    }

    private void fill(FeatureColumns columns, double[][] forecast, int building) {
        double skill = 0.04 + 0.12 * random.nextDouble();
        double[] truth = truth();
        for (int origin = 0; origin < origins; origin++) {
            for (int lead = 1; lead <= LEADS; lead++) {
                int row = (building * origins + origin) * LEADS + lead - 1;
                int hour = 672 + origin * 24 + lead;
                double error = skill * (1 + lead / 72.0);
                columns.buildingIndex()[row] = building;
                columns.originEpochSecond()[row] = START.getEpochSecond() + origin * 86_400L;
                columns.leadHours()[row] = lead;
                columns.targetKwh()[row] = random.nextInt(200) == 0 ? Double.NaN : truth[hour];
                columns.levelKwh()[row] = 1;
                columns.lastWeekKwh()[row] = truth[hour - 168];
                columns.yesterdayKwh()[row] = truth[hour - 24 * ((lead + 23) / 24)];
                columns.fourWeekMeanKwh()[row] =
                        (truth[hour - 168] + truth[hour - 336] + truth[hour - 504] + truth[hour - 672]) / 4;
                columns.readiness()[row] = (byte) Readiness.MODEL.ordinal();
                forecast[1][row] = truth[hour] * (1 + error * random.nextGaussian());
                forecast[0][row] = forecast[1][row] * (1 - 1.1 * error);
                forecast[2][row] = forecast[1][row] * (1 + 1.1 * error);
            }
        }
    }

    private double[] truth() {
        double size = Math.exp(1 + 4 * random.nextDouble());
        double noise = 0.03 + 0.1 * random.nextDouble();
        double[] truth = new double[672 + origins * 24 + LEADS + 1];
        double drift = 0;
        for (int hour = 0; hour < truth.length; hour++) {
            ZonedDateTime local = START.plusSeconds(3600L * (hour - 672)).atZone(ZONE);
            boolean weekend = local.getDayOfWeek().getValue() > 5;
            double day = Math.max(0, Math.sin((local.getHour() - 6) * Math.PI / 13));
            drift = 0.98 * drift + 0.02 * random.nextGaussian();
            truth[hour] = size * (0.4 + day * (weekend ? 0.2 : 0.9)) * Math.exp(drift + noise * random.nextGaussian());
        }
        return truth;
    }

    private List<String> ids() {
        return IntStream.range(0, buildings).mapToObj(SampleEvaluation::id).toList();
    }

    private static String id(int building) {
        return "estate_%03d".formatted(building);
    }

    private Topology topology() {
        return new Topology(
                IntStream.range(0, buildings)
                        .mapToObj(building -> new Building(
                                new BuildingId(id(building)),
                                new SiteId("estate"),
                                ZONE,
                                LoadKind.BUILDING,
                                USES[building % USES.length],
                                "",
                                Double.NaN,
                                false))
                        .toList(),
                Map.of());
    }

    private FeatureSummary summary(long rows) {
        Instant end = START.plusSeconds(86_400L * origins);
        return new FeatureSummary(
                START,
                end,
                end,
                rows,
                WeatherSource.OBSERVED_STAND_IN,
                0.97,
                IntStream.range(0, buildings)
                        .mapToObj(building -> new BuildingSummary(
                                id(building),
                                "estate",
                                USES[building % USES.length],
                                8000,
                                START.minusSeconds(86_400L * 300),
                                end,
                                30,
                                building == 3 ? null : 4.0,
                                origins * (long) LEADS,
                                Readiness.MODEL))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static ModelFacts model() {
        return new ModelFacts(
                "XGBoost",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Instant.parse("2024-05-06T05:12:44Z"),
                "0.1.0",
                "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
                Instant.parse("2023-01-15T00:00:00Z"),
                Instant.parse("2024-01-14T23:00:00Z"),
                1_234_567,
                60,
                "observed_stand_in",
                0.1,
                0.9,
                List.of(0.1, 0.9));
    }
}
