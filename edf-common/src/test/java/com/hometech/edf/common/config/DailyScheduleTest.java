package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyScheduleTest {
    @ParameterizedTest(name = "{0}: at {2} the newest run is that of {3}")
    @CsvSource({
        "cron(0 5 * * ? *), UTC, 2016-05-10T05:00:00Z, 2016-05-10T05:00:00Z",
        "cron(0 5 * * ? *), UTC, 2016-05-10T04:59:59Z, 2016-05-09T05:00:00Z",
        "cron(0 5 * * ? *), UTC, 2016-05-10T23:00:00Z, 2016-05-10T05:00:00Z",
        "cron(0 5 * * ? *), Europe/Berlin, 2016-07-01T04:00:00Z, 2016-07-01T03:00:00Z",
        "cron(0 5 * * ? *), Europe/Berlin, 2016-12-01T04:00:00Z, 2016-12-01T04:00:00Z",
        "cron(30 23 * * ? *), America/New_York, 2016-12-02T04:29:00Z, 2016-12-01T04:30:00Z",
        "cron(30 2 * * ? *), Europe/Berlin, 2016-03-27T12:00:00Z, 2016-03-27T01:30:00Z",
    })
    void theNewestRunIsNeverInTheFuture(String expression, String zone, Instant now, Instant newest) {
        assertThat(DailySchedule.parse(expression, zone).newestNotAfter(now)).isEqualTo(newest);
    }

    @Test
    void aDateMeansThatDaysRun() {
        assertThat(DailySchedule.parse("cron(0 5 * * ? *)", "UTC").on(LocalDate.of(2016, 5, 10)))
                .isEqualTo(Instant.parse("2016-05-10T05:00:00Z"));
    }

    @Test
    void anythingButADailyTimeIsRefused() {
        assertThatThrownBy(() -> DailySchedule.parse("cron(0 * * * ? *)", "UTC"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a daily schedule");
    }
}
