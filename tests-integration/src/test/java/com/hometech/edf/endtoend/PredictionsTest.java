package com.hometech.edf.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.api.ServedApi;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Predictions over a home whose model was trained, approved and has forecast. */
@TestMethodOrder(OrderAnnotation.class)
class PredictionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant ORIGIN = SmallPortfolio.NOW.minus(Duration.ofHours(1));
    private static final String GROUP = "EDFBuildingDemandForecaster";

    @TempDir
    private static Path home;

    private static String building;
    private static String foreign;
    private static List<ForecastRecord> stored;
    private static EmbeddedPlatform platform;
    private static ServedApi api;
    private static Instant now = SmallPortfolio.NOW.plus(Duration.ofHours(1));

    @BeforeAll
    static void forecastAndServe() throws IOException {
        SmallPortfolio.homeWithReadings(home);
        // a request holds one forecast of the weather, an archive many: without any both know the same
        for (String weather : List.of(
                Stores.PROCESSED + "processed_edf_data/weather",
                "buckets/hometech-ml-raw-data/edf-inputs/weather-forecast")) {
            FileUtils.deleteDirectory(home.resolve(weather).toFile());
        }
        EdfRun.done(home, "train", SmallPortfolio.AT_NOW);
        EdfRun.done(home, "models", "approve", "1");
        EdfRun.done(home, "forecast", SmallPortfolio.AT_NOW, "--name", "daily");
        List<String> buildings = SmallPortfolio.buildings(home.resolve("sample"));
        building = buildings.get(0);
        foreign = buildings.get(1);
        stored = Stores.newest(home).stream()
                .filter(row -> row.building().value().equals(building))
                .toList();
        EdfConfig config = ConfigReader.read(home.resolve("edf_config.yaml"));
        platform = new EmbeddedPlatform(home, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
        platform.entitlements()
                .put(new Entitlement("dso", "Grid North", Set.of(new BuildingId(building)), Set.of(), false));
        api = new ServedApi(new ServedApi.Environment(
                platform,
                config,
                "",
                request -> Optional.of(new Caller("dso", Set.of(Scope.FORECASTS_READ))),
                new byte[32],
                new ServedApi.Limits(1 << 24, 4)));
    }

    @AfterAll
    static void end() {
        api.close();
        platform.close();
    }

    private static ApiResponse send(String method, String path, byte[] body) {
        return api.answer(new ApiRequest(
                "request", method, path, Map.of(), Map.of("Content-Type", "application/json"), Map.of(), body));
    }

    private static ApiResponse predict(ObjectNode body) {
        return send("POST", "/v1/predict", body.toString().getBytes(UTF_8));
    }

    private static JsonNode json(ApiResponse response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static List<String> details(ApiResponse response) throws IOException {
        assertThat(response.status()).isEqualTo(400);
        return json(response).path("errors").findValuesAsText("detail");
    }

    private static SortedMap<Instant, Double> readings() throws IOException {
        SortedMap<Instant, Double> readings = new TreeMap<>();
        TimeSpan span = new TimeSpan(0, ORIGIN.getEpochSecond() + 1);
        for (Path file :
                MonthPartitions.within(home.resolve(Stores.PROCESSED + "processed_edf_data/consumption"), span)) {
            ReadingChunk chunk =
                    ConsumptionFiles.read(file, span, Quantity.CONSUMPTION).get(building);
            for (int row = 0; chunk != null && row < chunk.kwh().length; row++) {
                readings.put(Instant.ofEpochSecond(chunk.epochSeconds()[row]), chunk.kwh()[row]);
            }
        }
        return readings;
    }

    private static ObjectNode question(SortedMap<Instant, Double> readings) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("readings");
        readings.forEach(
                (time, kwh) -> list.addObject().put("time", time.toString()).put("kwh", kwh));
        return body;
    }

    @Test
    @Order(1)
    void theSameReadingsGiveTheNumbersOfTheDailyRunBitForBit() throws IOException {
        assertThat(stored).hasSize(72);

        ApiResponse response = predict(question(readings()).put("building_id", building));

        assertThat(response.status()).as(new String(response.body(), UTF_8)).isEqualTo(200);
        JsonNode prediction = json(response);
        assertThat(prediction.path("issued_at").asText()).isEqualTo(SmallPortfolio.NOW.toString());
        assertThat(prediction.path("values")).hasSize(72);
        for (int hour = 0; hour < 72; hour++) {
            JsonNode value = prediction.path("values").path(hour);
            ForecastRecord row = stored.get(hour);
            assertThat(value.path("time").asText()).isEqualTo(row.targetTime().toString());
            assertThat(value.path("lead_hours").asDouble()).isEqualTo(row.leadHours());
            assertThat(value.path("yhat").asDouble()).isEqualTo(row.yhat());
            assertThat(value.path("yhat_lower").asDouble()).isEqualTo(row.yhatLower());
            assertThat(value.path("yhat_upper").asDouble()).isEqualTo(row.yhatUpper());
            assertThat(value.path("quality").asText()).isEqualTo(row.quality().name());
            assertThat(value.path("model_version").asText()).isEqualTo(row.modelVersion());
        }
    }

    @Test
    @Order(1)
    void targetsAreChosenByTimeOrLead() throws IOException {
        ObjectNode body = question(readings()).put("building_id", building);
        body.putArray("times").add(SmallPortfolio.NOW.plus(Duration.ofHours(2)).toString());
        body.putArray("lead_hours").add(1);

        JsonNode values = json(predict(body)).path("values");

        assertThat(values.findValuesAsText("lead_hours")).containsExactly("1.0", "3.0");
        assertThat(values.path(1).path("yhat").asDouble())
                .isEqualTo(stored.get(2).yhat());
    }

    @Test
    @Order(1)
    void aRowOfFeaturesGivesItsForecast() throws IOException {
        FeatureTable table =
                FeatureTable.read(home.resolve(Stores.PROCESSED + "features/edf/inference/EDFInferenceWorkflow/daily"));
        int row = Stream.iterate(table.rows() - 1, at -> at - 1)
                .filter(at -> table.building(at).equals(building))
                .findFirst()
                .orElseThrow();
        ObjectNode body = JSON.createObjectNode();
        body.put("building_id", building).put("level_kwh", table.levelKwh(row));
        ObjectNode features = body.putObject("row");
        List<String> names = table.schema().names();
        for (int column = 0; column < names.size(); column++) {
            float value = table.feature(row, column);
            if (Float.isNaN(value)) {
                features.putNull(names.get(column));
            } else {
                features.put(names.get(column), value);
            }
        }
        body.putObject("plain_forecasts")
                .put("last_week_kwh", table.lastWeekKwh(row))
                .put("yesterday_kwh", table.yesterdayKwh(row))
                .put("four_week_mean_kwh", table.fourWeekMeanKwh(row))
                .put("fallback_kwh", table.fallbackKwh(row));

        JsonNode value = json(predict(body)).path("values").path(0);

        assertThat(value.path("yhat").asDouble()).isEqualTo(stored.get(71).yhat());
        assertThat(value.path("yhat_lower").asDouble())
                .isLessThanOrEqualTo(stored.get(71).yhat());
        assertThat(value.path("yhat_upper").asDouble())
                .isGreaterThanOrEqualTo(stored.get(71).yhat());

        features.remove("hour_of_day");
        features.put("month_of_year", 13).put("hour_of_dya", 3).put("day_of_week", "Monday");
        body.remove("level_kwh");
        assertThat(details(predict(body)))
                .containsExactlyInAnyOrder(
                        "row/hour_of_dya is no feature of the model; did you mean \"hour_of_day\"?",
                        "row/hour_of_day is missing; write null where it is not known",
                        "row/month_of_year is 13, out of range; write 1.0 to 12.0",
                        "row/day_of_week is no number, nor null",
                        "level_kwh is missing: the usual energy of an interval [kWh], which the model scales by");
    }

    @Test
    @Order(1)
    void aBuildingThatNobodyKnowsIsForecastAsANewOne() throws IOException {
        ObjectNode body = question(readings().tailMap(ORIGIN.minus(Duration.ofHours(30))));
        body.putObject("building").put("time_zone", "Europe/Berlin").put("use_type", "office");

        JsonNode values = json(predict(body)).path("values");

        assertThat(values).hasSize(72);
        assertThat(values.path(0).path("quality").asText()).isEqualTo("COLD_START");
    }

    @Test
    @Order(1)
    void whatIsWrongIsSaidWithItsPlace() throws IOException {
        ObjectNode late = question(readings()).put("building_id", building);
        late.put("issued_at", ORIGIN.toString());
        assertThat(details(predict(late))).singleElement().asString().contains("may know those up to");

        ObjectNode wrong = JSON.createObjectNode();
        wrong.putObject("building").put("time_zone", "Europe/Berln").put("floor_area", 3);
        assertThat(details(predict(wrong)))
                .containsExactlyInAnyOrder(
                        "building/time_zone is no IANA time zone; did you mean \"Europe/Berlin\"?",
                        "building/floor_area is not known; did you mean \"floor_area_m2\"?");

        ObjectNode uneven = JSON.createObjectNode().put("building_id", building);
        uneven.putArray("readings")
                .addObject()
                .put("time", "2024-11-18T03:30:00Z")
                .put("kwh", -1);
        assertThat(details(predict(uneven)))
                .anyMatch(detail -> detail.startsWith("readings/0/time is not on the grid of PT1H"))
                .anyMatch(detail -> detail.startsWith("readings/0/kwh is -1, out of range"));

        assertThat(predict(question(readings()).put("building_id", foreign)).status())
                .isEqualTo(404);
        assertThat(send("POST", "/v1/predict", new byte[2 << 20]).status()).isEqualTo(413);
    }

    @Test
    @Order(2)
    void modelAndHealthFollowTheApproval() throws IOException {
        assertThat(json(send("GET", "/v1/health", new byte[0])))
                .isEqualTo(JSON.readTree("{\"status\": \"ok\", \"model\": \"ok\", \"store\": \"ok\"}"));
        JsonNode info = json(send("GET", "/v1/model/info", new byte[0]));
        assertThat(info.path("model_version").asText()).isEqualTo(GROUP + "/1");
        assertThat(info.path("features").findValuesAsText("name")).contains("hour_of_day", "lead_hours");

        platform.models().decide(GROUP, 1, ApprovalStatus.REJECTED, "ann: bad");
        now = now.plus(Duration.ofMinutes(2));

        assertThat(json(send("GET", "/v1/health", new byte[0])))
                .isEqualTo(JSON.readTree("{\"status\": \"degraded\", \"model\": \"none\", \"store\": \"ok\"}"));
        assertThat(send("GET", "/v1/model/info", new byte[0]).status()).isEqualTo(409);
        assertThat(predict(question(readings()).put("building_id", building)).status())
                .isEqualTo(409);
    }
}
