package com.hometech.edf.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsSettings;
import com.hometech.edf.aws.DynamoDbForecastStore;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.lambdas.aws.ApiFunction;
import com.hometech.edf.lambdas.aws.ForecastApiFunction;
import com.hometech.edf.lambdas.aws.ModelApiFunction;
import com.hometech.edf.lambdas.aws.PredictionApiFunction;
import com.hometech.edf.lambdas.aws.Surroundings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.crac.Core;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions of the API as they are deployed, over an emulator of AWS. */
class ApiFunctionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> log = new ArrayList<>();
    private AwsBench bench;

    @BeforeEach
    void furnish() throws Exception {
        bench = new AwsBench();
        bench.furnishApi(
                new Entitlement("dso", "Grid North", Set.of(new BuildingId("alpha")), Set.of(), false),
                new Entitlement("olga", "Operator", Set.of(), Set.of(), true));
        ForecastStore store =
                new DynamoDbForecastStore(bench.aws().clients().dynamoDb(), AwsBench.TABLE, Optional.empty());
        List<ForecastRecord> rows = IntStream.range(0, 72)
                .mapToObj(hour -> new ForecastRecord(
                        new BuildingId("alpha"),
                        AwsBench.ISSUE.plus(Duration.ofHours(hour)),
                        AwsBench.ISSUE,
                        hour + 1,
                        10,
                        9,
                        11,
                        AwsBench.GROUP + "/1",
                        ForecastQuality.MODEL))
                .toList();
        store.load(
                new ForecastStore.Run("run-1", AwsBench.ISSUE, AwsBench.GROUP + "/1"), rows.iterator(), rejected -> {});
    }

    @Test
    void aForecastIsAnsweredToWhoIsEntitled() throws IOException {
        ApiFunction function = function(ForecastApiFunction::new);
        Map<String, Object> answer = call(function, "dso", "GET", "/v1/buildings/alpha/forecast", "");
        assertThat(answer).containsEntry("statusCode", 200).containsEntry("isBase64Encoded", false);
        JsonNode forecast = JSON.readTree(answer.get("body").toString());
        assertThat(forecast.path("values")).hasSize(72);
        assertThat(headers(answer).get("ETag")).isNotNull();
        assertThat(headers(answer)).containsEntry("X-Request-Id", "gateway-1");

        assertThat(call(function, "olga", "GET", "/v1/buildings/alpha/forecast", ""))
                .containsEntry("statusCode", 404);
        assertThat(function.handleRequest(
                        Map.of("httpMethod", "GET", "path", "/v1/me"), LambdaContext.ofRequest("request-1")))
                .containsEntry("statusCode", 401);
    }

    @Test
    void aDecisionIsRecordedWithItsSubject() throws IOException {
        ModelPackage model = bench.approvedModel();
        ApiFunction function = function(ModelApiFunction::new);
        String path = "/v1/models/" + AwsBench.GROUP + "/" + model.version();
        Map<String, Object> seen = call(function, "olga", "GET", path, "");
        assertThat(JSON.readTree(seen.get("body").toString()).path("live").asBoolean())
                .isTrue();
        assertThat(call(
                        function,
                        "olga",
                        "PUT",
                        path + "/decision",
                        "{\"status\": \"REJECTED\", \"note\": \"worse in winter\"}",
                        "If-Match",
                        headers(seen).get("ETag"),
                        "Content-Type",
                        "application/json"))
                .containsEntry("statusCode", 200);
        ModelPackage decided =
                bench.models().find(AwsBench.GROUP, model.version()).orElseThrow();
        assertThat(decided.status()).isEqualTo(ApprovalStatus.REJECTED);
        assertThat(decided.statusReason()).isEqualTo("worse in winter (olga)");
    }

    @Test
    void predictionsSayWhatIsMissing() throws IOException {
        ApiFunction function = function(PredictionApiFunction::new);

        Map<String, Object> health = function.handleRequest(
                Map.of("httpMethod", "GET", "path", "/v1/health"), LambdaContext.ofRequest("request-1"));
        assertThat(health).containsEntry("statusCode", 200);
        assertThat(JSON.readTree(health.get("body").toString()))
                .isEqualTo(JSON.readTree("{\"status\": \"degraded\", \"model\": \"none\", \"store\": \"ok\"}"));

        bench.approvedModel(); // whose artifact is none
        assertThat(call(
                        function,
                        "dso",
                        "POST",
                        "/v1/predict",
                        "{\"readings\": []}",
                        "Content-Type",
                        "application/json"))
                .containsEntry("statusCode", 409);
        assertThat(call(function, "dso", "POST", "/v1/predict", "[]", "Content-Type", "application/json"))
                .containsEntry("statusCode", 400);
    }

    @Test
    void aSnapshotHoldsNothingThatWasRead() {
        List<AwsClients> built = new ArrayList<>();
        for (Function<Surroundings, ApiFunction> constructor : List.<Function<Surroundings, ApiFunction>>of(
                ForecastApiFunction::new, ModelApiFunction::new, PredictionApiFunction::new)) {
            ApiFunction function = constructor.apply(surroundings(built));
            function.beforeCheckpoint(Core.getGlobalContext());
            function.afterRestore(Core.getGlobalContext());
            bench.furnishApi(new Entitlement("warm-up", "Nobody", Set.of(new BuildingId("alpha")), Set.of(), false));
            assertThat(call(function, "warm-up", "GET", "/v1/me", "")
                            .get("body")
                            .toString())
                    .contains("\"buildings\":1");
            bench.platform().entitlements().remove("warm-up");
        }
        assertThat(built).as("each function has new clients after it warmed up").hasSize(6);
    }

    @Test
    void whatAlreadyWorksGoesOnWithoutConfiguration() {
        Instant[] now = {AwsBench.ISSUE};
        ApiFunction function = new ForecastApiFunction(new Surroundings(
                new AwsSettings(AwsBench.apiSettings()),
                () -> AwsClients.ofEmulator(bench.aws().endpoint()),
                log::add,
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now[0];
                    }
                }));
        assertThat(call(function, "dso", "GET", "/v1/buildings", "")).containsEntry("statusCode", 200);
        bench.objects().delete(AwsBench.CONFIG);
        now[0] = now[0].plus(Duration.ofMinutes(11));
        assertThat(call(function, "dso", "GET", "/v1/buildings", "")).containsEntry("statusCode", 200);
    }

    private ApiFunction function(Function<Surroundings, ApiFunction> constructor) {
        return constructor.apply(surroundings(new ArrayList<>()));
    }

    private Surroundings surroundings(List<AwsClients> built) {
        return new Surroundings(
                new AwsSettings(AwsBench.apiSettings()),
                () -> {
                    built.add(AwsClients.ofEmulator(bench.aws().endpoint()));
                    return built.get(built.size() - 1);
                },
                log::add,
                Clock.fixed(AwsBench.ISSUE.plus(Duration.ofHours(1)), ZoneOffset.UTC));
    }

    private static Map<String, Object> call(
            ApiFunction function, String subject, String method, String path, String body, String... headers) {
        return function.handleRequest(
                AwsBench.gatewayEvent(subject, method, path, body, headers), LambdaContext.ofRequest("request-1"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> headers(Map<String, Object> answer) {
        return (Map<String, String>) answer.get("headers");
    }
}
