package com.hometech.edf.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One load on its way into the table. Rows of a building are gathered as long as they come one after the other. */
final class DynamoDbLoad {
    private final long number;
    private final Run run;
    private final Optional<Instant> expiry;
    private final DynamoDbBatches batches;
    private final TreeMap<BuildingId, Extent> extents = new TreeMap<>();
    private final TreeMap<LocalDate, TreeMap<Instant, ForecastRecord>> gathered = new TreeMap<>();
    private @Nullable BuildingId building;
    private long rows;

    /** The targets of a building, and in how many pieces its rows came. */
    private record Extent(Instant first, Instant last, int pieces) {
        Extent with(Instant earliest, Instant latest) {
            return new Extent(
                    earliest.isBefore(first) ? earliest : first, latest.isAfter(last) ? latest : last, pieces + 1);
        }
    }

    DynamoDbLoad(long number, Run run, Optional<Instant> expiry, DynamoDbBatches batches) {
        this.number = number;
        this.run = run;
        this.expiry = expiry;
        this.batches = batches;
    }

    /** Takes a row of the run. */
    void add(ForecastRecord row) {
        if (!row.building().equals(building)) {
            writeGathered();
            building = row.building();
        }
        gathered.computeIfAbsent(LocalDate.ofInstant(row.targetTime(), ZoneOffset.UTC), unused -> new TreeMap<>())
                .put(row.targetTime(), row);
        rows++;
    }

    /** Writes what is left, makes the load visible and answers how many rows it has. */
    long finish() {
        writeGathered();
        extents.forEach((id, extent) -> {
            Map<String, AttributeValue> item =
                    item(DynamoDbKeys.building(id, run.quantity()), DynamoDbKeys.issue(run.issuedAt(), number));
            item.put("first_target", fromS(extent.first().toString()));
            item.put("last_target", fromS(extent.last().toString()));
            batches.add(item);
        });
        batches.flush();
        Map<String, AttributeValue> done = item(DynamoDbKeys.RUNS, DynamoDbKeys.load(number));
        done.put("run_id", fromS(run.runId()));
        done.put("model_version", fromS(run.modelVersion()));
        done.put("quantity", fromS(run.quantity().code()));
        batches.add(done);
        batches.flush();
        // a building must not be listed before it has rows; a load that dies here is repeated
        extents.keySet().forEach(id -> batches.add(item(DynamoDbKeys.buildings(run.quantity()), id.value())));
        batches.flush();
        return rows;
    }

    private void writeGathered() {
        BuildingId current = building;
        if (current == null || gathered.isEmpty()) {
            return;
        }
        Instant first = gathered.firstEntry().getValue().firstKey();
        Instant last = gathered.lastEntry().getValue().lastKey();
        Extent known = extents.getOrDefault(current, new Extent(first, last, 0));
        gathered.forEach((day, rowsOfDay) -> {
            Map<String, AttributeValue> item = item(
                    DynamoDbKeys.building(current, run.quantity()),
                    DynamoDbKeys.target(day, run.issuedAt(), number, known.pieces()));
            item.put("rows", fromS(StoredRows.of(rowsOfDay.values()).toText()));
            batches.add(item);
        });
        extents.put(current, known.with(first, last));
        gathered.clear();
    }

    private Map<String, AttributeValue> item(String pk, String sk) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(DynamoDbKeys.PK, fromS(pk));
        item.put(DynamoDbKeys.SK, fromS(sk));
        item.put("load", fromN(Long.toString(number)));
        item.put("issue", fromS(run.issuedAt().toString()));
        expiry.ifPresent(time -> item.put("expires_at", fromN(Long.toString(time.getEpochSecond()))));
        return item;
    }
}
