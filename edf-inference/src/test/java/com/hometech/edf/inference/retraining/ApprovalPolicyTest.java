package com.hometech.edf.inference.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.config.MonitoringConfig.ChallengerConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.data.watch.ChallengerComparison;
import com.hometech.edf.data.watch.ChallengerComparison.Difference;
import com.hometech.edf.data.watch.ChallengerComparison.Scores;
import com.hometech.edf.data.watch.ChallengerComparison.UseTypeScores;
import com.hometech.edf.data.watch.ChallengerComparison.Verdict;
import com.hometech.edf.inference.retraining.RetrainingState.Approval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApprovalPolicyTest {
    private static final Instant AS_OF = Instant.parse("2026-11-22T06:30:00Z");
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 11, 21);
    private static final String LIVE = "EDF/3";
    private static final Difference BETTER = new Difference(-5, -8, -2);

    private static ChallengerComparison comparison(
            LocalDate last, int days, double coverage, Difference error, Difference pinball, double officeWape) {
        return new ChallengerComparison(
                Quantity.CONSUMPTION,
                LIVE,
                "EDF/4",
                last.minusDays(days - 1L),
                last,
                days,
                10_000,
                new Scores(10, 80, 80, 1),
                new Scores(9.5, coverage, 80, 0.9),
                error,
                pinball,
                List.of(new UseTypeScores("office", 10, officeWape)),
                error.upperPercent() < 0 ? Verdict.BETTER : Verdict.NO_DIFFERENCE_YET,
                "It is better.");
    }

    private static List<String> obstacles(ChallengerComparison comparison) {
        return obstacles(comparison, LIVE, List.of(), List.of());
    }

    private static List<String> obstacles(
            ChallengerComparison comparison, String live, List<Alarm> alarms, List<Approval> before) {
        return new ApprovalPolicy(ChallengerConfig.defaults()).obstacles(comparison, live, AS_OF, alarms, before);
    }

    private static ChallengerComparison good() {
        return comparison(YESTERDAY, 14, 78, BETTER, BETTER, 10.4);
    }

    @Test
    void nothingSpeaksAgainstAModelThatIsCertainlyBetter() {
        assertThat(obstacles(good())).isEmpty();
    }

    @Test
    void everyLimitSpeaksForItself() {
        assertThat(obstacles(comparison(YESTERDAY, 13, 78, BETTER, BETTER, 10)))
                .containsExactly("13 days are compared; min_days asks for 14.");
        assertThat(obstacles(comparison(YESTERDAY, 14, 78, new Difference(-5, -9, -0.9), BETTER, 10)))
                .containsExactly("Its errors are not certain to be 1.0 % smaller (min_gain): -5.0 %, at most -0.9 %.");
        assertThat(obstacles(comparison(YESTERDAY, 14, 78, BETTER, new Difference(0.5, -3, 4), 10)))
                .containsExactly("Its intervals are worse: pinball loss +0.5 %.");
        assertThat(obstacles(comparison(YESTERDAY, 14, 74.9, BETTER, BETTER, 10)))
                .containsExactly("Its intervals held 74.9 % of the readings, not 80 % (coverage_tolerance 5.0 %).");
        assertThat(obstacles(comparison(YESTERDAY, 14, 78, BETTER, BETTER, 10.6)))
                .containsExactly(
                        "It is worse for buildings of use office: WAPE 10.6 % instead of 10.0 % (max_class_loss).");
        assertThat(obstacles(comparison(YESTERDAY.minusDays(7), 14, 78, BETTER, BETTER, 10)))
                .containsExactly("The last day of the comparison, 2026-11-14, is 8 days ago.");
        assertThat(obstacles(comparison(YESTERDAY, 14, Double.NaN, BETTER, BETTER, 10)))
                .hasSize(1);
    }

    @Test
    void aComparisonWithAnotherModelSaysNothing() {
        assertThat(obstacles(good(), "EDF/2", List.of(), List.of()))
                .containsExactly("It was compared with EDF/3, but EDF/2 forecasts now.");
    }

    @Test
    void faultyDataOfManyBuildingsStopIt() {
        Alarm fleet = alarm(Scope.FLEET, Quantity.CONSUMPTION);
        assertThat(obstacles(
                        good(),
                        LIVE,
                        List.of(fleet, alarm(Scope.BUILDING, null), alarm(Scope.FLEET, Quantity.SOLAR)),
                        List.of()))
                .containsExactly("Data are faulty: The clock is an hour off.");
    }

    private static Alarm alarm(Scope scope, @Nullable Quantity quantity) {
        return new Alarm(
                "drift",
                "clock",
                scope,
                "",
                quantity,
                YESTERDAY,
                YESTERDAY,
                Remedy.REPAIR_DATA,
                "The clock is an hour off.",
                "Ask.");
    }

    @Test
    void oneInSoManyDays() {
        Approval recent = new Approval("EDF/3", AS_OF.minusSeconds(29 * 86_400L), "better");
        assertThat(obstacles(good(), LIVE, List.of(), List.of(recent)))
                .containsExactly("EDF/3 went live on 2026-10-24 without a person; min_days_between_approvals is 30.");
        Approval longAgo = new Approval("EDF/3", AS_OF.minusSeconds(30 * 86_400L), "better");
        Approval otherGroup = new Approval("Solar/3", AS_OF.minusSeconds(86_400L), "better");
        Approval beforeTheRepeat = new Approval("EDF/4", AS_OF, "better");
        assertThat(obstacles(good(), LIVE, List.of(), List.of(longAgo, otherGroup, beforeTheRepeat)))
                .isEmpty();
    }
}
