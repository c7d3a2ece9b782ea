package com.hometech.edf.inference.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueTimeTest {
    private static final IssueTime DAILY =
            new IssueTime(DailySchedule.parse("cron(0 5 * * ? *)", "UTC"), TimeStep.HOUR);

    @ParameterizedTest
    @CsvSource({
        "2016-05-10, 2016-05-10T05:00:00Z",
        "2016-05-10T17:00:00Z, 2016-05-10T17:00:00Z",
    })
    void aDateIsThatDaysRunAndAnInstantIsItself(String asked, Instant issuedAt) {
        assertThat(DAILY.of(asked)).isEqualTo(issuedAt);
        assertThat(DAILY.dateOf(issuedAt)).isEqualTo(LocalDate.of(2016, 5, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2016-02-30", "2016-05-10T05:00", "2016-05-10T05:30:00Z", "10.05.2016", "-1"})
    void anythingElseIsRefused(String asked) {
        assertThatThrownBy(() -> DAILY.of(asked))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("inference_date");
    }

    @Test
    @DisplayName("fault 39: a start 10 minutes early or late issues for the nominal time")
    void theIssueTimeIsNominal() {
        assertThat(DAILY.newestAt(Instant.parse("2016-05-10T05:10:00Z"))).isEqualTo("2016-05-10T05:00:00Z");
        assertThat(DAILY.newestAt(Instant.parse("2016-05-10T04:50:00Z"))).isEqualTo("2016-05-09T05:00:00Z");
    }

    @Test
    void aScheduleBetweenTwoGridTimesMeansTheEarlierOne() {
        IssueTime india = new IssueTime(DailySchedule.parse("cron(0 5 * * ? *)", "Asia/Kolkata"), TimeStep.HOUR);
        assertThat(india.of("2016-05-10")).isEqualTo("2016-05-09T23:00:00Z");
        IssueTime quarters =
                new IssueTime(DailySchedule.parse("cron(20 5 * * ? *)", "UTC"), TimeStep.of(Duration.ofMinutes(15)));
        assertThat(quarters.of("2016-05-10")).isEqualTo("2016-05-10T05:15:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "cron(0 5 * * ? *), UTC, 2016-05-10T05:00:00Z",
        // 20:00 UTC the day before
        "cron(0 5 * * ? *), Asia/Tokyo, 2016-05-09T20:00:00Z",
        // 01:00 UTC the day after
        "cron(0 21 * * ? *), America/New_York, 2016-05-11T01:00:00Z"
    })
    void aRunOfDailyStepsIssuesForTheDateOfItsOwnZone(String cron, String zone, Instant start) {
        IssueTime daily = new IssueTime(DailySchedule.parse(cron, zone), TimeStep.DAY);

        assertThat(daily.newestAt(start)).isEqualTo("2016-05-10T00:00:00Z");
        assertThat(daily.of("2016-05-10")).isEqualTo("2016-05-10T00:00:00Z");
        assertThat(daily.of("2016-05-10T00:00:00Z")).isEqualTo("2016-05-10T00:00:00Z");
        assertThat(daily.dateOf(Instant.parse("2016-05-10T00:00:00Z"))).isEqualTo("2016-05-10");
        assertThatThrownBy(() -> daily.of("2016-05-10T05:00:00Z")).hasMessageContaining("2016-05-10T00:00:00Z");
    }
}
