package com.hometech.edf.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A DynamoDB that takes everything, counts what it is asked, and keeps only the items of parts. */
final class CountedDynamoDb implements DynamoDbClient {
    final Map<String, Integer> requests = new TreeMap<>();
    long items;
    private final List<Map<String, AttributeValue>> parts = new ArrayList<>();

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        count("UpdateItem");
        return UpdateItemResponse.builder()
                .attributes(Map.of("newest_load", AttributeValue.fromN("1")))
                .build();
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        count("BatchWriteItem");
        request.requestItems()
                .values()
                .forEach(puts -> puts.forEach(put -> {
                    items++;
                    Map<String, AttributeValue> item = put.putRequest().item();
                    if (partition(item).startsWith("load#")) {
                        parts.add(item);
                    }
                }));
        return BatchWriteItemResponse.builder().build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        count("Query");
        AttributeValue asked = request.expressionAttributeValues().get(":pk");
        return QueryResponse.builder()
                .items(parts.stream()
                        .filter(item -> partition(item).equals(asked == null ? "" : asked.s()))
                        .toList())
                .build();
    }

    private static String partition(Map<String, AttributeValue> item) {
        AttributeValue partition = item.get("pk");
        return partition == null ? "" : partition.s();
    }

    private void count(String operation) {
        requests.merge(operation, 1, Integer::sum);
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}
}
