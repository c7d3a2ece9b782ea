package com.hometech.edf.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.EntitlementRegister;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Entitlements in a DynamoDB table with the text key {@code subject}, an item for each: {@code tenant}, the lists
 * {@code buildings} and {@code areas}, and {@code may_decide_models}. What was written last is read, also right after it.
 */
public final class DynamoDbEntitlements implements EntitlementRegister {
    private static final String SUBJECT = "subject";
    private static final String TENANT = "tenant";
    private static final String BUILDINGS = "buildings";
    private static final String AREAS = "areas";
    private static final String MAY_DECIDE_MODELS = "may_decide_models";

    private final DynamoDbClient dynamoDb;
    private final String table;

    /** @param table its name; made by Terraform */
    public DynamoDbEntitlements(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<Entitlement> find(String subject) {
        if (subject.isEmpty()) {
            return Optional.empty(); // no key of DynamoDB may be empty
        }
        Map<String, AttributeValue> item = AwsFailures.translated("read DynamoDB table", table, () -> dynamoDb.getItem(
                        get -> get.tableName(table).key(key(subject)).consistentRead(true))
                .item());
        return item.isEmpty() ? Optional.empty() : Optional.of(entitlement(item));
    }

    @Override
    public List<Entitlement> all() {
        List<Map<String, AttributeValue>> items = AwsFailures.translated(
                "read DynamoDB table",
                table,
                () -> dynamoDb.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                        .toList());
        return items.stream()
                .map(this::entitlement)
                .sorted(Comparator.comparing(Entitlement::subject))
                .toList();
    }

    @Override
    public void put(Entitlement entitlement) {
        Map<String, AttributeValue> item = Map.of(
                SUBJECT, fromS(entitlement.subject()),
                TENANT, fromS(entitlement.tenant()),
                BUILDINGS, list(entitlement.buildings().stream().map(BuildingId::value)),
                AREAS, list(entitlement.areas().stream().map(AreaId::value)),
                MAY_DECIDE_MODELS, fromBool(entitlement.mayDecideModels()));
        AwsFailures.translated(
                "write to DynamoDB table",
                table,
                () -> dynamoDb.putItem(put -> put.tableName(table).item(item)));
    }

    @Override
    public void remove(String subject) {
        if (subject.isEmpty()) {
            return;
        }
        AwsFailures.translated(
                "write to DynamoDB table",
                table,
                () -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(key(subject))));
    }

    private static Map<String, AttributeValue> key(String subject) {
        return Map.of(SUBJECT, fromS(subject));
    }

    private static AttributeValue list(Stream<String> texts) {
        return fromL(texts.sorted().map(AttributeValue::fromS).toList());
    }

    private Entitlement entitlement(Map<String, AttributeValue> item) {
        return new Entitlement(
                attribute(item, SUBJECT, AttributeValue::s),
                attribute(item, TENANT, AttributeValue::s),
                ids(item, BUILDINGS, BuildingId::new),
                ids(item, AREAS, AreaId::new),
                attribute(item, MAY_DECIDE_MODELS, AttributeValue::bool));
    }

    private <T> Set<T> ids(Map<String, AttributeValue> item, String name, Function<String, T> id) {
        return attribute(item, name, value -> value.hasL() ? value.l() : null).stream()
                .map(AttributeValue::s)
                .map(id)
                .collect(Collectors.toSet());
    }

    private <T> T attribute(Map<String, AttributeValue> item, String name, Function<AttributeValue, T> content) {
        return Optional.ofNullable(item.get(name))
                .map(content)
                .orElseThrow(() -> new InvalidInputException("DynamoDB table " + table + " has an item without a valid "
                        + name + ": subject " + item.get(SUBJECT) + "; write it with EDF, or remove it"));
    }
}
