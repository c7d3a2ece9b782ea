package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings with every defect that meters deliver: each building gets the forecast that it can have. */
class PlantedDefectsTest {
    private static final String AT_THE_END = "--now=2024-11-21T05:00:00Z";

    @TempDir
    private static Path directory;

    private static Path home;
    private static RunManifest manifest;
    private static TreeMap<String, List<ForecastRecord>> rows;

    @BeforeAll
    static void forecastFromDefectiveReadings() throws IOException {
        home = SmallPortfolio.home(directory.resolve("home"));
        String sample = home.resolve("sample").toString();
        EdfRun.done(home, "data", "generate", "--out", sample, "--buildings", "13", "--days", "370", "--defects");
        EdfRun.done(home, "data", "import", sample, AT_THE_END);
        EdfRun.done(home, "train", "--name", "first", AT_THE_END);
        EdfRun.done(home, "models", "approve", "1");
        EdfRun.done(home, "forecast", "--name", "first", AT_THE_END);
        Path file = home.resolve(Stores.PROCESSED + "forecast-output/EDFInferenceWorkflow/first/run_manifest.json");
        manifest = RunManifest.parse(Files.readString(file), file.toString());
        rows = Stores.rows(home).stream()
                .collect(Collectors.groupingBy(row -> row.building().value(), TreeMap::new, Collectors.toList()));
    }

    private static Set<ForecastQuality> qualities(String building) {
        return rows.get(building).stream().map(ForecastRecord::quality).collect(Collectors.toSet());
    }

    @Test
    @DisplayName(
            "I3: every building has 72 hours unless it is closed, and those without readings of their own are named")
    void everyActiveBuildingHasThreeDays() throws IOException {
        TreeSet<String> accounted = new TreeSet<>(rows.keySet());
        accounted.addAll(manifest.noData());
        accounted.addAll(manifest.inactive());

        assertThat(accounted)
                .containsExactlyElementsOf(new TreeSet<>(SmallPortfolio.buildings(home.resolve("sample"))));
        assertThat(rows).hasSize(12);
        assertThat(rows.values()).allMatch(hours -> hours.size() == 72);
        assertThat(manifest.failed()).isEmpty();
    }

    @Test
    @DisplayName("fault 13: three days of history give a cold start, and no part in training")
    void aNewBuilding() throws IOException {
        assertThat(qualities("sydney_university_00008")).containsExactly(ForecastQuality.COLD_START);
        assertThat(Files.readString(home.resolve(
                        Stores.PROCESSED + "evaluation-output/EDFTrainingWorkflow/first/evaluation_report_edf.json")))
                .contains("berlin_office_00000")
                .doesNotContain("\"sydney_university_00008\"");
    }

    @Test
    @DisplayName("fault 14: a building without readings is listed, and forecast from its use and floor area")
    void aBuildingWithoutReadings() {
        assertThat(manifest.noData()).contains("berlin_industry_00009");
        assertThat(qualities("berlin_industry_00009")).containsExactly(ForecastQuality.COLD_START);
        assertThat(rows.get("berlin_industry_00009"))
                .allMatch(row -> row.yhat() > 0 && row.yhatUpper() > 1.5 * row.yhat())
                .allMatch(row -> row.modelVersion().endsWith("/1"));
        EdfRun explained =
                EdfRun.done(home, "explain", "--building", "berlin_industry_00009", "--time", "2024-11-22T10:00:00Z");
        assertThat(explained.out())
                .contains("trees made the forecast that were grown on buildings as if they were new");
    }

    @Test
    @DisplayName("fault 10: a building whose readings are a register has none that can be used")
    void aRegister() {
        assertThat(manifest.noData()).contains("sydney_office_00005");
    }

    @Test
    @DisplayName("fault 16: a closed building is not forecast, and the command says so")
    void aClosedBuilding() {
        assertThat(manifest.inactive()).containsExactly("madrid_office_00010");
        EdfRun refused = EdfRun.in(home, "forecasts", "show", "--building", "madrid_office_00010");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("madrid_office_00010 has no forecast");
    }

    @Test
    @DisplayName("fault 18: where the weather feed ended, the model without weather forecasts")
    void weatherThatEnded() {
        assertThat(qualities("sydney_retail_00002")).containsExactly(ForecastQuality.WEATHER_MISSING);
        assertThat(qualities("berlin_office_00000")).containsExactly(ForecastQuality.MODEL);
    }

    @Test
    @DisplayName("faults 9 and 12: a unit slip and a spike in the history do not lift the forecast")
    void spikesInTheHistory() {
        for (String building : List.of("madrid_lodging_00004", "madrid_warehouse_00007")) {
            double largest = rows.get(building).stream()
                    .mapToDouble(ForecastRecord::yhatUpper)
                    .max()
                    .orElseThrow();
            double mean = rows.get(building).stream()
                    .mapToDouble(ForecastRecord::yhat)
                    .average()
                    .orElseThrow();
            assertThat(largest).isLessThan(6 * mean);
        }
    }

    @Test
    @DisplayName("fault 15: readings of a building that nobody knows are set aside and shown")
    void anUnknownBuilding() {
        assertThat(rows).doesNotContainKey("berlin_office_unknown");
        EdfRun again =
                EdfRun.done(home, "data", "import", home.resolve("sample").toString(), AT_THE_END);
        assertThat(again.out()).contains("24 rows of consumption were set aside: building_id is not in buildings.csv");
    }
}
