package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.contract.AwsEmulator.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** DynamoDB as Amazon plays it, with limits that other emulators do not keep. */
class DynamoDbLocalForecastStoreTest extends DynamoDbForecastStoreTest {
    @Override
    Kind emulator() {
        return Kind.DYNAMODB_LOCAL;
    }

    @Test
    void theEmulatorTakesNoMoreThanTwentyFiveItemsAtOnce() {
        List<WriteRequest> batch = IntStream.range(0, 26)
                .mapToObj(number -> Map.of("pk", text("p"), "sk", text("s" + number)))
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        assertThatThrownBy(() -> dynamoDb.batchWriteItem(write -> write.requestItems(Map.of(TABLE, batch))))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("Too many items");
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
