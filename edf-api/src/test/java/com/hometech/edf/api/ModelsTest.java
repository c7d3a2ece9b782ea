package com.hometech.edf.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.api.Served.Response;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ObjectUri;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ModelsTest {
    private static final String MODEL = "/v1/models/EDFBuildingDemandForecaster/4";
    private static final String APPROVE = "{\"status\":\"APPROVED\",\"note\":\"better everywhere\"}";

    private final Served served = new Served();

    @BeforeEach
    void aCandidate() throws NoSuchAlgorithmException {
        byte[] artifact = "model".getBytes(UTF_8);
        served.objects.put(ObjectUri.parse("s3://models/4/model.tar.gz"), artifact);
        ModelPackage model = Served.model(4, ApprovalStatus.PENDING_MANUAL_APPROVAL);
        served.registry.models.add(new ModelPackage(
                model.group(),
                4,
                model.arn(),
                model.modelData(),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artifact)),
                model.status(),
                "",
                model.createdAt(),
                model.metrics(),
                model.metadata()));
    }

    @AfterEach
    void end() {
        served.close();
    }

    private Response decide(String subject, String tag, String body) {
        return served.send(
                "PUT",
                subject,
                MODEL + "/decision",
                body.getBytes(UTF_8),
                "If-Match",
                tag,
                "Content-Type",
                "application/json");
    }

    @Test
    void modelsAreListedNewestFirst() {
        JsonNode page = served.get("engineer", "/v1/models?limit=1").json();
        assertThat(page.path("items").path(0).path("model_version").asText())
                .isEqualTo("EDFBuildingDemandForecaster/4");
        assertThat(page.path("items").path(0).path("live").asBoolean()).isFalse();
        JsonNode second = served.get(
                        "engineer",
                        "/v1/models?limit=1&cursor=" + page.path("next_cursor").asText())
                .json();
        assertThat(second.path("items").path(0).path("version").asInt()).isEqualTo(3);
        assertThat(second.path("items").path(0).path("live").asBoolean()).isTrue();
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(served.get("engineer", "/v1/models?status=REJECTED").json().path("items"))
                .isEmpty();
        assertThat(served.get("engineer", "/v1/models?quantity=solar").json().path("items"))
                .isEmpty();
    }

    @Test
    void aDecisionIsKeptWithWhoMadeIt() {
        String seen = served.get("engineer", MODEL).header("ETag");
        try (LogLines log = new LogLines()) {
            Response decided = decide("engineer", seen, APPROVE);
            assertThat(decided.status()).isEqualTo(200);
            assertThat(decided.json().path("status").asText()).isEqualTo("APPROVED");
            assertThat(decided.json().path("status_reason").asText()).isEqualTo("better everywhere (engineer)");
            assertThat(decided.json().path("live").asBoolean()).isTrue();
            assertThat(decided.header("ETag"))
                    .isEqualTo(served.get("engineer", MODEL).header("ETag"));
            assertThat(log.of("decided")).hasSize(1);
        }
    }

    @Test
    void nobodyOverwritesADecisionThatTheyHaveNotSeen() {
        String seen = served.get("engineer", MODEL).header("ETag");
        assertThat(decide("engineer", seen, APPROVE).status()).isEqualTo(200);
        Response late = decide("engineer", seen, "{\"status\":\"REJECTED\",\"note\":\"no idea\"}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(served.registry.list("EDFBuildingDemandForecaster").get(0).status())
                .isEqualTo(ApprovalStatus.APPROVED);
        assertThat(served.send(
                                "PUT",
                                "engineer",
                                MODEL + "/decision",
                                APPROVE.getBytes(UTF_8),
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(428);
    }

    @Test
    @DisplayName("fault 58: who is not entitled does not decide")
    void whoIsNotEntitledDoesNotDecide() {
        String seen = served.get("engineer", MODEL).header("ETag");
        try (LogLines log = new LogLines()) {
            assertThat(decide("dso", seen, APPROVE).status()).isEqualTo(403);
            assertThat(log.of("denied")).hasSize(1);
        }
        assertThat(decide("engineer edf/models.read", seen, APPROVE).status()).isEqualTo(403);
        assertThat(served.registry.list("EDFBuildingDemandForecaster").get(0).status())
                .isEqualTo(ApprovalStatus.PENDING_MANUAL_APPROVAL);
    }

    @Test
    void aModelWhoseFileIsNotTheRegisteredOneIsNotApproved() {
        served.objects.put(ObjectUri.parse("s3://models/4/model.tar.gz"), "another".getBytes(UTF_8));
        Response refused = decide("engineer", "*", APPROVE);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/model-unusable");
        assertThat(decide("engineer", "*", "{\"status\":\"REJECTED\",\"note\":\"not the file\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("fault 61: a body has the fields that are described, and no others")
    void aBodyIsHeldAgainstItsDescription() {
        assertThat(decide("engineer", "*", "{\"status\":\"APPROVED\",\"note\":\"x\"}")
                        .text())
                .contains("note");
        assertThat(decide("engineer", "*", "{\"status\":\"APPROVED\"}").text()).contains("note is missing");
        assertThat(decide("engineer", "*", "{\"status\":\"APPROVED\",\"note\":\"good\",\"tenant_id\":\"x\"}")
                        .text())
                .contains("There is no field tenant_id");
        assertThat(decide("engineer", "*", "{\"status\":\"APPROVED\",\"status\":\"REJECTED\",\"note\":\"good\"}")
                        .status())
                .isEqualTo(400);
        assertThat(decide("engineer", "*", APPROVE + "{}").status()).isEqualTo(400);
        assertThat(decide("engineer", "*", "{\"status\":\"APPROVED\",\"note\":[\"good\"]}")
                        .text())
                .contains("is not a text");
        assertThat(decide("engineer", "*", " ".repeat(17 * 1024)).status()).isEqualTo(413);
        assertThat(served.send("PUT", "engineer", MODEL + "/decision", APPROVE.getBytes(UTF_8), "If-Match", "*")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void whoReadsForecastsSeesTheModelWithoutTheReason() {
        String model = "/v1/models/EDFBuildingDemandForecaster/3";
        assertThat(served.get("dso edf/forecasts.read", model).json().has("status_reason"))
                .isFalse();
        assertThat(served.get("engineer", model).json().path("status_reason").asText())
                .isEqualTo("good (olga)");
        assertThat(served.get("dso", "/v1/models/EDFBuildingDemandForecaster/9").status())
                .isEqualTo(404);
        assertThat(served.get("dso", "/v1/models/AnotherGroup/3").status()).isEqualTo(404);
    }

    @Test
    void anEvaluationHasTheModelFirstAndItsWorstBuildings() {
        assertThat(served.get("engineer", MODEL + "/evaluation").status()).isEqualTo(404);
        served.objects.put(ObjectUri.parse("s3://models/4/evaluation_report_edf.json"), """
                {"verdict": {"passed": true, "reasons": [], "best_baseline": "last_week"},
                 "overall": [{"group": "all", "median": {
                    "last_week": {"wape_percent": 14.0}, "model": {"wape_percent": 8.5, "coverage_percent": 79.5}}}],
                 "buildings": [
                    {"building_id": "a", "scores": {"model": {"wape_percent": 5.0, "coverage_percent": 80.0},
                                                    "last_week": {"wape_percent": 6.0}}},
                    {"building_id": "b", "scores": {"model": {}, "last_week": {}}},
                    {"building_id": "c", "scores": {"model": {"wape_percent": 9.0}, "last_week": {"wape_percent": 6.0}}}]}
                """.getBytes(UTF_8));
        JsonNode evaluation = served.get("engineer", MODEL + "/evaluation").json();
        assertThat(evaluation.path("passed").asBoolean()).isTrue();
        assertThat(evaluation.path("best_baseline").asText()).isEqualTo("last_week");
        assertThat(evaluation.path("candidates").findValuesAsText("name")).containsExactly("model", "last_week");
        assertThat(evaluation.path("buildings").findValuesAsText("building_id")).containsExactly("c", "a", "b");
        assertThat(evaluation
                        .path("buildings")
                        .path(0)
                        .path("best_baseline_wape_percent")
                        .asDouble())
                .isEqualTo(6);
        assertThat(evaluation.path("buildings").path(2).path("wape_percent").isNull())
                .isTrue();
    }
}
