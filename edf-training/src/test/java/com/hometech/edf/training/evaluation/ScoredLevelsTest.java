package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.inference.Prediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredLevelsTest {
    @Test
    void theForecastStandsForAMedianThatTheModelDoesNotHave() {
        ScoredLevels levels = ScoredLevels.of(List.of(0.1, 0.25, 0.9));

        assertThat(levels.all()).containsExactly(0.1, 0.25, 0.5, 0.9);
        assertThat(filled(levels, 1, 2, 7)).containsExactly(1, 2, 4, 7);
        assertThat(List.of(levels.positionOf(0), levels.positionOf(1), levels.positionOf(2)))
                .containsExactly(0, 1, 3);
    }

    @Test
    void aMedianOfItsOwnIsTaken() {
        ScoredLevels levels = ScoredLevels.of(List.of(0.1, 0.5, 0.9));

        assertThat(levels.all()).containsExactly(0.1, 0.5, 0.9);
        assertThat(filled(levels, 1, 3, 7)).containsExactly(1, 3, 7);
        assertThat(levels.positionOf(2)).isEqualTo(2);
    }

    @Test
    void centralIntervalsLeaveTheSameShareOnBothSides() {
        assertThat(ScoredLevels.of(List.of(0.025, 0.05, 0.1, 0.3, 0.5, 0.7, 0.95, 0.975))
                        .centralIntervals())
                .containsExactly(
                        new IntervalLevels(0.025, 0.975), new IntervalLevels(0.05, 0.95), new IntervalLevels(0.3, 0.7));
        assertThat(ScoredLevels.of(List.of(0.05, 0.9)).centralIntervals()).isEmpty();
    }

    @Test
    void levelsAscendFromBelowTheMedianToAbove() {
        for (List<Double> wrong : List.of(
                List.<Double>of(), List.of(0.5), List.of(0.9, 0.1), List.of(0.1, 0.1, 0.9), List.of(0.0, 0.9))) {
            assertThatThrownBy(() -> ScoredLevels.of(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(wrong.toString());
        }
    }

    /** What is scored of a forecast of 4 kWh. */
    private static double[] filled(ScoredLevels levels, double... quantiles) {
        double[][] columns = new double[quantiles.length][];
        for (int level = 0; level < quantiles.length; level++) {
            columns[level] = new double[] {quantiles[level]};
        }
        Prediction prediction =
                new Prediction(new double[] {4}, columns, new ForecastQuality[] {ForecastQuality.MODEL});
        double[] filled = new double[levels.all().size()];
        levels.fill(prediction, 0, filled);
        return filled;
    }
}
