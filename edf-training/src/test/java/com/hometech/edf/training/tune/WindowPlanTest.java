package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.training.backtest.RollingOrigins;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPlanTest {
    private static final Instant END = Instant.parse("2024-06-01T00:00:00Z");
    private static final EdfConfig CONFIG = EdfConfig.defaults();

    @ParameterizedTest(name = "{0} days of readings, steps of {1}, forecasts of {2} h")
    @CsvSource({
        "245, PT1H, 72",
        "300, PT1H, 72",
        "365, PT1H, 72",
        "800, PT1H, 72",
        "3000, PT1H, 72",
        "700, P1D, 168",
        "365, PT15M, 1",
        "600, PT1H, 240"
    })
    void windowsLieOneBeforeTheOtherAndBeforeTheHoldOut(int days, String step, int horizonHours) {
        EdfConfig config = ConfigReader.parse(
                "edf_feature_eng: {step: " + step + "}\nedf_inference: {forecast_horizon_hours: " + horizonHours + "}",
                "the test");
        Instant from = END.minus(Duration.ofDays(days));

        WindowPlan plan = WindowPlan.of(config, from, END);

        List<Instant> backtest = RollingOrigins.of(config, END, 18, 120);
        assertThat(plan.holdOutFrom()).isEqualTo(backtest.get(0));
        Instant free = plan.holdOutFrom();
        for (Window window : plan.windows()) {
            Instant previous = null;
            for (Instant issue : window.issues()) {
                assertThat(previous == null
                                || !previous.plus(Duration.ofHours(horizonHours))
                                        .isAfter(issue))
                        .isTrue();
                previous = issue;
            }
            assertThat(previous).isNotNull();
            assertThat(previous.plus(Duration.ofHours(horizonHours))).isBeforeOrEqualTo(free);
            free = window.issues().get(0);
            // enough to learn from: no InsufficientHistoryException
            assertThat(TrainingPeriods.before(config, from, window.issues(), plan.holdOutFrom())
                            .trainingEnd())
                    .isAfter(from);
        }
    }

    @Test
    void muchHistorySpreadsWindowsOverAYear() {
        WindowPlan plan = WindowPlan.of(CONFIG, END.minus(Duration.ofDays(1200)), END);

        assertThat(plan.windows()).hasSize(3).allMatch(window -> window.issues().size() == 12);
        assertThat(Duration.between(
                                plan.windows().get(1).issues().get(0),
                                plan.windows().get(0).issues().get(0))
                        .toDays())
                .isBetween(121L, 122L);
    }

    @Test
    void littleHistoryGetsLessAndTooLittleIsSaid() {
        assertThat(WindowPlan.of(CONFIG, END.minus(Duration.ofDays(245)), END).windows())
                .hasSize(2);
        assertThatThrownBy(() -> WindowPlan.of(CONFIG, END.minus(Duration.ofDays(240)), END))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("cover 240 days")
                .hasMessageContaining("at least 24")
                .hasMessageContaining("calibration_days");
    }

    @Test
    void halvesOfAWindowHaveNothingInCommon() {
        Window window = WindowPlan.of(CONFIG, END.minus(Duration.ofDays(365)), END)
                .windows()
                .get(0);

        assertThat(window.issues(window.choosing()))
                .hasSameSizeAs(window.issues(window.judging()))
                .doesNotContainAnyElementsOf(window.issues(window.judging()));
        assertThat(window.choosing().length + window.judging().length)
                .isEqualTo(window.issues().size());
    }
}
