package com.hometech.edf.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a load, as {@link DynamoDbForecastStore} lays them out. */
final class DynamoDbLoadItems {
    private final Load load;
    private final Run run;
    private final Optional<Instant> expiry;

    DynamoDbLoadItems(Load load, Optional<Instant> expiry) {
        this.load = load;
        this.run = load.run();
        this.expiry = expiry;
    }

    /** Rows of a building for one day of targets. */
    Map<String, AttributeValue> rows(
            BuildingId building, LocalDate day, int part, int piece, Collection<ForecastRecord> rows) {
        Map<String, AttributeValue> item = item(
                DynamoDbKeys.building(building, run.quantity()),
                DynamoDbKeys.target(day, run.issuedAt(), load.number(), part, piece));
        item.put("rows", fromS(StoredRows.of(rows).toText()));
        return item;
    }

    /** The targets that a part has of a building. */
    Map<String, AttributeValue> issue(BuildingId building, int part, Instant firstTarget, Instant lastTarget) {
        Map<String, AttributeValue> item = item(
                DynamoDbKeys.building(building, run.quantity()),
                DynamoDbKeys.issue(run.issuedAt(), load.number(), part));
        item.put("first_target", fromS(firstTarget.toString()));
        item.put("last_target", fromS(lastTarget.toString()));
        return item;
    }

    /** Some buildings of a part. */
    Map<String, AttributeValue> buildings(int part, int chunk, List<BuildingId> buildings) {
        Map<String, AttributeValue> item = item(DynamoDbKeys.parts(load.number()), DynamoDbKeys.chunk(part, chunk));
        item.put(
                "buildings",
                fromL(buildings.stream().map(id -> fromS(id.value())).toList()));
        return item;
    }

    /** Says that a part is whole. */
    Map<String, AttributeValue> whole(int part) {
        Map<String, AttributeValue> item = item(DynamoDbKeys.parts(load.number()), DynamoDbKeys.part(part));
        item.put("part", fromN(Integer.toString(part)));
        return item;
    }

    /** Makes the load visible. */
    Map<String, AttributeValue> run() {
        Map<String, AttributeValue> item = item(DynamoDbKeys.RUNS, DynamoDbKeys.load(load.number()));
        item.put("run_id", fromS(run.runId()));
        item.put("model_version", fromS(run.modelVersion()));
        item.put("quantity", fromS(run.quantity().code()));
        return item;
    }

    /** Lists a building. */
    Map<String, AttributeValue> building(String id) {
        return item(DynamoDbKeys.buildings(run.quantity()), id);
    }

    private Map<String, AttributeValue> item(String pk, String sk) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(DynamoDbKeys.PK, fromS(pk));
        item.put(DynamoDbKeys.SK, fromS(sk));
        item.put("load", fromN(Long.toString(load.number())));
        item.put("issue", fromS(run.issuedAt().toString()));
        expiry.ifPresent(time -> item.put("expires_at", fromN(Long.toString(time.getEpochSecond()))));
        return item;
    }
}
