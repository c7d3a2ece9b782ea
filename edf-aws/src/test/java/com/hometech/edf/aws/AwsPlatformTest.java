package com.hometech.edf.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.aws.FakeAws.Asked;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Metrics.Unit;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsPlatformTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "EDF_CONFIG_URI", "s3://scripts-dev/config/edf_config.yaml",
            "EDF_ENVIRONMENT_SUFFIX", "-dev",
            "EDF_DB_URL", "jdbc:postgresql://nowhere.invalid:5432/edf",
            "EDF_DB_USER", "loader",
            "EDF_DB_PASSWORD", "secretsmanager:edf/db#password");

    private FakeAws aws;

    @AfterEach
    void stop() {
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DYNAMODB,   DynamoDbForecastStore",
        "TIMESTREAM, TimestreamForecastStore",
        "RDS,        PostgresForecastStore"
    })
    void theConfigurationSaysWhereForecastsAre(String type, String store) {
        try (AwsPlatform platform = platform(SETTINGS, request -> answer(request, type))) {
            assertThat(platform.forecasts().getClass().getSimpleName()).isEqualTo(store);
            assertThat(platform.forecasts()).isSameAs(platform.forecasts());
            assertThat(platform.configuration().general().projectName()).isEqualTo("hometech-ml");
        }
        assertThat(aws.asked())
                .filteredOn(request -> request.method().equals("GET"))
                .as("the configuration is read once")
                .singleElement()
                .satisfies(request -> assertThat(request.path()).isEqualTo("/scripts-dev/config/edf_config.yaml"));
        assertThat(aws.asked())
                .filteredOn(request -> action(request).equals("GetSecretValue"))
                .as("only PostgreSQL needs the password")
                .hasSize(type.equals("RDS") ? 1 : 0);
    }

    @Test
    void tablesHaveTheNamesOfTheirEnvironment() {
        try (AwsPlatform platform = platform(
                SETTINGS,
                request -> action(request).isEmpty()
                        ? answer(request, "DYNAMODB")
                        : Answer.json(200, "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}"))) {
            assertThat(platform.forecasts().runs()).isEmpty();
        }
        assertThat(aws.asked().get(aws.asked().size() - 1).text())
                .contains("\"TableName\":\"BuildingDemandForecasts-dev\"");
    }

    @Test
    void metricsAreThoseOfTheirEnvironment() {
        aws = new FakeAws(request -> Answer.json(200, "{}"));
        List<String> log = new ArrayList<>();
        try (AwsPlatform platform =
                new AwsPlatform(new AwsSettings(SETTINGS), aws.clients(), log::add, Clock.systemUTC())) {
            platform.metrics().put("ForecastRowsRejected", 3, Unit.COUNT, Map.of());
        }
        assertThat(log).singleElement().asString().contains("\"Namespace\":\"EDF-dev\"");
    }

    @Test
    void whatIsNotUsedNeedsNoSettings() {
        try (AwsPlatform platform = platform(Map.of(), request -> Answer.json(200, "{}"))) {
            assertThat(platform.models().approved("Edf")).isEmpty();
            assertThatThrownBy(platform::servingModels)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("EDF_SAGEMAKER_ROLE_ARN is not set");
            assertThatThrownBy(platform::forecasts)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("EDF_CONFIG_URI is not set");
        }
    }

    @Test
    void aConfigurationThatIsMissingIsNamedWithTheWayOut() {
        try (AwsPlatform platform = platform(SETTINGS, request -> Answer.error(404, "NoSuchKey"))) {
            assertThatThrownBy(platform::configuration)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("s3://scripts-dev/config/edf_config.yaml")
                    .hasMessageContaining("EDF_CONFIG_URI");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "forty", "-1", "1000000"})
    void aRetentionThatIsNoNumberOfDaysIsRefused(String days) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.put("EDF_FORECAST_RETENTION_DAYS", days);
        try (AwsPlatform platform = platform(settings, request -> answer(request, "DYNAMODB"))) {
            assertThatThrownBy(platform::forecasts)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("EDF_FORECAST_RETENTION_DAYS is \"" + days + "\"");
        }
    }

    private AwsPlatform platform(Map<String, String> settings, Function<Asked, Answer> behaviour) {
        aws = new FakeAws(behaviour);
        return new AwsPlatform(new AwsSettings(settings), aws.clients(), line -> {}, Clock.systemUTC());
    }

    private static Answer answer(Asked request, String forecastDbType) {
        if (action(request).equals("GetSecretValue")) {
            return Answer.json(200, "{\"Name\":\"edf/db\",\"SecretString\":\"{\\\"password\\\":\\\"hush\\\"}\"}");
        }
        return Answer.of(
                200,
                Map.of("ETag", "\"1\""),
                ("edf_inference:\n  forecast_db_type: " + forecastDbType + "\n").getBytes(UTF_8));
    }

    private static String action(Asked request) {
        String target = request.header("x-amz-target");
        return target.substring(target.lastIndexOf('.') + 1);
    }
}
