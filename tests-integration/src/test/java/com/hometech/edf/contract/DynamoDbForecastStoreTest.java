package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.DynamoDbForecastStore;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import com.hometech.edf.contract.AwsEmulator.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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
                .as("72 hours from 05:00 touch four days; an issue, a part and its buildings, a run, a building")
                .hasSize(9)
                .allSatisfy(item -> assertThat(item.get("expires_at").n()).isEqualTo(expiry));
    }

    @Test
    @DisplayName("a receipt is not enough: the part must be in the table")
    void aPartThatIsNotThereIsMissing() {
        Load load = begin("run-1", ISSUE, 2);
        LoadReceipt first = stage(load, 1, rows(ALPHA, ISSUE, 1));
        assertThatThrownBy(() -> store.publish(load, List.of(first, new LoadReceipt(load.number(), 2, 72))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("missing [2]");
        assertNothingIsVisible();
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
