package com.hometech.edf.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.api.Served.Response;
import com.hometech.edf.common.domain.Quantity;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutageTest {
    private static final String SCHOOL = "/v1/buildings/school-7/forecast";

    private final Served served = new Served();

    @BeforeEach
    void aRun() {
        served.issue("school-7", Quantity.CONSUMPTION, Served.ISSUED, hour -> 2);
    }

    @AfterEach
    void end() {
        served.forecasts.condition.recover();
        served.close();
    }

    @Test
    @DisplayName("fault 62: a store that is down is said to be unavailable, without details")
    void aStoreThatIsDownIsSaidToBeUnavailableWithoutDetails() {
        served.forecasts.condition.goDown();
        try (LogLines log = new LogLines()) {
            Response unavailable = served.get("dso", SCHOOL);
            assertThat(unavailable.status()).isEqualTo(503);
            assertThat(unavailable.header("Retry-After")).isEqualTo("5");
            assertThat(unavailable.text()).doesNotContain("secret-host", "Exception", "\tat ");
            assertThat(log.of("not available")).singleElement().satisfies(event -> assertThat(event.getThrown())
                    .hasMessageContaining("secret-host"));
        }
        served.forecasts.condition.recover();
        assertThat(served.get("dso", SCHOOL).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("fault 62: the last answer is given with its age while the store is down")
    void theLastAnswerIsGivenWithItsAgeWhileTheStoreIsDown() {
        String fresh = served.get("dso", SCHOOL).text();
        served.forecasts.condition.goDown();
        served.pass(Duration.ofMinutes(10));
        Response older = served.get("dso", SCHOOL);
        assertThat(older.text()).isEqualTo(fresh);
        assertThat(older.header("Age")).isEqualTo("600");
        served.forecasts.condition.recover();
        served.pass(Duration.ofSeconds(6));
        assertThat(served.get("dso", SCHOOL).header("Age")).isNull();
    }

    @Test
    void aStoreThatIsDownIsLeftAloneForAFewSeconds() {
        served.get("dso", SCHOOL);
        served.forecasts.condition.goDown();
        served.pass(Duration.ofMinutes(1));
        served.get("dso", SCHOOL);
        int reads = served.forecasts.condition.reads();
        served.pass(Duration.ofSeconds(4));
        assertThat(served.get("dso", SCHOOL).header("Age")).isEqualTo("64");
        assertThat(served.forecasts.condition.reads()).isEqualTo(reads);
    }

    @Test
    void nothingOlderThanSixHoursIsGiven() {
        served.get("dso", SCHOOL);
        served.forecasts.condition.goDown();
        served.pass(Duration.ofHours(7));
        assertThat(served.get("dso", SCHOOL).status()).isEqualTo(503);
    }

    @Test
    @DisplayName("fault 62: a slow store is not waited for where there is an older answer")
    void aSlowStoreIsNotWaitedForWhereThereIsAnOlderAnswer() {
        served.get("dso", SCHOOL);
        served.forecasts.condition.hang();
        served.pass(Duration.ofMinutes(1));
        long before = System.nanoTime();
        assertThat(served.get("dso", SCHOOL).header("Age")).isEqualTo("60");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatIsAskedOftenIsReadOnce() {
        served.get("dso", SCHOOL);
        int reads = served.forecasts.condition.reads();
        for (int request = 0; request < 100; request++) {
            assertThat(served.get(request % 2 == 0 ? "dso" : "supplier", SCHOOL).status())
                    .isEqualTo(200);
        }
        assertThat(served.forecasts.condition.reads()).isEqualTo(reads);
    }

    @Test
    void aDefectIsLoggedOnceAndSaysNothingOfItself() {
        served.registry.models.clear();
        served.registry.models.add(null);
        try (LogLines log = new LogLines()) {
            Response defect = new Response(served.raw("GET", "engineer", "/v1/models"));
            assertThat(defect.status()).isEqualTo(500);
            assertThat(defect.json().path("instance").asText()).isEqualTo(defect.header("X-Request-Id"));
            assertThat(defect.text()).doesNotContain("Exception", "null");
            assertThat(log.of("defect")).hasSize(1);
        }
    }
}
