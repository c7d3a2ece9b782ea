package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.timestreamquery.TimestreamQueryClient;
import software.amazon.awssdk.services.timestreamquery.model.ColumnInfo;
import software.amazon.awssdk.services.timestreamquery.model.Datum;
import software.amazon.awssdk.services.timestreamquery.model.QueryRequest;
import software.amazon.awssdk.services.timestreamquery.model.QueryResponse;
import software.amazon.awssdk.services.timestreamquery.model.Row;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecord;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecordsException;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsRequest;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsResponse;

/**
 * Timestream's rules as its manual tells them: 100 records a batch, versions, times that it refuses, batches taken in part,
 * answers in pages of which the first may be empty. No emulator keeps them. Knows the few forms of questions that EDF asks.
 */
final class FakeTimestream {
    private static final int MOST_RECORDS = 100;
    private static final int PAGE_ROWS = 40;
    private static final Duration FARTHEST_AHEAD = Duration.ofMinutes(15);
    private static final Pattern QUESTION =
            Pattern.compile("select (distinct )?(.+) from \"[\\w-]+\"\\.\"[\\w-]+\" where (.+)");
    private static final Pattern CONDITION =
            Pattern.compile("(\\w+) (=|<|>=) (?:'([^']*)'|from_iso8601_timestamp\\('([^']*)'\\))");

    private final TreeMap<String, Record> records = new TreeMap<>();
    private final Function<Record, Optional<String>> refusal;

    /** @param refusal why a record is refused, beyond Timestream's own reasons */
    FakeTimestream(Function<Record, Optional<String>> refusal) {
        this.refusal = refusal;
    }

    TimestreamWriteClient write() {
        return new TimestreamWriteClient() {
            @Override
            public WriteRecordsResponse writeRecords(WriteRecordsRequest request) {
                return FakeTimestream.this.write(request.records());
            }

            @Override
            public String serviceName() {
                return "timestream";
            }

            @Override
            public void close() {}
        };
    }

    TimestreamQueryClient query() {
        return new TimestreamQueryClient() {
            @Override
            public QueryResponse query(QueryRequest request) {
                return answer(request);
            }

            @Override
            public String serviceName() {
                return "timestream";
            }

            @Override
            public void close() {}
        };
    }

    private synchronized WriteRecordsResponse write(List<Record> batch) {
        assertThat(batch).hasSizeBetween(1, MOST_RECORDS);
        List<RejectedRecord> rejected = new ArrayList<>();
        for (int index = 0; index < batch.size(); index++) {
            Record record = batch.get(index);
            assertThat(record.measureValues())
                    .allSatisfy(measure -> assertThat(measure.value()).isNotEmpty());
            assertThat(record.dimensions())
                    .allSatisfy(dimension -> assertThat(dimension.value()).isNotEmpty());
            Record there = records.get(key(record));
            Optional<String> reason = Instant.now().plus(FARTHEST_AHEAD).isBefore(time(record))
                    ? Optional.of("The record timestamp is outside the time range of the data ingestion window.")
                    : refusal.apply(record);
            if (reason.isPresent()) {
                rejected.add(RejectedRecord.builder()
                        .recordIndex(index)
                        .reason(reason.get())
                        .build());
            } else if (there != null
                    && (record.version() < there.version()
                            || (record.version().equals(there.version())
                                    && !record.measureValues().equals(there.measureValues())))) {
                rejected.add(RejectedRecord.builder()
                        .recordIndex(index)
                        .reason("A higher version exists.")
                        .existingVersion(there.version())
                        .build());
            } else {
                records.put(key(record), record);
            }
        }
        if (!rejected.isEmpty()) {
            throw RejectedRecordsException.builder()
                    .rejectedRecords(rejected)
                    .message("One or more records have been rejected.")
                    .build();
        }
        return WriteRecordsResponse.builder().build();
    }

    private static String key(Record record) {
        return record.measureName() + "|" + record.time() + "|"
                + new TreeMap<>(
                        columns(record.toBuilder().measureValues(List.of()).build()));
    }

    private static Instant time(Record record) {
        return Instant.ofEpochMilli(Long.parseLong(record.time()));
    }

    private static Map<String, String> columns(Record record) {
        Map<String, String> columns = new TreeMap<>();
        record.dimensions().forEach(dimension -> columns.put(dimension.name(), dimension.value()));
        record.measureValues().forEach(measure -> columns.put(measure.name(), measure.value()));
        columns.put("measure_name", record.measureName());
        columns.put("time", time(record).toString());
        return columns;
    }

    private synchronized QueryResponse answer(QueryRequest request) {
        Matcher question = QUESTION.matcher(request.queryString());
        assertThat(question.matches()).as(request.queryString()).isTrue();
        List<String> selected = Arrays.asList(question.group(2).split(", "));
        List<String> conditions = Arrays.asList(question.group(3).split(" and "));
        Stream<List<String>> rows = records.values().stream()
                .map(FakeTimestream::columns)
                .filter(columns -> conditions.stream().allMatch(condition -> holds(condition, columns)))
                .map(columns -> selected.stream().map(columns::get).toList());
        List<List<String>> found =
                question.group(1) == null ? rows.toList() : List.copyOf(new LinkedHashSet<>(rows.toList()));
        // the first page of a long answer is empty
        int start = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
        boolean first = request.nextToken() == null && found.size() > PAGE_ROWS;
        int end = first ? 0 : Math.min(start + PAGE_ROWS, found.size());
        return QueryResponse.builder()
                .columnInfo(selected.stream()
                        .map(name -> ColumnInfo.builder().name(name).build())
                        .toList())
                .rows(found.subList(start, end).stream()
                        .map(FakeTimestream::row)
                        .toList())
                .nextToken(end < found.size() ? Integer.toString(end) : null)
                .build();
    }

    private static Row row(List<String> values) {
        return Row.builder()
                .data(values.stream()
                        .map(value -> Datum.builder().scalarValue(value).build())
                        .toList())
                .build();
    }

    private static boolean holds(String condition, Map<String, String> columns) {
        Matcher parts = CONDITION.matcher(condition);
        assertThat(parts.matches()).as(condition).isTrue();
        String value = columns.getOrDefault(parts.group(1), "");
        int order = parts.group(3) != null
                ? value.compareTo(parts.group(3))
                : Instant.parse(value).compareTo(Instant.parse(parts.group(4)));
        return switch (parts.group(2)) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            default -> order >= 0;
        };
    }
}
