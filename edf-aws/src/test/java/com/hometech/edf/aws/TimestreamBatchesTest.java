package com.hometech.edf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecord;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecordsException;
import software.amazon.awssdk.services.timestreamwrite.model.ThrottlingException;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsRequest;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsResponse;

class TimestreamBatchesTest {
    private final List<Duration> waits = new ArrayList<>();
    private final List<List<Record>> written = new ArrayList<>();

    @Test
    void aBatchHoldsAsManyRecordsAsTimestreamTakes() {
        TimestreamBatches batches =
                batches(request -> WriteRecordsResponse.builder().build());
        IntStream.range(0, 250).forEach(number -> batches.add(record(1), Optional.empty()));
        batches.flush();
        assertThat(written).extracting(List::size).containsExactly(100, 100, 50);
    }

    @Test
    @DisplayName("fault 33: throttled records are sent again, ever more slowly, until the budget is spent")
    void throttledRecordsAreSentAgainUntilTheBudgetIsSpent() {
        TimestreamBatches batches = batches(request -> {
            throw ThrottlingException.builder().message("slow down").build();
        });
        batches.add(record(1), Optional.empty());
        assertThatThrownBy(batches::flush)
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("throttled 1 records");
        assertThat(waits).hasSize(10);
        assertThat(waits.get(9)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("fault 32: too low a version is raised above the one that is there, a few times")
    void tooLowAVersionIsRaised() {
        TimestreamBatches batches = batches(request -> {
            throw rejection("lower version", request.records().get(0).version() + 10);
        });
        batches.add(record(1), Optional.empty());
        assertThatThrownBy(batches::flush)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not take the run itself: lower version");
        assertThat(written.stream().map(records -> records.get(0).version())).containsExactly(1L, 12L, 23L, 34L);
        assertThat(waits).isEmpty();
    }

    private TimestreamBatches batches(Function<WriteRecordsRequest, WriteRecordsResponse> behaviour) {
        TimestreamWriteClient client = new TimestreamWriteClient() {
            @Override
            public WriteRecordsResponse writeRecords(WriteRecordsRequest request) {
                written.add(request.records());
                return behaviour.apply(request);
            }

            @Override
            public String serviceName() {
                return "timestream";
            }

            @Override
            public void close() {}
        };
        return new TimestreamBatches(
                client, "database", "table", waits::add, refused -> fail("no row was sent, but rejected: " + refused));
    }

    private static Record record(long version) {
        return Record.builder().measureName("run").version(version).build();
    }

    private static RejectedRecordsException rejection(String reason, Long existingVersion) {
        return RejectedRecordsException.builder()
                .rejectedRecords(RejectedRecord.builder()
                        .recordIndex(0)
                        .reason(reason)
                        .existingVersion(existingVersion)
                        .build())
                .build();
    }
}
