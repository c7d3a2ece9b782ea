package com.hometech.edf.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.cli.platform.DirectoryObjectStore;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.BuildingStatus;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.DataQualityReport.DeliveredFile;
import com.hometech.edf.data.quality.DataQualityReport.TableTotals;
import com.hometech.edf.data.quality.GapCounts;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.sample.GenerateSampleData;
import com.hometech.edf.data.sample.PlantedDefect;
import com.hometech.edf.data.sample.SampleOptions;
import com.hometech.edf.data.sample.SampleSummary;
import com.hometech.edf.data.table.ConsumptionColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault that the sample data can plant is found by the import, and nothing else is. */
class ImportOfPlantedDefectsTest {
    private static final SampleOptions OPTIONS =
            SampleOptions.defaults().withBuildings(13).withDays(370).withDefects();

    @TempDir
    private static Path temporary;

    private static SampleSummary sample;
    private static DataQualityReport report;
    private static Map<String, Map<Instant, Double>> stored;

    @BeforeAll
    static void importDefects() throws IOException {
        Path folder = temporary.resolve("faulty");
        sample = new GenerateSampleData().run(folder, OPTIONS);
        Clock clock = Clock.fixed(OPTIONS.end().plusSeconds(60), ZoneOffset.UTC);
        DirectoryObjectStore objects = new DirectoryObjectStore(temporary.resolve("buckets"), clock);
        ImportTarget target = new ImportTarget(
                ObjectUri.parse("s3://processed/processed_edf_data/"),
                ObjectUri.parse("s3://raw/edf-inputs/weather-forecast/"),
                ObjectUri.parse("s3://raw/edf-inputs/calendar-topology/"));
        report = new ImportFolder(objects, target, EdfConfig.defaults().dataQuality(), TimeStep.HOUR, clock)
                .run(folder, Files.createDirectories(temporary.resolve("work")), Progress.SILENT)
                .report();
        Path tables = temporary.resolve("consumption");
        objects.stage(target.processedData().resolve("consumption/"), tables);
        stored = readingsBelow(tables);
    }

    @Test
    @DisplayName("I9: accepted + rejected + duplicate + missing rows are the rows that came in")
    void noRowIsLost() {
        assertThat(report.tables()).hasSize(4).allSatisfy(table -> {
            assertThat(table.accepted() + table.rejected() + table.duplicates() + table.missing())
                    .isEqualTo(table.input());
            assertThat(filesOf(table).stream().mapToLong(DeliveredFile::rows).sum())
                    .isEqualTo(table.input());
        });
        assertThat(file("consumption.csv.gz").rows()).isEqualTo(sample.readings());
        assertThat(file("solar.csv.gz").rows()).isEqualTo(sample.generation());
        assertThat(file("weather.csv.gz").rows()).isEqualTo(sample.weatherHours());
        assertThat(file("weather_forecast.csv.gz").rows()).isEqualTo(sample.forecastHours());
    }

    @Test
    @DisplayName("I9: each rejected row has the reason for which it was planted, and no other row is rejected")
    void rejectionsAreThePlantedOnes() {
        Map<RejectReason, Long> rows = new EnumMap<>(RejectReason.class);
        report.rejections().forEach(rejection -> rows.merge(rejection.reason(), rejection.rows(), Long::sum));

        assertThat(rows)
                .containsOnly(
                        Map.entry(RejectReason.WRONG_FIELD_COUNT, 2L),
                        Map.entry(RejectReason.UNKNOWN_BUILDING, 24L),
                        Map.entry(RejectReason.BAD_TIMESTAMP, 1L),
                        Map.entry(RejectReason.TIMESTAMP_OUT_OF_RANGE, 2L),
                        Map.entry(RejectReason.OFF_GRID, 1L),
                        Map.entry(RejectReason.INCOMPLETE_INTERVAL, 3L),
                        Map.entry(RejectReason.NOT_A_NUMBER, 4L),
                        Map.entry(RejectReason.TOO_LARGE, 1L),
                        Map.entry(RejectReason.NEGATIVE, 2L),
                        Map.entry(RejectReason.CUMULATIVE_REGISTER, (long) OPTIONS.hours()),
                        Map.entry(RejectReason.REPLACED, 2L));
        assertThat(totals("consumption").missing()).as("NaN and empty").isEqualTo(2);
    }

    @Test
    @DisplayName("fault 1: the hour shown twice becomes two hours, with offsets and with local times in order")
    void theHourShownTwiceBecomesTwoHours() {
        List<Instant> hours = List.of(Instant.parse("2024-10-27T00:00:00Z"), Instant.parse("2024-10-27T01:00:00Z"));

        for (PlantedDefect defect : planted(1).subList(0, 2)) {
            assertThat(stored.get(defect.subject())).containsKeys(hours.toArray(Instant[]::new));
        }
    }

    @Test
    @DisplayName("fault 1: local times that do not tell which hour they are make their file refused")
    void undecidableLocalTimesAreRefused() {
        assertThat(file("consumption_81_local_backwards.csv.gz").problem())
                .contains("twice")
                .contains("Lines");
    }

