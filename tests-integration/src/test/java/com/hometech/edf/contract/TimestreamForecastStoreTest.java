package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.TimestreamForecastStore;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.timestreamwrite.model.AccessDeniedException;
import software.amazon.awssdk.services.timestreamwrite.model.Record;

class TimestreamForecastStoreTest extends ForecastStoreContract {
    private FakeTimestream timestream;

    @Override
    ForecastStore newStore(Path directory) {
        timestream = new FakeTimestream(record -> Optional.empty());
        return store(timestream, Clock.systemUTC());
    }

    @Test
    @DisplayName("fault 32: of a batch that is rejected in part the others are in, and the run's load is partial")
    void aBatchThatIsRejectedInPart() {
        ForecastRecord refused = rows(ALPHA, ISSUE, 1).get(5);
        ForecastRecord onlyOne = row(BETA, ISSUE, ISSUE, 1);
        timestream = new FakeTimestream(record -> isOf(record, refused) || isOf(record, onlyOne)
                ? Optional.of("Dimension values exceed the limits.")
                : Optional.empty());
        store = store(timestream, Clock.systemUTC());

        LoadSummary summary = load("run-1", ISSUE, Stream.concat(rows(ALPHA, ISSUE, 1).stream(), Stream.of(onlyOne)));

        assertThat(summary.written()).isEqualTo(71);
        assertThat(summary.rejected()).extracting(ForecastStore.Rejected::row).containsExactly(refused, onlyOne);
        assertThat(summary.rejected().get(0).reason()).contains("Dimension values exceed the limits.");
        assertThat(store.issue(ALPHA, ISSUE)).hasSize(71).doesNotContain(refused);
        assertThat(store.buildings()).containsExactly(ALPHA);
    }

    @Test
    @DisplayName("fault 39: a clock that jumps back does not keep a run from being loaded again")
    void aClockThatJumpsBack() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        Clock yesterday = Clock.fixed(Instant.now().minus(Duration.ofDays(1)), ZoneOffset.UTC);
        store = store(timestream, yesterday);

        List<ForecastRecord> corrected = rows(ALPHA, ISSUE, 3);
        assertThat(load("run-1", ISSUE, corrected.stream())).isEqualTo(new LoadSummary(72, List.of()));
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(corrected);
    }

    @Test
    void aTargetThatTimestreamCouldNotBeAskedForIsRejected() {
        ForecastRecord far = row(ALPHA, ISSUE.plus(Duration.ofDays(31)), ISSUE, 1);
        LoadSummary summary = load("run-1", ISSUE, Stream.of(far));
        assertThat(summary.rejected()).extracting(ForecastStore.Rejected::row).containsExactly(far);
    }

    @Test
    void anIssueThatIsOlderThanTheMemoryStoreSaysWhatToEnable() {
        store = store(
                new FakeTimestream(record -> Optional.of("The record timestamp is outside the time range.")),
                Clock.systemUTC());
        assertThatThrownBy(() -> load("run-1", ISSUE, Stream.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("enable magnetic store writes");
    }

    @Test
    void anAccountThatTimestreamDoesNotTakeIsToldWhatToChoose() {
        store = store(
                new FakeTimestream(record -> {
                    throw AccessDeniedException.builder()
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("AccessDeniedException")
                                    .errorMessage("Only existing Timestream for LiveAnalytics customers")
                                    .build())
                            .statusCode(400)
                            .build();
                }),
                Clock.systemUTC());
        assertThatThrownBy(() -> load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("DYNAMODB or RDS");
    }

    private static boolean isOf(Record record, ForecastRecord row) {
        return record.measureName().equals("forecast")
                && record.dimensions().stream()
                        .map(dimension -> dimension.value())
                        .toList()
                        .containsAll(
                                List.of(row.building().value(), row.targetTime().toString()));
    }

    private static ForecastStore store(FakeTimestream timestream, Clock clock) {
        return new TimestreamForecastStore(timestream.write(), timestream.query(), "Edf", "Forecasts", clock);
    }
}
