package com.hometech.edf.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.manifest.RunManifest;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Public readings with the defects that their meters delivered, nothing cleaned: half a year of a few buildings of the
 * Building Data Genome Project 2.
 */
class RealDefectsTest {
    /** Zero until the end of June: its meter stands still all the time. */
    private static final String DEAD = "Panther_retail_Gilbert";
    /** Zero until 20 May. */
    private static final String AWAKENED = "Panther_assembly_Carrol";
    /** No reading from 8 April 2016 on for more than a year. */
    private static final String SILENT = "Rat_public_Angle";
    /** Its profile is an hour off for some months. */
    private static final String WRONG_CLOCK = "Robin_office_Serena";
    /** First readings on 4 May. */
    private static final String NEW = "Bear_education_Merrill";
    /** First readings on 9 August: in the metadata, but without a reading in the months that are looked at. */
    private static final String UNREAD = "Bear_assembly_Danial";
    /** The weather of its site is cut off on 10 May. */
    private static final String BLIND = "Fox_office_Joy";

    private static final Set<String> BUILDINGS = Set.of(
            DEAD,
            AWAKENED,
            SILENT,
            WRONG_CLOCK,
            NEW,
            UNREAD,
            BLIND,
            "Bear_education_Pattie",
            "Bear_public_Orville",
            "Robin_lodging_Celia",
            "Fox_lodging_Winifred");
    private static final String FROM = "2016-01-15";
    private static final String TO = "2016-07-01";
    private static final String WEATHER_OF_FOX_ENDS = "2016-05-10";

    private static final String LATE_MAY = "2016-05-26";
    private static final String LATE_JUNE = "2016-06-24";

    @TempDir
    private static Path directory;

    private static final Map<String, Map<String, List<ForecastRecord>>> ROWS = new HashMap<>();
    private static final Map<String, RunManifest> MANIFESTS = new HashMap<>();
    private static final Map<String, Double> LARGEST = new TreeMap<>();

    @BeforeAll
    static void forecastFromTheReadingsAsTheyAre() throws IOException {
        Path set = PublicReadings.folder("bdg2");
        assumeTrue(Files.isDirectory(set), set + " is absent: set EDF_SHARED to the folder of the public readings");
        Path cut = Files.createDirectories(directory.resolve("cut"));
        Files.copy(set.resolve("calendar.csv"), cut.resolve("calendar.csv"));
        copy(set.resolve("buildings.csv"), cut.resolve("buildings.csv"), row -> BUILDINGS.contains(row[0]));
        copy(set.resolve("consumption.csv.gz"), cut.resolve("consumption.csv"), row -> {
            boolean kept = BUILDINGS.contains(row[0]) && isWithin(row[1]);
            if (kept) {
                LARGEST.merge(row[0], Double.valueOf(row[2]), Math::max);
            }
            return kept;
        });
        copy(
                set.resolve("weather.csv.gz"),
                cut.resolve("weather.csv"),
                row -> isWithin(row[1]) && !(row[0].equals("Fox") && row[1].compareTo(WEATHER_OF_FOX_ENDS) >= 0));
        Path home = SmallPortfolio.home(directory.resolve("home"));
        String now = "--now=2016-07-01T05:00:00Z";
        EdfRun.done(home, "data", "import", cut.toString(), now);
        EdfRun.done(home, "train", now);
        EdfRun.done(home, "models", "approve", "1");
        for (String date : List.of(LATE_MAY, LATE_JUNE)) {
            EdfRun.done(home, "forecast", "--date", date, "--name", "on-" + date, now);
            Path manifest = home.resolve(
                    Stores.PROCESSED + "forecast-output/EDFInferenceWorkflow/on-" + date + "/run_manifest.json");
            MANIFESTS.put(date, RunManifest.parse(Files.readString(manifest), date));
        }
        for (String date : List.of(LATE_MAY, LATE_JUNE)) {
            ROWS.put(
                    date,
                    Stores.rows(home).stream()
                            .filter(row -> row.issuedAt().toString().startsWith(date))
                            .collect(Collectors.groupingBy(row -> row.building().value())));
        }
    }

    private static boolean isWithin(String time) {
        return time.compareTo(FROM) >= 0 && time.compareTo(TO) < 0;
    }

