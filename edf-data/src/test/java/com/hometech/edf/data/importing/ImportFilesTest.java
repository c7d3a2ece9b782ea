package com.hometech.edf.data.importing;

import static com.hometech.edf.data.importing.ImportFixture.HEADER;
import static com.hometech.edf.data.importing.ImportFixture.building;
import static com.hometech.edf.data.importing.ImportFixture.daily;
import static com.hometech.edf.data.importing.ImportFixture.gzip;
import static com.hometech.edf.data.importing.ImportFixture.hours;
import static com.hometech.edf.data.importing.ImportFixture.rejected;
import static com.hometech.edf.data.importing.ImportFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.importing.ImportFixture.Reading;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What import does with whole files, and how it publishes. */
class ImportFilesTest {
    private static final ObjectUri EVERYTHING = ObjectUri.parse("s3://processed/processed_edf_data/");

    private ImportFixture fixture;
    private Path root;

    @BeforeEach
    void prepare(@TempDir Path directory) throws IOException {
        root = directory;
        fixture = new ImportFixture(directory);
    }

    @Test
    @DisplayName("fault 23: byte order mark, CRLF, quotes, other columns and another order of columns are fine")
    void oddButValidCsv() throws IOException {
        String text = String.join(
                "\r\n",
                "\uFEFFremark,consumption_kwh,timestamp_utc,Building_ID",
                "\"two",
                "lines\",1.5,2024-01-01T00:00:00Z,b1",
                ",2.5,\"2024-01-01T01:00:00Z\",b1",
                "");
        fixture.file("consumption.csv", text);
        fixture.run();

        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(1.5, 2.5);
    }

    @Test
    @DisplayName("fault 23: rows with extra or missing fields are rejected, a file without a needed column as a whole")
    void missingAndExtraColumns() throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z", "b1,2024-01-01T00:00:00Z,1,2", "b1,2024-01-01T00:00:00Z,1");
        fixture.file("consumption_2.csv", "building_id,timestamp_utc,kwh\nb1,2024-01-01T05:00:00Z,1\n");
        fixture.file("consumption_3.csv", "");

        DataQualityReport report = fixture.report();

