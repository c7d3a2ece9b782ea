package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.DynamoDbEntitlements;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.contract.AwsEmulator.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbEntitlementsTest extends EntitlementsContract {
    private static final String TABLE = "EDFEntitlements";

    private DynamoDbClient dynamoDb;

    Kind emulator() {
        return Kind.MOTO;
    }

    @Override
    EntitlementRegister newEntitlements(Path directory) throws Exception {
        dynamoDb = AwsEmulator.empty(emulator()).clients().dynamoDb();
        AwsResources.entitlementTable(dynamoDb, TABLE);
        return new DynamoDbEntitlements(dynamoDb, TABLE);
    }

    @Test
    void anItemThatSomethingElseWroteIsNamedWithTheWayOut() {
        dynamoDb.putItem(put -> put.tableName(TABLE).item(Map.of("subject", AttributeValue.fromS("half-written"))));

        assertThatThrownBy(() -> entitlements.find("half-written"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("half-written")
                .hasMessageContaining("remove it");
    }

    @Test
    void aTableThatIsMissingIsNamedWithTheWayOut() {
        assertThatThrownBy(() -> new DynamoDbEntitlements(dynamoDb, "NoSuchTable").find("dso-north"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NoSuchTable")
                .hasMessageContaining("create it with Terraform");
    }
}