    /** Copies the head and the rows that are kept; only the first columns are looked at, which have no commas. */
    private static void copy(Path from, Path to, Predicate<String[]> kept) throws IOException {
        try (BufferedReader lines = from.toString().endsWith(".gz")
                        ? new BufferedReader(
                                new InputStreamReader(new GZIPInputStream(Files.newInputStream(from)), UTF_8))
                        : Files.newBufferedReader(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            out.write(lines.readLine() + "\n");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (kept.test(line.split(",", 4))) {
                    out.write(line + "\n");
                }
            }
        }
    }

    private static Set<ForecastQuality> qualities(String date, String building) {
        return ROWS.get(date).get(building).stream()
                .map(ForecastRecord::quality)
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("I3, I5: three days for each building that is not closed; no forecast is negative or beyond its meter")
    void forecastsStaySane() {
        ROWS.forEach((date, buildings) -> buildings.forEach((building, rows) -> {
            assertThat(rows).as("%s on %s", building, date).hasSize(72);
            double most = building.equals(UNREAD) ? Double.MAX_VALUE : 2.5 * LARGEST.get(building);
            assertThat(rows).as("%s on %s", building, date).allSatisfy(row -> {
                assertThat(row.yhatLower()).isBetween(0.0, row.yhat());
                assertThat(row.yhatUpper()).isBetween(row.yhat(), most);
            });
        }));
        assertThat(ROWS.get(LATE_MAY).keySet()).isEqualTo(BUILDINGS);
    }

    @Test
    @DisplayName("fault 11: a meter that reads zero for half a year has a plain forecast of zero, and no model's grade")
    void aDeadMeter() {
        assertThat(qualities(LATE_MAY, DEAD)).containsExactly(ForecastQuality.FALLBACK);
        assertThat(ROWS.get(LATE_MAY).get(DEAD))
                .allMatch(row -> row.yhat() == 0 && row.modelVersion().equals(ForecastRecord.NO_MODEL));
    }

    @Test
    @DisplayName(
            "fault 11: a month after its first readings that are not zero, a building is forecast at its real level")
    void aMeterThatAwoke() {
        double mean = ROWS.get(LATE_JUNE).get(AWAKENED).stream()
                .mapToDouble(ForecastRecord::yhat)
                .average()
                .orElseThrow();

        assertThat(qualities(LATE_JUNE, AWAKENED)).doesNotContain(ForecastQuality.FALLBACK);
        assertThat(mean).isBetween(0.1 * LARGEST.get(AWAKENED), LARGEST.get(AWAKENED));
    }

    @Test
    @DisplayName("faults 6 and 16: a silent meter falls back, and its building is closed after two months")
    void aGapOfMonths() {
        assertThat(qualities(LATE_MAY, SILENT)).containsExactly(ForecastQuality.FALLBACK);
        assertThat(ROWS.get(LATE_JUNE)).doesNotContainKey(SILENT);
        assertThat(MANIFESTS.get(LATE_JUNE).inactive()).containsExactly(SILENT);
    }

    @Test
    @DisplayName("fault 18: where the weather ended there is the model without weather, elsewhere the one with it")
    void weatherThatEnded() {
        assertThat(qualities(LATE_JUNE, BLIND)).containsExactly(ForecastQuality.WEATHER_MISSING);
        assertThat(qualities(LATE_JUNE, WRONG_CLOCK)).containsExactly(ForecastQuality.MODEL);
    }

    @Test
    @DisplayName("faults 13 and 14: buildings with three weeks of readings, and without any")
    void newBuildings() {
        assertThat(MANIFESTS.get(LATE_JUNE).noData()).containsExactly(UNREAD);
        assertThat(qualities(LATE_JUNE, UNREAD)).containsExactly(ForecastQuality.COLD_START);
        assertThat(qualities(LATE_JUNE, NEW)).containsExactly(ForecastQuality.MODEL);
        // 160 kWh once it is read: a guess from use and floor area is of that order, and says how unsure it is
        assertThat(ROWS.get(LATE_JUNE).get(UNREAD)).allSatisfy(row -> {
            assertThat(row.yhat()).isBetween(10.0, 2500.0);
            assertThat(row.yhatUpper()).isGreaterThan(1.3 * row.yhat());
        });
    }
}
