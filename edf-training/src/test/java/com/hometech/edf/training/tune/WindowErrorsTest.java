package com.hometech.edf.training.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WindowErrorsTest {
    /** Three buildings at two origins; the third has no use. */
    private static final WindowErrors ERRORS = new WindowErrors(
            new double[][] {{1, 3}, {20, 20}, {1, 1}},
            new double[][] {{0.5, 1.5}, {4, 8}, {1, 1}},
            new double[][] {{10, 10}, {100, 100}, {0, 0}});

    @Test
    void aScoreIsTheMedianOverTheBuildingsThatHaveUse() {
        Score both = ERRORS.score(new int[] {0, 1});

        assertThat(both.wapePercent()).isCloseTo((20.0 + 20.0) / 2, within(1e-12));
        assertThat(both.pinballPercent()).isCloseTo((10.0 + 6.0) / 2, within(1e-12));
        assertThat(ERRORS.score(new int[] {0}).wapePercent()).isCloseTo((10.0 + 20.0) / 2, within(1e-12));
    }

    @Test
    void anOriginThatIsDrawnTwiceCountsTwice() {
        assertThat(ERRORS.score(new int[] {0, 0, 1}).wapePercent())
                .isCloseTo((100 * 5 / 30.0 + 20.0) / 2, within(1e-12));
    }

    @Test
    void nothingToScoreIsNotANumber() {
        WindowErrors nothing = new WindowErrors(new double[1][2], new double[1][2], new double[1][2]);

        assertThat(nothing.score(new int[] {0, 1}).wapePercent()).isNaN();
    }

    @Test
    void aLossIsTheMeanOfBothErrorsBesideThoseOfOthers() {
        assertThat(new Score(9, 6).relativeTo(new Score(10, 5))).isCloseTo((0.9 + 1.2) / 2, within(1e-12));
        assertThat(new Score(0, 6).relativeTo(new Score(0, 6))).isEqualTo(1);
    }
}