        assertThat(rejected(report, RejectReason.WRONG_FIELD_COUNT)).isEqualTo(2);
        assertThat(fixture.consumption()).hasSize(1);
        assertThat(report.files())
                .extracting(DataQualityReport.DeliveredFile::problem)
                .satisfiesExactly(
                        first -> assertThat(first).isEmpty(),
                        second ->
                                assertThat(second).contains("consumption_2.csv").contains("consumption_kwh"),
                        third -> assertThat(third).contains("empty"));
    }

    @Test
    @DisplayName("fault 23: a field of 10 MB is refused with its file, and the others are processed")
    void endlessField() throws IOException {
        fixture.file(
                "consumption_1.csv", HEADER + "b1,2024-01-01T00:00:00Z,1\nb1,\"" + "x".repeat(10 << 20) + "\",1\n");
        fixture.file("consumption_2.csv", HEADER + "b2,2024-01-01T00:00:00Z,1\n");

        DataQualityReport report = fixture.report();

        assertThat(report.files().get(0).problem()).contains("consumption_1.csv");
        assertThat(fixture.consumption()).extracting(Reading::building).containsExactly("b2");
    }

    @Test
    @DisplayName("fault 24: a truncated gzip is refused as a whole, and the others are processed")
    void truncatedGzip() throws IOException {
        byte[] whole = gzip(HEADER + hours("b1", 500, ImportFixture::daily));
        Files.write(fixture.folder.resolve("consumption_1.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(fixture.folder.resolve("consumption_2.csv.gz"), gzip(HEADER + "b2,2024-01-01T00:00:00Z,1\n"));

        DataQualityReport report = fixture.report();

        assertThat(report.files().get(0).problem())
                .contains("consumption_1.csv.gz")
                .contains("cannot be read");
        assertThat(fixture.consumption()).extracting(Reading::building).containsExactly("b2");
        assertThat(totals(report, "consumption").input()).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 24: a gzip that unpacks to a thousand times its size is refused")
    void gzipBomb() throws IOException {
        Files.write(fixture.folder.resolve("consumption_1.csv.gz"), gzip(HEADER + "\n".repeat(80 << 20)));
        fixture.file("consumption_2.csv", HEADER + "b2,2024-01-01T00:00:00Z,1\n");

        assertThat(fixture.report().files().get(0).problem()).contains("unpacks to more than");
    }

    @Test
    void aFolderWithNothingUsableChangesNothingAndSaysWhy() throws IOException {
        assertThatThrownBy(fixture::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("consumption.csv");

        fixture.file("consumption.csv", "a,b\n");
        assertThatThrownBy(fixture::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("building_id");
        assertThat(fixture.objects.list(EVERYTHING)).isEmpty();
    }

    @Test
    void importingTheSameFolderAgainIsANoOp() throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z,1", "b1,2024-01-01T01:00:00Z,x");
        ImportSummary first = fixture.run();
        List<ObjectStore.Entry> before = fixture.objects.list(EVERYTHING);

        ImportSummary second = fixture.run();

        assertThat(first.changed()).isTrue();
        assertThat(second.changed()).isFalse();
        assertThat(second.report()).isEqualTo(first.report());
        assertThat(fixture.objects.list(EVERYTHING)).isEqualTo(before);
    }

    @Test
    void aNewFileBesideKnownOnesIsImportedAloneWithTheNextVersion() throws IOException {
        fixture.file("consumption_1.csv", HEADER + "b1,2024-01-01T00:00:00Z,1\n");
        fixture.run();
        fixture.file("consumption_2.csv", HEADER + "b1,2024-01-01T00:00:00Z,2\n");

        ImportSummary second = fixture.run();

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.report().files())
                .extracting(DataQualityReport.DeliveredFile::name)
                .containsExactly("consumption_2.csv");
        assertThat(fixture.consumption()).extracting(Reading::version).containsExactly(1L, 2L);
    }

    @ParameterizedTest(name = "at write {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @DisplayName("a store that fails while publishing leaves nothing behind, and the import can be repeated")
    void failureWhilePublishing(int write) throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 800, ImportFixture::daily));
        fixture.objects.failAtWrite(write);

        assertThatThrownBy(fixture::run).isInstanceOf(DependencyUnavailableException.class);

        assertThat(fixture.objects.list(EVERYTHING)).isEmpty();
        assertThat(fixture.run().changed()).isTrue();
        assertThat(fixture.consumption()).hasSize(800);
    }

    @ParameterizedTest(name = "at write {0}")
    @ValueSource(ints = {2, 3, 4, 5})
    @DisplayName("what a killed import left is cleared by the next one")
    void killedWhilePublishing(int write) throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 800, ImportFixture::daily));
        fixture.objects.killAtWrite(write);
        assertThatThrownBy(fixture::run).isInstanceOf(DependencyUnavailableException.class);

        ImportFixture afterwards = new ImportFixture(root);
        afterwards.file("consumption.csv", HEADER + "b2,2024-05-01T00:00:00Z,1\n");
        afterwards.run();

        assertThat(afterwards.consumption()).extracting(Reading::building).containsExactly("b2");
        assertThat(afterwards.objects.list(EVERYTHING))
                .noneMatch(entry -> entry.uri().key().endsWith(".pending"));
    }

    @Test
    void weatherIsCleanedCountedAndCompared() throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 100, ImportFixture::daily));
        fixture.file("weather.csv", """
                site_id,timestamp_utc,temperature_c,humidity
                s1,2024-01-01T01:00:00Z,2.5,
                s1,2024-01-01T00:00:00Z,1.5,80
                s1,2024-01-01T00:00:00Z,1.5,80
                s1,2024-01-01T02:00:00Z,,
                s1,2024-01-01T03:00:00Z,warm,
                s1,2024-01-01T03:30:00Z,3,
                s9,2024-01-01T03:00:00Z,3,
                """);
        DataQualityReport report = fixture.report();

        assertThat(fixture.doubles(
                        fixture.table("weather"), WeatherColumn.SCHEMA, WeatherColumn.TEMPERATURE_C.ordinal()))
                .containsExactly(new double[] {1.5, 2.5});
        assertThat(fixture.doubles(fixture.table("weather"), WeatherColumn.SCHEMA, WeatherColumn.HUMIDITY.ordinal()))
                .containsExactly(new double[] {80, Double.NaN});
        DataQualityReport.TableTotals totals = totals(report, "weather");
        assertThat(totals.duplicates()).isEqualTo(1);
        assertThat(totals.missing()).isEqualTo(1);
        assertThat(totals.rejected()).isEqualTo(3);
        assertThat(report.sites().get(0).coverage()).isEqualTo(0.02);
    }

    @Test
    @DisplayName("fault 18: weather that ends while readings go on is warned about")
    void weatherEnds() throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 100, ImportFixture::daily));
        fixture.file("weather.csv", "site_id,timestamp_utc,temperature_c\ns1,2024-01-01T00:00:00Z,1\n");

        assertThat(fixture.report().warnings()).anyMatch(text -> text.contains("s1 ends at 2024-01-01T00:00:00Z"));
    }

    @Test
    void weatherForecastsKeepTheirIssueAndTheNewestFileWins() throws IOException {
        fixture.file("weather_forecast.csv", """
                site_id,issued_at,timestamp_utc,temperature_c
                s1,2024-01-01T06:00:00Z,2024-01-02T00:00:00Z,3
                s1,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,1
                """);
        fixture.file("weather_forecast_2.csv", """
                site_id,issued_at,timestamp_utc,temperature_c
                s1,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,2
                """);
        fixture.run();

        Path table = fixture.objects.path(ObjectUri.parse("s3://raw/edf-inputs/weather-forecast/"));
        assertThat(fixture.doubles(table, WeatherForecastColumn.SCHEMA, WeatherForecastColumn.TEMPERATURE_C.ordinal()))
                .containsExactly(new double[] {2, 3});
    }

    @Test
    @DisplayName("fault 7: negative generation is rejected, also where the building feeds in")
    void negativeGeneration() throws IOException {
        fixture.file(
                "solar.csv",
                "building_id,timestamp_utc,generation_kwh\npv,2024-01-01T02:00:00Z,-0.1\npv,2024-01-01T12:00:00Z,2.5\n");

        DataQualityReport report = fixture.report();

        assertThat(totals(report, "generation").stored()).isEqualTo(1);
        assertThat(totals(report, "generation").rejected()).isEqualTo(1);
    }

    @Test
    void generationIsATableOfItsOwn() throws IOException {
        fixture.file("solar.csv", "building_id,timestamp_utc,generation_kwh\npv,2024-01-01T12:00:00Z,2.5\n");

        DataQualityReport report = fixture.report();

        assertThat(totals(report, "generation").stored()).isEqualTo(1);
        assertThat(Files.isDirectory(fixture.table("generation/month=2024-01"))).isTrue();
    }

    @Test
    void buildingsOfSeveralDeliveriesAddUpAndANewRowReplacesTheOld() throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z,1");
        fixture.run();
        fixture.buildings("b2,s1,Europe/Paris,yes", "b9,s1,Europe/Berlin,no");
        fixture.consumption("b9,2024-01-01T00:00:00Z,1");
        fixture.run();

        var topology =
                TopologyFiles.read(fixture.objects.path(ObjectUri.parse("s3://raw/edf-inputs/calendar-topology/")));

        assertThat(topology.buildings()).extracting(each -> each.id().value()).containsExactly("b1", "b2", "b9", "pv");
        assertThat(topology.buildings().get(1).feedsIn()).isTrue();
    }

    @Test
    @DisplayName("I9: whatever is thrown at it, accepted + rejected + duplicates + missing = input rows")
    void everyRowHasAnEnd() throws IOException {
        String[] ids = {"b1", "b2", "pv", "ghost", ""};
        String[] times = {"2024-01-01T0%d:00:00Z", "2024-01-01T0%d:15:00Z", "1970-01-01T0%d:00:00Z", "now%d"};
        String[] values = {"1", "2.5", "-1", "", "NaN", "N/A", "1e308", "1,1"};
        Random random = new Random(11);
        for (int file = 1; file <= 3; file++) {
            StringBuilder text = new StringBuilder(HEADER);
            for (int row = 0; row < 2000; row++) {
                text.append(ids[random.nextInt(ids.length)])
                        .append(',')
                        .append(times[random.nextInt(times.length)].formatted(random.nextInt(10)))
                        .append(',')
                        .append(values[random.nextInt(values.length)])
                        .append('\n');
            }
            fixture.file("consumption_" + file + ".csv", text.toString());
        }
        ImportSummary summary = fixture.run();
        DataQualityReport.TableTotals totals = totals(summary.report(), "consumption");

        assertThat(totals.input()).isEqualTo(6000);
        assertThat(totals.accepted() + totals.rejected() + totals.duplicates() + totals.missing())
                .isEqualTo(6000);
        assertThat(fixture.rejectedText(summary).lines().count()).isEqualTo(totals.rejected() + 1);
        assertThat(fixture.consumption()).hasSize((int) totals.stored());
    }

    @Test
    void theSameFolderGivesTheSameBytes() throws IOException {
        fixture.file(
                "consumption.csv",
                HEADER + hours("b1", 900, ImportFixture::daily) + "b1,x,1\n" + hours("b2", 50, hour -> hour));
        fixture.run();
        ImportFixture other = new ImportFixture(root.resolve("other"));
        Files.copy(fixture.folder.resolve("consumption.csv"), other.folder.resolve("consumption.csv"));
        other.run();

        assertThat(contents(other)).isEqualTo(contents(fixture));
        assertThat(building(other.report(), "b1").meanKwh()).isCloseTo(daily(0), withinPercentage(5));
    }

    private static Map<String, List<Byte>> contents(ImportFixture fixture) {
        Map<String, List<Byte>> bytes = new TreeMap<>();
        for (ObjectStore.Entry entry : fixture.objects.list(EVERYTHING)) {
            byte[] content = fixture.objects.read(entry.uri());
            Byte[] boxed = new Byte[content.length];
            Arrays.setAll(boxed, index -> content[index]);
            bytes.put(entry.uri().key(), List.of(boxed));
        }
        return bytes;
    }
}
