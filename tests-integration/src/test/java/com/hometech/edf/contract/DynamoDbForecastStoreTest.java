package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.DynamoDbForecastStore;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.contract.AwsEmulator.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbForecastStoreTest extends ForecastStoreContract {
    static final String TABLE = "BuildingDemandForecasts";

    DynamoDbClient dynamoDb;

    Kind emulator() {
        return Kind.MOTO;
    }

    @BeforeEach
    @Override
    void openStore() throws Exception {
        dynamoDb = AwsEmulator.empty(emulator()).clients().dynamoDb();
        AwsResources.forecastTable(dynamoDb, TABLE);
        super.openStore();
    }

    @Override
    ForecastStore newStore(Path directory) {
        return new DynamoDbForecastStore(dynamoDb, TABLE, Optional.of(Duration.ofDays(400)));
    }

    @Test
    void anotherProcessSeesTheSame() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        ForecastStore other = newStore(directory);
        assertThat(other.newestIssue(ALPHA)).contains(ISSUE);
        assertThat(other.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
    }

    @Test
    void everythingButTheCounterExpiresAfterItsRetention() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        String expiry = Long.toString(ISSUE.plus(Duration.ofDays(400)).getEpochSecond());
        assertThat(dynamoDb.scan(scan -> scan.tableName(TABLE)).items())
                .filteredOn(item -> !item.get("pk").s().equals("counter"))
                .as("72 hours from 05:00 touch four days; an issue, a run, a building")
                .hasSize(7)
                .allSatisfy(item -> assertThat(item.get("expires_at").n()).isEqualTo(expiry));
    }

    @Test
    void aTableThatIsMissingIsNamedWithTheWayOut() {
        ForecastStore elsewhere = new DynamoDbForecastStore(dynamoDb, "NoSuchTable", Optional.empty());
        assertThatThrownBy(() -> elsewhere.issue(ALPHA, ISSUE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("NoSuchTable")
                .hasMessageContaining("create it with Terraform");
    }
}
