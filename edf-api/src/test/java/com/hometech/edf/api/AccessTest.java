package com.hometech.edf.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.api.Served.Response;
import com.hometech.edf.api.contract.Contract;
import com.hometech.edf.api.contract.Operation;
import com.hometech.edf.common.domain.Quantity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private final Served served = new Served();

    @BeforeEach
    void aRun() {
        for (String building : Set.of("school-7", "hall-1", "home-3", "home-4")) {
            served.issue(building, Quantity.CONSUMPTION, Served.ISSUED, hour -> 2);
        }
    }

    @AfterEach
    void end() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/buildings/%s",
                "/v1/buildings/%s/forecast",
                "/v1/buildings/%s/accuracy",
                "/v1/buildings/%s/anomalies",
                "/v1/homes/%s/outlook",
                "/v1/homes/%s/anomalies",
                "/v1/homes/%s/best-times?duration_minutes=60&energy_kwh=1"
            })
    @DisplayName("fault 55: a foreign building answers exactly like an unknown one")
    void aForeignBuildingAnswersExactlyLikeAnUnknownOne(String address) {
        served.get("resident", "/v1/me");
        int before = served.forecasts.condition.reads() + served.objects.condition.reads();
        Response foreign = served.get("resident", address.formatted("home-4"));
        Response unknown = served.get("resident", address.formatted("nowhere"));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(withoutId(foreign)).isEqualTo(withoutId(unknown));
        assertThat(headers(foreign)).isEqualTo(headers(unknown));
        assertThat(served.forecasts.condition.reads() + served.objects.condition.reads())
                .as("nothing is looked up for either")
                .isEqualTo(before);
    }

    private static String withoutId(Response response) {
        return response.text().replaceAll("request-\\d+", "ID");
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new TreeMap<>(response.raw().headers());
        headers.remove("X-Request-Id");
        return headers;
    }

    @Test
    @DisplayName("fault 55: denials are in the log, and tokens are not")
    void denialsAreInTheLogAndTokensAreNot() {
        try (LogLines log = new LogLines()) {
            Response denied = served.get("resident", "/v1/homes/home-4/outlook");
            assertThat(log.of("denied")).singleElement().satisfies(event -> assertThat(
                            event.getContextData().toMap())
                    .containsEntry("subject", "resident")
                    .containsEntry("request_id", denied.header("X-Request-Id"))
                    .containsEntry("resource", "building home-4"));
            assertThat(log.of("answered")).singleElement().satisfies(event -> assertThat(
                            event.getContextData().toMap())
                    .containsEntry("status", "404")
                    .containsEntry("operation", "getHomeOutlook"));
            assertThat(log.text()).doesNotContain("edf/homes.read");
        }
    }

    @Test
    @DisplayName("fault 56: nobody hears of an area of which they may not see all")
    void nobodyHearsOfAnAreaOfWhichTheyMayNotSeeAll() {
        Response partly = served.get("dso", "/v1/areas/north/forecast");
        Response unknown = served.get("dso", "/v1/areas/nowhere/forecast");
        assertThat(partly.status()).isEqualTo(404);
        assertThat(withoutId(partly)).isEqualTo(withoutId(unknown));
        assertThat(served.get("dso", "/v1/buildings?area_id=north").status()).isEqualTo(404);
        assertThat(served.get("dso", "/v1/areas").json().path("items").findValuesAsText("area_id"))
                .containsExactly("feeder-12", "mine");
        assertThat(served.get("supplier", "/v1/areas").json().path("items").findValuesAsText("area_id"))
                .containsExactly("mine", "north");
    }

    @Test
    @DisplayName("fault 56: lists hold what the caller may see, whatever is asked")
    void listsHoldWhatTheCallerMaySeeWhateverIsAsked() {
        assertThat(served.get("dso", "/v1/buildings").json().path("items").findValuesAsText("building_id"))
                .containsExactly("hall-1", "school-7");
        assertThat(served.get("supplier", "/v1/buildings").json().path("items").findValuesAsText("building_id"))
                .containsExactly("closed-9", "home-3", "school-7");
        assertThat(served.get("dso", "/v1/buildings?tenant=tenant%20of%20supplier")
                        .status())
                .isEqualTo(400);
        assertThat(served.get("stranger", "/v1/buildings").json().path("items")).isEmpty();
        assertThat(served.get("stranger", "/v1/me").json().path("tenant").isNull())
                .isTrue();
        assertThat(served.get("dso", "/v1/me").json().path("buildings").asInt()).isEqualTo(2);
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        for (Operation operation : closedOperations()) {
            Response refused = served.send(operation.method(), "", address(operation), new byte[0]);
            assertThat(refused.status()).as(operation.id()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    @DisplayName("fault 58: without the scope nothing is answered but who asks")
    void withoutTheScopeNothingButTheCallerIsAnswered() {
        for (Operation operation : closedOperations()) {
            Response refused = served.send(operation.method(), "engineer other.scope", address(operation), new byte[0]);
            assertThat(refused.status())
                    .as(operation.id())
                    .isEqualTo(operation.id().equals("getCaller") ? 200 : 403);
        }
        assertThat(served.send("PUT", "engineer edf/models.read", "/v1/models/G/1/decision", new byte[0])
                        .status())
                .isEqualTo(403);
    }

    /** All but the one that says whether the service works. */
    private static List<Operation> closedOperations() {
        List<Operation> operations = Contract.read().operations();
        assertThat(operations.stream().filter(Operation::open).map(Operation::id))
                .containsExactly("getHealth");
        return operations.stream().filter(operation -> !operation.open()).toList();
    }

    private static String address(Operation operation) {
        return operation.path().text().replace("{version}", "3").replaceAll("\\{\\w+}", "x");
    }

    @Test
    @DisplayName("fault 56: a cursor is only for its caller and its question")
    void aCursorIsOnlyForItsCallerAndItsQuestion() {
        String cursor = next("supplier", "/v1/buildings?limit=1");
        assertThat(served.get("supplier", "/v1/buildings?limit=1&cursor=" + cursor)
                        .status())
                .isEqualTo(200);
        assertThat(served.get("dso", "/v1/buildings?limit=1&cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(served.get("supplier", "/v1/buildings?limit=2&cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        assertThat(served.get("supplier", "/v1/areas?limit=1&cursor=" + cursor).status())
                .isEqualTo(400);
        for (int position = 0; position < cursor.length(); position++) {
            char other = cursor.charAt(position) == 'A' ? 'B' : 'A';
            String forged = cursor.substring(0, position) + other + cursor.substring(position + 1);
            assertThat(served.get("supplier", "/v1/buildings?limit=1&cursor=" + forged)
                            .status())
                    .as(forged)
                    .isEqualTo(400);
        }
        for (String garbage : Set.of(".", "a", "..", "1.2.3.4", "-", "20000.x.y")) {
            assertThat(served.get("supplier", "/v1/buildings?limit=1&cursor=" + garbage)
                            .status())
                    .as(garbage)
                    .isEqualTo(400);
        }
    }

    @Test
    void aCursorHoldsForADay() {
        String cursor = next("supplier", "/v1/buildings?limit=1");
        served.pass(Duration.ofHours(24));
        assertThat(served.get("supplier", "/v1/buildings?limit=1&cursor=" + cursor)
                        .status())
                .isEqualTo(200);
        served.pass(Duration.ofHours(24));
        Response outdated = served.get("supplier", "/v1/buildings?limit=1&cursor=" + cursor);
        assertThat(outdated.status()).isEqualTo(400);
        assertThat(outdated.json().path("detail").asText()).contains("outdated");
    }

    private String next(String subject, String address) {
        return served.get(subject, address).json().path("next_cursor").asText();
    }

    @Test
    void whatIsTakenAwayIsGoneAfterAMinute() {
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(200);
        served.grants.remove("dso");
        served.pass(Duration.ofSeconds(61));
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(404);
    }

    @Test
    void withoutEntitlementsWhoIsKnownIsServedForAWhile() {
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(200);
        served.grants.down = true;
        served.pass(Duration.ofMinutes(5));
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(200);
        assertThat(served.get("supplier", "/v1/buildings/school-7").status()).isEqualTo(503);
        served.pass(Duration.ofMinutes(6));
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(503);
    }

    @Test
    void aChangedDirectoryIsSeenAfterAWhile() {
        assertThat(served.get("dso", "/v1/areas/feeder-12/forecast").status()).isEqualTo(200);
        served.objects.delete(served.places.calendarTopology().resolve("areas.csv"));
        served.pass(Duration.ofMinutes(5));
        assertThat(served.get("dso", "/v1/areas/feeder-12/forecast").status()).isEqualTo(404);
    }

    @Test
    void aDirectoryThatCannotBeUnderstoodLeavesTheOneBefore() {
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(200);
        served.objects.put(served.places.calendarTopology().resolve("buildings.csv"), "nonsense".getBytes(UTF_8));
        served.pass(Duration.ofMinutes(5));
        assertThat(served.get("dso", "/v1/buildings/school-7").status()).isEqualTo(200);
    }
}
