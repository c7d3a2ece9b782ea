package com.hometech.edf.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.api.ServedApi;
import com.hometech.edf.api.access.Caller;
import com.hometech.edf.api.access.Scope;
import com.hometech.edf.api.http.ApiRequest;
import com.hometech.edf.api.http.ApiResponse;
import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Entitlement;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over the stores of a laptop: H2, files and directories. */
class ServedForecastsTest {
    private static final Instant ISSUE = Instant.parse("2026-03-01T05:00:00Z");
    private static final String MODEL = "EDFBuildingDemandForecaster/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private Instant now = ISSUE.plus(Duration.ofHours(1));
    private EmbeddedPlatform platform;
    private ServedApi api;

    @BeforeEach
    void serve() {
        platform = new EmbeddedPlatform(home, new TestClock());
        Places places = new Places(EdfConfig.defaults().general(), "");
        platform.objects().put(places.calendarTopology().resolve("buildings.csv"), """
                        building_id,site_id,timezone
                        closed,north,Europe/Oslo
                        open,north,Europe/Oslo
                        other,south,Europe/Oslo
                        """.getBytes(UTF_8));
        issue(ISSUE.minus(Duration.ofDays(60)), "closed", "open", "other");
        issue(ISSUE, "open", "other");
        platform.entitlements().put(new Entitlement("dso", "Grid North", Set.of(), Set.of(new AreaId("north")), false));
        api = new ServedApi(new ServedApi.Environment(
                platform,
                EdfConfig.defaults(),
                "",
                request -> Optional.of(new Caller("dso", Set.of(Scope.values()))),
                new byte[32],
                new ServedApi.Limits(1 << 24, 4)));
    }

    @AfterEach
    void end() {
        api.close();
        platform.close();
    }

    private void issue(Instant issuedAt, String... buildings) {
        List<ForecastRecord> rows = Stream.of(buildings)
                .flatMap(building -> Stream.iterate(0, hour -> hour + 1)
                        .limit(72)
                        .map(hour -> new ForecastRecord(
                                new BuildingId(building),
                                issuedAt.plus(Duration.ofHours(hour)),
                                issuedAt,
                                hour + 1,
                                10.25 + hour,
                                9.5 + hour,
                                11 + hour,
                                MODEL,
                                ForecastQuality.MODEL)))
                .toList();
        platform.forecasts().load(new Run("run-" + issuedAt, issuedAt, MODEL), rows.iterator(), rejected -> {});
    }

    private ApiResponse get(String path) {
        return api.answer(new ApiRequest("request", "GET", path, Map.of(), Map.of(), Map.of(), new byte[0]));
    }

    private static JsonNode json(ApiResponse response) throws IOException {
        return JSON.readTree(response.body());
    }

    @Test
    void whatWasLoadedIsServed() throws IOException {
        JsonNode values = json(get("/v1/buildings/open/forecast")).path("values");
        assertThat(values).hasSize(72);
        assertThat(values.path(71).path("time").asText()).isEqualTo("2026-03-04T04:00:00Z");
        assertThat(values.path(71).path("yhat").asDouble()).isEqualTo(81.25);
        assertThat(json(get("/v1/areas/north/forecast"))
                        .path("values")
                        .path(0)
                        .path("buildings")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("fault 16: a closed building is inactive, and no stale rows are its forecast")
    void aClosedBuildingIsInactive() throws IOException {
        ApiResponse closed = get("/v1/buildings/closed/forecast");
        assertThat(closed.status()).isEqualTo(404);
        assertThat(json(closed).path("type").asText()).isEqualTo("/problems/inactive");
    }

    @Test
    @DisplayName("fault 55: a foreign building answers like one that there is not")
    void aForeignBuildingIsUnknown() {
        ApiResponse foreign = get("/v1/buildings/other/forecast");
        ApiResponse unknown = get("/v1/buildings/nowhere/forecast");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        assertThat(foreign.headers()).isEqualTo(unknown.headers());
    }

    @Test
    @DisplayName("fault 62: without the database the last answer is given with its age, or none")
    void withoutTheDatabaseTheLastAnswerIsGiven() throws IOException {
        ApiResponse fresh = get("/v1/buildings/open/forecast");
        platform.close();
        Files.writeString(home.resolve("forecasts.mv.db"), "no database");
        now = now.plus(Duration.ofMinutes(10));
        ApiResponse older = get("/v1/buildings/open/forecast");
        assertThat(older.body()).isEqualTo(fresh.body());
        assertThat(older.headers()).containsEntry("Age", "600");
        ApiResponse none = get("/v1/buildings/open");
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.headers()).containsKey("Retry-After");
        assertThat(new String(none.body(), UTF_8)).doesNotContain("jdbc", "Exception", home.toString());
    }

    private final class TestClock extends Clock {
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
    }
}
