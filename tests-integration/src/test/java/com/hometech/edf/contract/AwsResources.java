package com.hometech.edf.contract;

import com.hometech.edf.aws.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Makes in an emulator what Terraform makes in an account. */
public final class AwsResources {
    private AwsResources() {}

    /** A bucket in the region of the emulator's clients. */
    public static void bucket(AwsClients clients, String name) {
        clients.s3().createBucket(create -> create.bucket(name)
                .createBucketConfiguration(place -> place.locationConstraint("eu-central-1")));
    }

    /** The table that forecasts are kept in. */
    public static void forecastTable(DynamoDbClient dynamoDb, String name) {
        dynamoDb.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(text("pk"), text("sk")))
                .keySchema(List.of(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
