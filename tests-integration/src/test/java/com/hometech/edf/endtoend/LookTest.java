package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look at readings: they say what there is, and change nothing. */
class LookTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LATER = "--now=2024-11-19T06:30:00Z";
    private static final String YEARS_LATER = "--now=2026-11-22T06:30:00Z";

    @TempDir
    private static Path directory;

    private static Path home;

    @BeforeAll
    static void importReadings() throws IOException {
        home = SmallPortfolio.homeWithReadings(directory.resolve("home"), 3);
    }

    @Test
    void lookingPublishesNothingAndRunsNothing() {
        for (String command : List.of("drift", "anomalies", "quality")) {
            EdfRun look = EdfRun.done(home, command, LATER);
            assertThat(look.out()).as(command).contains("report: ", command + "_report.html");
        }

        assertThat(home.resolve(Stores.PROCESSED + "monitoring/watch_summary.json"))
                .doesNotExist();
        assertThat(home.resolve("executions")).doesNotExist();
        assertThat(home.resolve("quality/quality_report.html")).isNotEmptyFile();
    }

    @Test
    void buildingsInDetailAndNumbersForPrograms() throws IOException {
        String building = SmallPortfolio.buildings(home.resolve("sample")).get(0);

        assertThat(EdfRun.done(home, "quality", "--building", building, LATER).out())
                .contains(building + " of ", "2024-11-18");
        JsonNode quality =
                JSON.readTree(EdfRun.done(home, "quality", "--json", LATER).out());
        assertThat(quality.path("buildings")).hasSize(3);
        assertThat(quality.path("sites").path(0).path("hours").path("expected").asDouble())
                .isPositive();
        assertThat(quality.path("note").asText()).isEmpty();
        assertThat(JSON.readTree(EdfRun.done(home, "anomalies", "--json", LATER).out())
                        .isArray())
                .isTrue();
        for (String command : List.of("drift", "anomalies", "quality")) {
            assertThat(EdfRun.in(home, command, "--building", "nobody", LATER).err())
                    .as(command)
                    .contains("--building nobody is not in");
        }
    }

    @Test
    void asOfADayIsWhatWasReadUntilThen() throws IOException {
        JsonNode then = JSON.readTree(EdfRun.done(home, "quality", "--json", "--as-of", "2024-10-01T06:30:00Z", LATER)
                .out());

        assertThat(then.path("as_of").asText()).isEqualTo("2024-10-01T06:30:00Z");
        assertThat(then.path("buildings").findValuesAsText("newest"))
                .isNotEmpty()
                .allMatch(newest -> newest.compareTo("2024-10-01T07") < 0);
    }

    @Test
    void readingsThatEndedYearsAgoAreToldAndTheLastOnesAreLookedAt() {
        EdfRun anomalies = EdfRun.done(home, "anomalies", YEARS_LATER);
        assertThat(anomalies.out())
                .contains("days before this check: nothing is known of the time since")
                .contains("to 2024-11-19");

        assertThat(EdfRun.done(home, "quality", YEARS_LATER).out())
                .contains("No readings of demand arrive any more from 3 of 3 buildings", "Ask for the deliveries");
    }
}
