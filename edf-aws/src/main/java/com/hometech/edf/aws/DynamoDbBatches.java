package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes items in batches. What DynamoDB leaves unprocessed is sent again, ever more slowly, until it is in. */
final class DynamoDbBatches {
    /** What DynamoDB takes at once. */
    private static final int MOST_ITEMS = 25;

    /** Together with the waits about a minute: longer than DynamoDB needs to grow with the load. */
    private static final int MOST_REPEATS = 12;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Backoff backoff;
    private final List<WriteRequest> waiting = new ArrayList<>();

    DynamoDbBatches(DynamoDbClient dynamoDb, String table, Backoff.Pause pause) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(10), pause);
    }

    /** Puts the item, or replaces the one with its key; written with the next full batch or {@link #flush}. */
    void add(Map<String, AttributeValue> item) {
        waiting.add(WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build());
        if (waiting.size() == MOST_ITEMS) {
            flush();
        }
    }

    /** Writes what is waiting; when it returns everything is in. */
    void flush() {
        List<WriteRequest> left = List.copyOf(waiting);
        waiting.clear();
        for (int repeat = 0; !left.isEmpty(); repeat++) {
            if (repeat > MOST_REPEATS) {
                throw new DependencyUnavailableException("DynamoDB table " + table + " did not take " + left.size()
                        + " items even after " + MOST_REPEATS
                        + " repeats: raise its write capacity or switch it to on-demand, then load the run again");
            }
            if (repeat > 0) {
                backoff.await(repeat);
            }
            Map<String, List<WriteRequest>> batch = Map.of(table, left);
            left = dynamoDb.batchWriteItem(request -> request.requestItems(batch))
                    .unprocessedItems()
                    .getOrDefault(table, List.of());
        }
    }
}
