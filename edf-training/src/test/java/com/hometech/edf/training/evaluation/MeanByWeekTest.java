package com.hometech.edf.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeanByWeekTest {
    private static final long FIRST = Instant.parse("2024-01-04T00:00:00Z").getEpochSecond();
    private static final long SECOND = Instant.parse("2024-01-11T00:00:00Z").getEpochSecond();

    @Test
    @DisplayName("weeks of means 1 and 3 give 2, with a standard error of 1")
    void weeksDiffer() {
        MeanByWeek mean = new MeanByWeek();
        mean.add(FIRST, 4, 4);
        mean.add(SECOND - 1, 6, 6);
        mean.add(SECOND, 30, 10);

        assertThat(mean.cautious()).hasValue(3);
    }

    @Test
    void equalWeeksLeaveNoDoubt() {
        MeanByWeek mean = new MeanByWeek();
        mean.add(FIRST, 2, 4);
        mean.add(SECOND, 3, 6);

        assertThat(mean.cautious()).hasValue(0.5);
    }

    @Test
    void oneWeekSaysNothingOfTheNext() {
        MeanByWeek mean = new MeanByWeek();
        mean.add(FIRST, 2, 4);
        mean.add(SECOND, 0, 0);

        assertThat(mean.cautious()).isEmpty();
    }
}
