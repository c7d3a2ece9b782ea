package com.hometech.edf.data.importing;

import static com.hometech.edf.data.importing.ImportFixture.START;
import static com.hometech.edf.data.importing.ImportFixture.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.importing.ImportFixture.Reading;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A CSV file of series, times and values that comes without anything else. */
class PlainCsvTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path directory;

    private ImportFixture fixture;

    @BeforeEach
    void nothingImported() throws IOException {
        fixture = new ImportFixture(directory);
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(directory.resolve("loads.csv"), text);
    }

    /** Rows of one series from the start on, each time written by {@code text}. */
    private static String rows(String series, int count, Duration step, Function<Instant, String> text) {
        return IntStream.range(0, count)
                .mapToObj(row ->
                        series + "," + text.apply(START.plus(step.multipliedBy(row))) + "," + ImportFixture.daily(row))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private DataQualityReport imported(String text, @Nullable ZoneId zone) throws IOException {
        PlainCsv csv = PlainCsv.survey(csv(text), zone);
        fixture.step(csv.step().duration());
        return fixture.importer()
                .run(csv, Files.createTempDirectory(directory, "work"), (what, done, total) -> {})
                .report();
    }

    private Topology topology() throws IOException {
        return TopologyFiles.read(fixture.objects
                .path(ObjectUri.parse("s3://raw/edf-inputs/calendar-topology/buildings.csv"))
                .getParent());
    }

    @ParameterizedTest
    @CsvSource({
        "'series,timestamp,value'",
        "'unique_id,ds,y'",
        "'building_id,timestamp_utc,consumption_kwh'",
        "'ID,Date,kWh'",
        "'meter,datetime,load'"
    })
    @DisplayName("columns are found by the names that they usually have, and the series become buildings")
    void columnNames(String header) throws IOException {
        DataQualityReport report =
                imported(header + "\n" + rows("a", 50, Duration.ofHours(1), Instant::toString), null);

        assertThat(report.buildings())
                .extracting(building -> building.buildingId())
                .containsExactly("a");
        assertThat(report.buildings().get(0).hours()).isEqualTo(50);
        assertThat(fixture.consumption().get(1))
                .isEqualTo(new Reading("a", START.plusSeconds(3600), ImportFixture.daily(1), 1, "ok"));
        assertThat(topology().find(new BuildingId("a")).orElseThrow().zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    @DisplayName("a file without a column of series is one series with the name of the file")
    void oneSeries() throws IOException {
        String rows = rows("", 50, Duration.ofHours(1), Instant::toString).replaceAll("(?m)^,", "");

        DataQualityReport report = imported("timestamp,value\n" + rows, null);

        assertThat(report.buildings())
                .extracting(building -> building.buildingId())
                .containsExactly("loads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT15M", "PT30M", "PT1H", "PT6H", "PT24H"})
    @DisplayName("the step is that of the data, also where readings are missing")
    void stepIsDetected(String step) throws IOException {
        Duration length = Duration.parse(step);
        String rows = rows("a", 400, length, Instant::toString)
                .lines()
                .filter(line -> line.hashCode() % 7 != 0)
                .collect(Collectors.joining("\n"));

        DataQualityReport report = imported("series,timestamp,value\n" + rows, null);

        assertThat(fixture.consumption()).hasSize((int) rows.lines().count());
        assertThat(report.rejections()).isEmpty();
        assertThat(PlainCsv.survey(directory.resolve("loads.csv"), null).step()).isEqualTo(TimeStep.of(length));
    }

    @Test
    @DisplayName("local times are those of --timezone, the hour that clocks show twice is two")
    void localTimes() throws IOException {
        Instant first = Instant.parse("2024-10-26T22:00:00Z");
        String rows = IntStream.range(0, 26)
                .mapToObj(hour -> first.plusSeconds(3600L * hour).atZone(BERLIN).toLocalDateTime())
                .map(local -> "a," + local.toString().replace('T', ' ') + ",1" + local.getHour())
                .collect(Collectors.joining("\n"));

        imported("series,timestamp,value\n" + rows, BERLIN);

        assertThat(fixture.consumption())
                .extracting(Reading::time)
                .containsExactlyElementsOf(IntStream.range(0, 26)
                        .mapToObj(hour -> first.plusSeconds(3600L * hour))
                        .toList());
        assertThat(topology().find(new BuildingId("a")).orElseThrow().zone()).isEqualTo(BERLIN);
    }

    @Test
    @DisplayName("times that all carry one offset are local times of that offset")
    void offsets() throws IOException {
        Function<Instant, String> text =
                time -> time.atOffset(ZoneOffset.ofHours(2)).toString();

        imported("series,timestamp,value\n" + rows("a", 30, Duration.ofHours(1), text), null);

        assertThat(fixture.consumption().get(0).time()).isEqualTo(START);
        assertThat(topology().find(new BuildingId("a")).orElseThrow().zone()).isEqualTo(ZoneId.of("Etc/GMT-2"));
    }

    @Test
    @DisplayName("a day is a date, with and without a zone, written as date or as local midnight")
    void dates() throws IOException {
        Function<Instant, String> date = time -> time.toString().substring(0, 10);
        imported("series,timestamp,value\n" + rows("a", 120, Duration.ofDays(1), date), BERLIN);
        List<Reading> dates = fixture.consumption();
        fixture = new ImportFixture(directory.resolve("other"));
        Function<Instant, String> midnight = time -> java.time.LocalDate.parse(date.apply(time))
                .atStartOfDay(BERLIN)
                .toInstant()
                .toString();
        imported("series,timestamp,value\n" + rows("a", 120, Duration.ofDays(1), midnight), BERLIN);

        assertThat(dates).hasSize(120);
        assertThat(dates.get(100).time()).isEqualTo(Instant.parse("2024-04-10T00:00:00Z"));
        assertThat(fixture.consumption()).isEqualTo(dates);
    }

    @Test
    @DisplayName("negative values are taken for the series that have them, and bad rows are set aside")
    void negativeValues() throws IOException {
        DataQualityReport report = imported(
                "series,timestamp,value\n" + rows("a", 30, Duration.ofHours(1), Instant::toString)
                        + "a,2024-02-01T00:00:00Z,-5\n"
                        + "a,2024-02-01T01:00:00Z,much\n"
                        + rows("b", 30, Duration.ofHours(1), Instant::toString),
                null);

        assertThat(fixture.consumption()).anyMatch(reading -> reading.kwh() == -5);
        assertThat(rejected(report, RejectReason.NOT_A_NUMBER)).isEqualTo(1);
        assertThat(topology().find(new BuildingId("a")).orElseThrow().feedsIn()).isTrue();
        assertThat(topology().find(new BuildingId("b")).orElseThrow().feedsIn()).isFalse();
    }

    @Test
    @DisplayName("what is known of a building stays; the same file again changes nothing")
    void knownBuildings() throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z,1");
        fixture.run();
        String rows = "series,timestamp,value\n" + rows("b1", 30, Duration.ofHours(1), Instant::toString)
                + rows("new", 30, Duration.ofHours(1), Instant::toString);

        imported(rows, null);

        assertThat(topology().find(new BuildingId("b1")).orElseThrow().zone()).isEqualTo(BERLIN);
        assertThat(topology().find(new BuildingId("pv")).orElseThrow().feedsIn())
                .isTrue();
        assertThat(topology().find(new BuildingId("new")).orElseThrow().zone()).isEqualTo(ZoneId.of("UTC"));
        int stored = fixture.consumption().size();
        imported(rows, null);
        assertThat(fixture.consumption()).hasSize(stored);
        imported(rows + "b1,2024-02-01T00:00:00Z,-5\n", null);
        assertThat(topology().find(new BuildingId("b1")).orElseThrow())
                .matches(building -> building.feedsIn() && building.zone().equals(BERLIN));
    }

    @Test
    @DisplayName("names that cannot be ids are changed, and two that would become the same are refused")
    void names() throws IOException {
        String rows = rows("Haus 1", 30, Duration.ofHours(1), Instant::toString);
        imported("series,timestamp,value\n" + rows, null);

        assertThat(PlainCsv.survey(directory.resolve("loads.csv"), null).renamed())
                .isEqualTo(Map.of("Haus 1", new BuildingId("Haus_1")));
        assertThat(fixture.consumption()).allMatch(reading -> reading.building().equals("Haus_1"));
        Path both = csv("series,timestamp,value\n" + rows + rows("Haus_1", 30, Duration.ofHours(1), Instant::toString));
        assertThatThrownBy(() -> PlainCsv.survey(both, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("\"Haus 1\" and \"Haus_1\"");
    }

    @Test
    @DisplayName("a series without a regular step is refused, naming it and its times")
    void irregular() throws IOException {
        Path file = csv("series,timestamp,value\n" + rows("steady", 50, Duration.ofHours(1), Instant::toString)
                + rows("odd", 20, Duration.ofMinutes(61), Instant::toString));

        assertThatThrownBy(() -> PlainCsv.survey(file, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("series \"odd\"")
                .hasMessageContaining("PT1H1M");
        Path minutes = csv("series,timestamp,value\n" + rows("a", 50, Duration.ofMinutes(5), Instant::toString));
        assertThatThrownBy(() -> PlainCsv.survey(minutes, null))
                .hasMessageContaining("PT5M apart")
                .hasMessageContaining("2024-01-01T00:05:00Z after 2024-01-01T00:00:00Z")
                .hasMessageContaining("PT15M");
        Path shifted = csv("series,timestamp,value\n"
                + rows("a", 50, Duration.ofHours(1), time -> time.plusSeconds(900)
                        .toString()));
        assertThatThrownBy(() -> PlainCsv.survey(shifted, null))
                .hasMessageContaining("series \"a\" is irregular")
                .hasMessageContaining("the first is 2024-01-01T00:15:00Z");
    }

    @Test
    @DisplayName("a file without the columns, rows or times that it needs is refused, saying what it has")
    void unusable() throws IOException {
        assertThatThrownBy(() -> PlainCsv.survey(csv("series,when,value\na,2024-01-01,1\n"), null))
                .hasMessageContaining("no column of times")
                .hasMessageContaining("[series, when, value]");
        assertThatThrownBy(() -> PlainCsv.survey(csv("series,timestamp,value\na,yesterday,1\n"), null))
                .hasMessageContaining("\"yesterday\"");
        assertThatThrownBy(() -> PlainCsv.survey(csv("series,timestamp,value\n"), null))
                .hasMessageContaining("no row");
        assertThatThrownBy(() -> PlainCsv.survey(csv("series,timestamp,value\na,2024-01-01T00:00:00Z,1\n"), null))
                .hasMessageContaining("two different times");
    }

    @Test
    @DisplayName("readings of another step than the configuration's are refused with the way out")
    void otherStep() throws IOException {
        PlainCsv csv = PlainCsv.survey(
                csv("series,timestamp,value\n" + rows("a", 50, Duration.ofMinutes(15), Instant::toString)), null);

        assertThatThrownBy(() -> fixture.importer().run(csv, directory.resolve("work"), (what, done, total) -> {}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("loads.csv has readings every PT15M")
                .hasMessageContaining("edf_feature_eng: {step: PT15M}");
    }

    @Test
    @DisplayName("a folder with one CSV file alone is plain, a folder of the layout is not")
    void folders() throws IOException {
        Path file = csv("series,timestamp,value\n");

        assertThat(PlainCsv.fileAt(file)).contains(file);
        Path folder = Files.createDirectory(directory.resolve("alone"));
        Files.writeString(folder.resolve("ReadMe.txt"), "about");
        Path inFolder = Files.write(folder.resolve("Loads.CSV.gz"), ImportFixture.gzip("series,timestamp,value\n"));
        assertThat(PlainCsv.fileAt(folder)).contains(inFolder);
        Files.writeString(folder.resolve("more.csv"), "");
        assertThat(PlainCsv.fileAt(folder)).isEmpty();
        assertThat(PlainCsv.fileAt(fixture.folder)).isEmpty();
        assertThat(PlainCsv.fileAt(directory.resolve("nothing"))).isEmpty();
    }
}
