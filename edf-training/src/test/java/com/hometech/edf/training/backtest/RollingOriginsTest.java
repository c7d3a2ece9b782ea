package com.hometech.edf.training.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollingOriginsTest {
    private static final EdfConfig AT_SIX_IN_BERLIN = ConfigReader.parse(
            "edf_inference: {scheduler_expression: 'cron(0 6 * * ? *)', scheduler_timezone: Europe/Berlin}",
            "the test");

    @Test
    void theLastOneIsTheNewestWhoseHorizonHasHappened() {
        Instant exactly = Instant.parse("2024-06-10T04:00:00Z");

        assertThat(RollingOrigins.of(AT_SIX_IN_BERLIN, exactly, 1, 24))
                .containsExactly(Instant.parse("2024-06-07T04:00:00Z"));
        assertThat(RollingOrigins.of(AT_SIX_IN_BERLIN, exactly.minusSeconds(3600), 1, 24))
                .containsExactly(Instant.parse("2024-06-06T04:00:00Z"));
    }

    @Test
    void stepsOfWholeDaysKeepTheLocalHour() {
        assertThat(RollingOrigins.of(AT_SIX_IN_BERLIN, Instant.parse("2024-04-04T04:00:00Z"), 3, 24))
                .containsExactly(
                        Instant.parse("2024-03-30T05:00:00Z"),
                        Instant.parse("2024-03-31T04:00:00Z"),
                        Instant.parse("2024-04-01T04:00:00Z"));
    }

    @Test
    void otherStepsCountHours() {
        assertThat(RollingOrigins.of(AT_SIX_IN_BERLIN, Instant.parse("2024-06-10T04:00:00Z"), 2, 30))
                .containsExactly(Instant.parse("2024-06-05T22:00:00Z"), Instant.parse("2024-06-07T04:00:00Z"));
    }

    @Test
    void blocksShareAModel() {
        List<Instant> issues = RollingOrigins.of(AT_SIX_IN_BERLIN, Instant.parse("2024-06-10T04:00:00Z"), 5, 24);

        assertThat(RefitBlock.of(issues, 0)).containsExactly(new RefitBlock(0, issues));
        assertThat(RefitBlock.of(issues, 2))
                .containsExactly(
                        new RefitBlock(0, issues.subList(0, 2)),
                        new RefitBlock(1, issues.subList(2, 4)),
                        new RefitBlock(2, issues.subList(4, 5)));
    }
}
