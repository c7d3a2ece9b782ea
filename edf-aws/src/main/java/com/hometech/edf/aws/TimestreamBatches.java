package com.hometech.edf.aws;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecord;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecordsException;
import software.amazon.awssdk.services.timestreamwrite.model.ThrottlingException;

/**
 * Writes records in batches. Of a batch that Timestream rejects in part the others are in; those that only have too low a
 * version are sent again with a higher one, the rest is rejected with the reason. What is throttled is sent again until it is in.
 */
final class TimestreamBatches {
    /** What Timestream takes at once. */
    private static final int MOST_RECORDS = 100;

    private static final int MOST_REPEATS = 10;
    private static final int MOST_VERSIONS = 3;

    private final TimestreamWriteClient write;
    private final String database;
    private final String table;
    private final Backoff backoff;
    private final List<Sent> waiting = new ArrayList<>();
    private final Consumer<Rejected> rejected;

    /** @param rejected takes each row that Timestream refuses for good, and why */
    TimestreamBatches(
            TimestreamWriteClient write,
            String database,
            String table,
            Backoff.Pause pause,
            Consumer<Rejected> rejected) {
        this.write = write;
        this.database = database;
        this.table = table;
        this.backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), pause);
        this.rejected = rejected;
    }

    /** A record, the row that it holds if it is one of a row, and how often its version was raised. */
    private record Sent(Record record, Optional<ForecastRecord> row, int raised) {
        Sent above(long version) {
            return new Sent(record.toBuilder().version(version + 1).build(), row, raised + 1);
        }
    }

    /** Takes a record; written with the next full batch or {@link #flush}. */
    void add(Record record, Optional<ForecastRecord> row) {
        waiting.add(new Sent(record, row, 0));
        if (waiting.size() == MOST_RECORDS) {
            flush();
        }
    }

    /** Writes what is waiting; when it returns everything is in or rejected. */
    void flush() {
        List<Sent> left = List.copyOf(waiting);
        waiting.clear();
        for (int repeat = 1; !left.isEmpty(); ) {
            List<Record> records = left.stream().map(Sent::record).toList();
            try {
                write.writeRecords(request ->
                        request.databaseName(database).tableName(table).records(records));
                return;
            } catch (RejectedRecordsException partly) {
                left = toSendAgain(left, partly.rejectedRecords());
            } catch (ThrottlingException throttled) {
                if (repeat > MOST_REPEATS) {
                    throw new DependencyUnavailableException(
                            "Timestream table " + database + "." + table + " throttled " + left.size()
                                    + " records even after " + MOST_REPEATS + " repeats; load the run again later",
                            throttled);
                }
                backoff.await(repeat);
                repeat++;
            }
        }
    }

    private List<Sent> toSendAgain(List<Sent> sent, List<RejectedRecord> refusals) {
        List<Sent> again = new ArrayList<>();
        for (RejectedRecord refusal : refusals) {
            Sent refused = sent.get(refusal.recordIndex());
            if (refusal.existingVersion() != null && refused.raised() < MOST_VERSIONS) {
                // there since a load that this machine's clock puts later
                again.add(refused.above(refusal.existingVersion()));
            } else {
                rejected.accept(new Rejected(rowOf(refused, refusal), "Timestream: " + refusal.reason()));
            }
        }
        return again;
    }

    /** Without the record that makes it visible a run cannot be loaded. */
    private ForecastRecord rowOf(Sent refused, RejectedRecord refusal) {
        return refused.row()
                .orElseThrow(() -> new InvalidInputException("Timestream table " + database + "." + table
                        + " does not take the run itself: " + refusal.reason()
                        + " For issues older than the retention of its memory store, enable magnetic store writes"));
    }
}