    @Test
    @DisplayName("fault 2: the day without an hour has no gap in UTC")
    void theShortDayHasNoGap() {
        PlantedDefect shortDay = only(2);
        LocalDate date = LocalDateTime.parse(shortDay.time()).toLocalDate();
        ZoneId zone = ZoneId.of("Europe/Berlin");
        Instant midnight = date.atStartOfDay(zone).toInstant();

        for (int hour = 0; hour < 23; hour++) {
            assertThat(stored.get(shortDay.subject())).containsKey(midnight.plusSeconds(3600L * hour));
        }
        assertThat(midnight.plusSeconds(23 * 3600))
                .isEqualTo(date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    @Test
    @DisplayName("faults 3, 5: duplicates are counted once, late rows are merged")
    void duplicatesAndLateRowsAreMerged() {
        assertThat(totals("consumption").duplicates()).isEqualTo(only(3).rows());
        assertThat(building(5).gaps()).isEqualTo(GapCounts.NONE);
        assertThat(building(5).hours()).isEqualTo(OPTIONS.hours());
    }

    @Test
    @DisplayName("fault 4: of two values for an hour the later row counts")
    void theCorrectionCounts() {
        PlantedDefect correction = only(4);
        Instant hour = Instant.parse(correction.time());

        assertThat(report.rejections())
                .filteredOn(rejection -> rejection.reason() == RejectReason.REPLACED)
                .flatExtracting(DataQualityReport.Rejection::examples)
                .hasSize(correction.rows())
                .first()
                .satisfies(replaced -> {
                    String[] fields = replaced.text().split(",");
                    assertThat(fields).startsWith(correction.subject(), correction.time());
                    assertThat(stored.get(correction.subject()).get(hour))
                            .isGreaterThan(Double.parseDouble(fields[2]) + 1);
                });
    }

    @Test
    @DisplayName("fault 6: gaps of 1, 5, 30 and 200 h are counted by length")
    void gapsAreCounted() {
        assertThat(building(6).gaps()).isEqualTo(new GapCounts(1, 1, 1, 1));
        assertThat(building(6).longestGapHours()).isEqualTo(200);
    }

    @Test
    @DisplayName("faults 9, 11, 12: unit slip, flat stretches and spike are flagged")
    void suspectReadingsAreFlagged() {
        assertThat(building(9).unitSlipHours()).isEqualTo(only(9).rows());
        assertThat(building(11).flatStretches()).isEqualTo(2);
        assertThat(building(11).flatHours())
                .isEqualTo(planted(11).stream().mapToInt(PlantedDefect::rows).sum());
        assertThat(building(12).spikes()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "faults 10, 13, 14, 16: register, short history, no data and closure decide what becomes of a building")
    void buildingsHaveTheStatusOfTheirDefect() {
        assertThat(building(10).status()).isEqualTo(BuildingStatus.REJECTED);
        assertThat(building(13).status()).isEqualTo(BuildingStatus.SHORT_HISTORY);
        assertThat(building(14).status()).isEqualTo(BuildingStatus.NO_DATA);
        assertThat(building(16).status()).isEqualTo(BuildingStatus.INACTIVE);
        assertThat(report.buildings().stream().filter(each -> each.status() == BuildingStatus.OK))
                .hasSize(13 - 4);
    }

    @Test
    @DisplayName("faults 17, 18: weather that ends before the readings is reported with its last hour")
    void missingWeatherIsReported() {
        for (PlantedDefect hole : List.of(only(17), only(18))) {
            Instant last = Instant.parse(hole.time()).minusSeconds(3600);
            assertThat(report.sites())
                    .filteredOn(site -> site.siteId().equals(hole.subject()))
                    .hasSize(1)
                    .allSatisfy(site -> assertThat(site.last()).isEqualTo(last));
        }
    }

    @Test
    @DisplayName("fault 21: quarters are summed to hours where all four are there")
    void quartersAreSummed() {
        BuildingQuality quarterly = building(21);

        assertThat(quarterly.hours()).isEqualTo(OPTIONS.hours() - 1);
        assertThat(quarterly.gaps()).isEqualTo(new GapCounts(1, 0, 0, 0));
    }

    @Test
    @DisplayName(
            "faults 23, 24: a file with an endless field and one that breaks off are refused, the others are taken")
    void brokenFilesAreRefusedAlone() {
        assertThat(report.files().stream()
                        .filter(file -> !file.problem().isEmpty())
                        .map(DeliveredFile::name))
                .containsExactlyInAnyOrder(
                        "consumption_81_local_backwards.csv.gz",
                        "consumption_82_long_field.csv.gz",
                        "consumption_83_truncated.csv.gz");
    }

    private static List<DeliveredFile> filesOf(TableTotals table) {
        return report.files().stream()
                .filter(file -> file.table().equals(table.table()))
                .toList();
    }

    private static DeliveredFile file(String name) {
        return report.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TableTotals totals(String table) {
        return report.tables().stream()
                .filter(each -> each.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static BuildingQuality building(int fault) {
        return report.buildings().stream()
                .filter(each -> each.buildingId().equals(planted(fault).get(0).subject()))
                .findFirst()
                .orElseThrow();
    }

    private static PlantedDefect only(int fault) {
        assertThat(planted(fault)).hasSize(1);
        return planted(fault).get(0);
    }

    private static List<PlantedDefect> planted(int fault) {
        return sample.defects().stream()
                .filter(defect -> defect.fault() == fault)
                .toList();
    }

    private static Map<String, Map<Instant, Double>> readingsBelow(Path tables) throws IOException {
        Map<String, Map<Instant, Double>> readings = new TreeMap<>();
        for (Path file : ParquetFiles.below(tables)) {
            try (ParquetTableReader reader = new ParquetTableReader(file, ConsumptionColumn.SCHEMA)) {
                for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                    for (int row = 0; row < group.rows(); row++) {
                        readings.computeIfAbsent(group.strings(0)[row], absent -> new TreeMap<>())
                                .put(Instant.ofEpochSecond(group.epochSeconds(1)[row]), group.doubles(2)[row]);
                    }
                }
            }
        }
        return readings;
    }
}
