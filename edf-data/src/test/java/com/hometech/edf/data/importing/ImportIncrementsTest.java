package com.hometech.edf.data.importing;

import static com.hometech.edf.data.importing.ImportFixture.HEADER;
import static com.hometech.edf.data.importing.ImportFixture.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.quality.Correction;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.QualityMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second import says about the readings that the first one stored. */
class ImportIncrementsTest {
    @TempDir
    private Path directory;

    private ImportFixture fixture;

    @BeforeEach
    void firstImport() throws IOException {
        fixture = new ImportFixture(directory);
        fixture.file(
                "consumption.csv",
                HEADER + hours("b1", 1000, ImportFixture::daily) + hours("b2", 1000, ImportFixture::daily));
        fixture.run();
    }

    @Test
    @DisplayName(
            "fault 4: stored hours that a later import corrects are listed, with what they mean for models and forecasts")
    void correctionsOfStoredHours() throws IOException {
        fixture.consumption(
                "b1,2024-01-31T22:00:00Z,99",
                "b2,2024-01-31T23:00:00Z,99",
                "b1,2024-02-01T00:00:00Z,99",
                "b1,2024-02-01T01:00:00Z," + ImportFixture.daily(745),
                "b1,2024-03-01T00:00:00Z,7");

        DataQualityReport report = fixture.report();

        assertThat(report.corrections())
                .containsExactly(
                        new Correction(
                                "2024-01",
                                2,
                                2,
                                Instant.parse("2024-01-31T22:00:00Z"),
                                Instant.parse("2024-01-31T23:00:00Z")),
                        new Correction(
                                "2024-02",
                                1,
                                1,
                                Instant.parse("2024-02-01T00:00:00Z"),
                                Instant.parse("2024-02-01T00:00:00Z")));
        assertThat(report.warnings())
                .anyMatch(warning -> warning.startsWith(
                                "3 stored readings between 2024-01-31T22:00:00Z and 2024-02-01T00:00:00Z were corrected")
                        && warning.contains("models trained")
                        && warning.contains("forecasts issued after"));
        assertThat(metrics(report)).containsEntry("StoredReadingsCorrected{}", 3.0);
    }

    @Test
    @DisplayName(
            "fault 4: a correction is held against the newest stored version, not against one that was corrected before")
    void theNewestStoredVersionCounts() throws IOException {
        fixture.consumption("b1,2024-01-10T00:00:00Z,99");
        fixture.run();
        fixture.consumption("b1,2024-01-10T00:00:00Z,99", "b1,2024-01-10T01:00:00Z," + ImportFixture.daily(217));

        assertThat(fixture.report().corrections()).isEmpty();
    }

    @Test
    @DisplayName("fault 5: a file that comes late adds to the table and rewrites no file that is there")
    void aLateFileRewritesNothing() throws IOException {
        Map<String, byte[]> before = files();
        fixture.consumption("b1,2023-12-29T00:00:00Z,5", "pv,2024-01-05T03:00:00Z,6");

        DataQualityReport report = fixture.report();

        assertThat(files()).containsAllEntriesOf(before).hasSize(before.size() + 2);
        assertThat(report.corrections()).isEmpty();
        assertThat(report.warnings()).noneMatch(warning -> warning.contains("corrected"));
    }

    @Test
    @DisplayName("faults 9, 11, 12, 18, 24: what was flagged, refused or ended is a metric that alarms can watch")
    void flagsAreMetrics() throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 2000, hour -> slipThenFlatThenSpike((int) hour)));
        fixture.file("consumption_2.csv", "no_such_column\n1\n");
        fixture.file("weather.csv", "site_id,timestamp_utc,temperature_c\ns1,2024-01-01T00:00:00Z,5\n");

        assertThat(metrics(fixture.report()))
                .containsEntry("ReadingsFlagged{flag=unit_slip}", 24.0)
                .containsEntry("ReadingsFlagged{flag=flat}", 48.0)
                .containsEntry("ReadingsFlagged{flag=spike}", 1.0)
                .containsEntry("FilesRefused{}", 1.0)
                .containsEntry("SitesWhoseWeatherEnded{}", 1.0)
                .containsEntry("RowsSetAside{table=consumption}", 0.0);
    }

    private static double slipThenFlatThenSpike(int hour) {
        if (hour >= 500 && hour < 524) {
            return 1000 * ImportFixture.daily(hour);
        }
        if (hour >= 700 && hour < 748) {
            return 0;
        }
        return hour == 900 ? 500 : ImportFixture.daily(hour);
    }

    private static Map<String, Double> metrics(DataQualityReport report) {
        Map<String, Double> put = new TreeMap<>();
        Metrics metrics = (name, value, unit, dimensions) -> put.put(name + dimensions, value);
        new QualityMetrics(metrics).put(report);
        return put;
    }

    private Map<String, byte[]> files() throws IOException {
        Path table = fixture.objects.path(ObjectUri.parse("s3://processed/processed_edf_data/consumption"));
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : ParquetFiles.below(table)) {
            files.put(table.relativize(file).toString(), Files.readAllBytes(file));
        }
        return files;
    }

    @Test
    void areasAreReplacedAsAWholeAndWithoutNewReadings() throws IOException {
        ObjectUri published = ObjectUri.parse("s3://raw/edf-inputs/calendar-topology/areas.csv");
        String header = "area_id,area_name,kind,building_id\n";
        fixture.file("areas.csv", header + "north,North,portfolio,b1\nnorth,North,portfolio,b2\n");
        assertThat(fixture.run().changed()).isFalse();
        assertThat(new String(fixture.objects.read(published), StandardCharsets.UTF_8))
                .contains("b1", "b2");

        fixture.file("areas.csv", header + "north,North,portfolio,b2\n");
        fixture.consumption("b1,2024-02-20T00:00:00Z,7");
        assertThat(fixture.run().changed()).isTrue();
        assertThat(new String(fixture.objects.read(published), StandardCharsets.UTF_8))
                .isEqualTo(header + "north,North,portfolio,b2\n");

        Files.delete(fixture.folder.resolve("areas.csv"));
        fixture.consumption("b1,2024-02-21T00:00:00Z,7");
        fixture.run();
        assertThat(fixture.objects.find(published)).isPresent();

        fixture.file("areas.csv", header + "north,North,portfolio,nowhere\n");
        assertThatThrownBy(() -> fixture.run())
                .hasMessageContaining("areas.csv line 2: building_id \"nowhere\" is not in buildings.csv");
    }
}
