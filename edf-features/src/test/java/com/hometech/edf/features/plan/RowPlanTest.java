package com.hometech.edf.features.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.HolidayCalendar;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.BuildingInput;
import com.hometech.edf.features.engine.FeatureEngine;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.SiteContext;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.schema.FeatureNames;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.features.table.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowPlanTest {
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void evaluationEndsWithTheDataAndEveryPartBeforeTheNext() {
        TrainingPeriods periods = TrainingPeriods.of(EdfConfig.defaults(), START, END);

        assertThat(periods.evaluationIssues().get(0)).isEqualTo(Instant.parse("2023-11-06T05:00:00Z"));
        assertThat(periods.evaluationIssues()).last().isEqualTo(Instant.parse("2023-12-28T05:00:00Z"));
        assertThat(periods.calibrationIssues()).last().isEqualTo(Instant.parse("2023-11-03T05:00:00Z"));
        assertThat(periods.trainingEnd()).isEqualTo(periods.calibrationIssues().get(0));
    }

    @Test
    void aDailyStepIsIssuedForTheDateOfTheSchedule() {
        EdfConfig config = ConfigReader.parse("""
                edf_feature_eng: {step: P1D}
                edf_inference:
                  scheduler_expression: cron(0 21 * * ? *)
                  scheduler_timezone: America/New_York
                """, "test");
        StepGrid grid = StepGrid.between(START.getEpochSecond(), END.getEpochSecond(), 86_400);

        Instant last = TrainingPeriods.of(config, START, END).evaluationIssues().stream()
                .reduce((earlier, later) -> later)
                .orElseThrow();

        // the last whose three days are in the data; at 21:00, 02:00 UTC of the 30th, the newest day that has ended is
        // the 28th
        assertThat(last).isEqualTo("2023-12-29T00:00:00Z");
        assertThat(grid.epochSecond(new RowPlan(config).origin(last, grid)))
                .isEqualTo(Instant.parse("2023-12-28T00:00:00Z").getEpochSecond());
    }

    @Test
    void tooShortAHistoryIsRefusedWithWhatIsNeeded() {
        assertThatThrownBy(() -> TrainingPeriods.of(EdfConfig.defaults(), START, START.plus(Duration.ofDays(100))))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("cover 100 days; training needs at least 154");
    }

    @Test
    void theOriginIsTheLastIntervalThatHasEndedAndArrivedAtTheIssueTime() {
        StepGrid grid = StepGrid.between(START.getEpochSecond(), END.getEpochSecond(), 3600);
        Instant issue = START.plus(Duration.ofHours(29));

        assertThat(new RowPlan(EdfConfig.defaults()).origin(issue, grid)).isEqualTo(28);
        assertThat(new RowPlan(config("data_delay_hours: 6")).origin(issue, grid))
                .isEqualTo(22);
    }

    @Test
    void trainingMeetsEveryClockHourAndEveryLeadAndKeepsToItsQuota() {
        EdfConfig config = EdfConfig.defaults();
        BuildingFeatures building = building(config);
        TrainingPeriods periods = TrainingPeriods.of(config, START, END);
        RowPlan plan = new RowPlan(config);

        RowBatch all = plan.training(building, periods, Long.MAX_VALUE).asItIs();
        RowBatch some = plan.training(building, periods, 1000).asItIs();

        Set<Long> hours = new TreeSet<>();
        Set<Integer> leads = new TreeSet<>();
        for (int row = 0; row < all.size(); row++) {
            hours.add((building.grid().epochSecond(all.origin(row)) / 3600) % 24);
            leads.add(all.target(row) - all.origin(row));
            assertThat(building.grid().epochSecond(all.target(row)))
                    .isLessThan(periods.trainingEnd().getEpochSecond());
        }
        assertThat(hours).hasSize(24);
        assertThat(leads).hasSize(72).contains(1, 72);
        assertThat(all.size()).isBetween(30_000, 40_000);
        assertThat(some.size()).isBetween(900, 1000);
        assertThat(rows(plan.training(building, periods, 1000).asItIs())).isEqualTo(rows(some));
    }

    @ParameterizedTest
    @CsvSource({
        // 5 h are 20 quarters, which a day of 96 shares a divisor with: 19 do not
        "PT15M, 72, 96, 19",
        "PT30M, 72, 48, 7",
        "PT1H, 72, 24, 5",
        "PT3H, 72, 8, 1",
        "P1D, 72, 1, 1",
        // a nowcast learns from every origin
        "PT15M, 1, 96, 1",
        "PT1H, 2, 24, 1"
    })
    void trainingOriginsMeetEveryTimeOfTheDayAtEveryStep(Duration step, int horizonHours, int times, int stride) {
        EdfConfig config = ConfigReader.parse(
                "edf_feature_eng: {step: " + step + "}\nedf_inference: {forecast_horizon_hours: " + horizonHours + "}",
                "test");
        BuildingFeatures building = building(config);

        RowBatch rows = new RowPlan(config)
                .training(building, TrainingPeriods.of(config, START, END), Long.MAX_VALUE)
                .asItIs();

        Set<Long> timesOfDay = new TreeSet<>();
        Set<Integer> origins = new TreeSet<>();
        for (int row = 0; row < rows.size(); row++) {
            timesOfDay.add(building.grid().epochSecond(rows.origin(row)) % 86_400);
            origins.add(rows.origin(row));
        }
        int learnable = building.grid()
                        .indexOf(TrainingPeriods.of(config, START, END)
                                .trainingEnd()
                                .getEpochSecond())
                - 21 * times;
        assertThat(timesOfDay).hasSize(times);
        // the schedule's own hour comes on top
        double expected = stride == 1 ? learnable : learnable * (1.0 / stride + 1.0 / times - 1.0 / stride / times);
        assertThat((double) origins.size()).isBetween(0.98 * expected, 1.02 * expected);
    }

    @Test
    @DisplayName(
            "fault 13: buildings are also looked at as if they were new, with every length of history up to three weeks")
    void aPartOfTheRowsIsOfTheBuildingAsIfItWereNew() {
        EdfConfig config = EdfConfig.defaults();
        BuildingFeatures building = building(config);
        TrainingPeriods periods = TrainingPeriods.of(config, START, END);

        FeatureTable table = building.table(new RowPlan(config).training(building, periods, 24_000));

        int history = table.schema().indexOf(FeatureNames.HISTORY_DAYS);
        Set<Integer> days = new TreeSet<>();
        int calibrating = 0;
        int asNew = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (table.readiness(row) == Readiness.COLD_START) {
                asNew++;
                days.add((int) table.feature(row, history));
                boolean later =
                        table.targetEpochSecond(row) >= periods.trainingEnd().getEpochSecond();
                calibrating += later ? 1 : 0;
                Instant origin = Instant.ofEpochSecond(table.originEpochSecond(row));
                assertThat(later)
                        .isEqualTo(!origin.isBefore(periods.trainingEnd().minus(Duration.ofHours(1))));
                assertThat(table.targetEpochSecond(row))
                        .isLessThan(periods.evaluationIssues().get(0).getEpochSecond());
                assertThat(table.levelKwh(row)).isBetween(10.0, 34.0);
            }
        }
        assertThat(days).contains(0, 1, 2, 7, 20).allMatch(known -> known <= 21);
        assertThat(asNew).isBetween(1500, 4000);
        assertThat(calibrating).isBetween(asNew / 8, asNew / 2);
    }

    @Test
    void everyLeadOfTheScheduleIsScored() {
        EdfConfig config = EdfConfig.defaults();
        TrainingPeriods periods = TrainingPeriods.of(config, START, END);

        RowBatch rows = new RowPlan(config).everyLead(building(config), periods.evaluationIssues());

        assertThat(rows.size()).isEqualTo(53 * 72);
        assertThat(rows.target(rows.size() - 1) - rows.origin(rows.size() - 1)).isEqualTo(72);
    }

    @Test
    void aDailyRunLooksAtWhatIsKnownOfEarlierIssuesAndThenAtItsOwn() {
        EdfConfig config = EdfConfig.defaults();
        BuildingFeatures building = building(config);
        Instant issue = Instant.parse("2023-09-01T05:00:00Z");
        RowPlan plan = new RowPlan(config);
        int known = plan.origin(issue, building.grid());

        RowBatch rows = plan.daily(building, issue);

        int own = rows.size() - 72;
        Set<Integer> origins = new TreeSet<>();
        for (int row = 0; row < own; row++) {
            origins.add(rows.origin(row));
            assertThat(rows.target(row)).isLessThanOrEqualTo(known);
            assertThat(building.targetKwh(rows.target(row))).isFinite();
        }
        // 5, 10, ... 55 days before
        assertThat(origins).hasSize(11).allMatch(origin -> (known - origin) % 120 == 0);
        assertThat(own).isBetween(11 * 6, 11 * 8);
        for (int row = own; row < rows.size(); row++) {
            assertThat(rows.origin(row)).isEqualTo(known);
            assertThat(rows.target(row)).isEqualTo(known + 1 + row - own);
        }
        assertThat(rows(rows.ofLastOrigin())).isEqualTo(rows(plan.everyLead(building, List.of(issue))));
    }

    @Test
    void whatSmallBuildingsLeaveIsSharedByTheOthers() {
        RowPlan plan = new RowPlan(config("max_training_rows: 10000, leads_per_origin: 24"));

        // up to 3 x 5.8 rows for each reading: 1740, then (10000 - 1740) / 2 for each of the others
        assertThat(plan.quota(new long[] {100, 100_000, 100_000})).isEqualTo(4130);
        assertThat(plan.quota(new long[] {100, 100})).isEqualTo(10_000);
    }

    private static EdfConfig config(String features) {
        return ConfigReader.parse("edf_feature_eng: {" + features + "}", "test");
    }

    private static String rows(RowBatch batch) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < batch.size(); row++) {
            text.append(batch.origin(row)).append('+').append(batch.target(row)).append(' ');
        }
        return text.toString();
    }

    private static BuildingFeatures building(EdfConfig config) {
        FeatureSettings settings = FeatureSettings.of(config);
        StepGrid grid = StepGrid.between(START.getEpochSecond(), END.getEpochSecond(), settings.stepSeconds());
        double[] kwh = new double[grid.length()];
        for (int index = 0; index < kwh.length; index++) {
            kwh[index] = 10 + index % 24;
        }
        SiteContext site =
                new SiteContext(grid, ZoneId.of("UTC"), HolidayCalendar.NONE, SiteWeather.NONE, true, settings);
        Building facts = new Building(
                new BuildingId("b"),
                new SiteId("s"),
                ZoneId.of("UTC"),
                LoadKind.BUILDING,
                UseType.OFFICE,
                "Office",
                Double.NaN,
                false);
        return new FeatureEngine(settings).prepare(new BuildingInput(facts, kwh, new byte[kwh.length], site));
    }
}
