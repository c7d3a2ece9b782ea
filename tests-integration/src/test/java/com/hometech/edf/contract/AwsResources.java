package com.hometech.edf.contract;

import com.hometech.edf.aws.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Makes in an emulator what Terraform makes in an account, and takes away what is there. */
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

    /** The table that entitlements are kept in. */
    public static void entitlementTable(DynamoDbClient dynamoDb, String name) {
        dynamoDb.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(text("subject")))
                .keySchema(List.of(key("subject", KeyType.HASH))));
    }

    static void removeBuckets(S3Client s3) {
        for (Bucket bucket : s3.listBuckets().buckets()) {
            for (ListObjectsV2Response page : s3.listObjectsV2Paginator(list -> list.bucket(bucket.name()))) {
                List<ObjectIdentifier> objects = page.contents().stream()
                        .map(object ->
                                ObjectIdentifier.builder().key(object.key()).build())
                        .toList();
                if (!objects.isEmpty()) {
                    s3.deleteObjects(remove -> remove.bucket(bucket.name()).delete(all -> all.objects(objects)));
                }
            }
            s3.deleteBucket(remove -> remove.bucket(bucket.name()));
        }
    }

    static void removeTables(DynamoDbClient dynamoDb) {
        dynamoDb.listTablesPaginator()
                .tableNames()
                .forEach(table -> dynamoDb.deleteTable(delete -> delete.tableName(table)));
    }

    static void removeParameters(SsmClient ssm) {
        ssm.describeParametersPaginator(all -> {}).stream()
                .flatMap(page -> page.parameters().stream())
                .forEach(parameter -> ssm.deleteParameter(delete -> delete.name(parameter.name())));
    }

    static void removeSecrets(SecretsManagerClient secrets) {
        secrets.listSecretsPaginator().stream()
                .flatMap(page -> page.secretList().stream())
                .forEach(secret -> secrets.deleteSecret(
                        delete -> delete.secretId(secret.arn()).forceDeleteWithoutRecovery(true)));
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
