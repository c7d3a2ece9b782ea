package com.hometech.edf.data.sample;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.TopologyFiles;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateSampleDataTest {
    private static final SampleOptions SMALL =
            SampleOptions.defaults().withBuildings(13).withDays(14);
    private static final List<String> FILES = List.of(
            "README.md",
            "buildings.csv",
            "calendar.csv",
            "consumption.csv.gz",
            "solar.csv.gz",
            "weather.csv.gz",
            "weather_forecast.csv.gz");

    private final GenerateSampleData generate = new GenerateSampleData();

    @TempDir
    private Path temporary;

    @Test
    void theSameOptionsGiveTheSameBytes() throws IOException {
        Path first = folderOf("first", SMALL);
        Path second = folderOf("second", SMALL);
        Path other = folderOf("other", SMALL.withSeed(43));

        for (String file : FILES) {
            assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
        }
        assertThat(Files.mismatch(first.resolve("consumption.csv.gz"), other.resolve("consumption.csv.gz")))
                .isNotNegative();
    }

    @Test
    void oneMoreBuildingLeavesTheOthersAsTheyWere() throws IOException {
        List<NamedCsvRecord> few = read(folderOf("few", SMALL).resolve("consumption.csv.gz"));
        List<NamedCsvRecord> more =
                read(folderOf("more", SMALL.withBuildings(14)).resolve("consumption.csv.gz"));
        Set<String> known = few.stream().map(row -> row.getField("building_id")).collect(toSet());

        assertThat(more.stream()
                        .filter(row -> known.contains(row.getField("building_id")))
                        .map(this::fields))
                .containsExactlyElementsOf(few.stream().map(this::fields).toList());
        assertThat(more).hasSize(few.size() + 14 * 24);
    }

    @Test
    void theFolderHoldsWhatTheReadersExpect() throws IOException {
        Path folder = temporary.resolve("sample");
        SampleSummary summary = generate.run(folder, SMALL);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(FILES);
        }
        assertThat(summary.readings()).isEqualTo(13 * 14 * 24);
        assertThat(read(folder.resolve("consumption.csv.gz"))).hasSize(13 * 14 * 24);
        assertThat(read(folder.resolve("weather.csv.gz"))).hasSize(3 * 14 * 24);
        assertThat(read(folder.resolve("solar.csv.gz")))
                .hasSize((int) summary.generation())
                .isNotEmpty();
        assertThat(summary.defects()).isEmpty();
        assertThat(Files.readString(folder.resolve("README.md"))).contains("synthetic");
    }

    @Test
    void rowsAreOrderedAndEveryBuildingIsComplete() throws IOException {
        List<NamedCsvRecord> rows = read(folderOf("sample", SMALL).resolve("consumption.csv.gz"));

        assertThat(rows.stream().map(row -> row.getField("building_id") + row.getField("timestamp_utc")))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(rows.stream()
                        .collect(groupingBy(row -> row.getField("building_id")))
                        .values())
                .allSatisfy(building -> assertThat(building).hasSize(14 * 24));
    }

    @Test
    void buildingFactsAreUnderstoodByTheRestOfTheProject() throws IOException {
        Path folder = folderOf("sample", SMALL);
        List<NamedCsvRecord> buildings = read(folder.resolve("buildings.csv"));
        Topology topology = TopologyFiles.read(folder);

        assertThat(topology.buildings()).hasSize(13).allSatisfy(building -> assertThat(building.useType())
                .isNotEqualTo(UseType.UNKNOWN));
        assertThat(topology.holidaysOf(new SiteId("madrid")).isHoliday(LocalDate.parse("2024-11-01")))
                .isTrue();
        assertThat(topology.holidaysOf(new SiteId("berlin")).isHoliday(LocalDate.parse("2024-11-01")))
                .isFalse();
        assertThat(buildings).hasSize(13).allSatisfy(building -> {
            assertThat(Double.parseDouble(building.getField("mean_kwh"))).isPositive();
            assertThat(building.getField("last_utc")).isEqualTo("2024-11-21T04:00:00Z");
        });
        assertThat(buildings.stream()
                        .map(building -> UseType.of(building.getField("use_type")))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(7);
        assertThat(buildings.stream()
                        .map(building -> building.getField("site_id"))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void noWeatherForecastIsIssuedAfterItsUseAndTheLastReachesFourDaysPastTheReadings() throws IOException {
        List<NamedCsvRecord> forecasts = read(folderOf("sample", SMALL).resolve("weather_forecast.csv.gz"));

        assertThat(forecasts).allSatisfy(row -> {
            Instant issuedAt = Instant.parse(row.getField("issued_at"));
            assertThat(issuedAt)
                    .isBeforeOrEqualTo(row.getField("timestamp_utc"))
                    .isBeforeOrEqualTo(SMALL.end());
            assertThat(issuedAt.toString()).endsWith("T00:00:00Z");
        });
        Map<String, List<NamedCsvRecord>> bySite =
                forecasts.stream().collect(groupingBy(row -> row.getField("site_id")));
        assertThat(bySite).hasSize(3).allSatisfy((site, rows) -> assertThat(
                        rows.get(rows.size() - 1).getField("timestamp_utc"))
                .isEqualTo(SMALL.end().plus(Duration.ofHours(95)).toString()));
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("taken"));
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> generate.run(folder, SMALL))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("taken")
                .hasMessageContaining("not an empty folder");
        assertThat(folder.resolve("mine.txt")).hasContent("mine");
    }

    @Test
    void nothingOfAnUnfinishedRunStaysBehind() throws IOException {
        Path unfinished = Files.createDirectories(temporary.resolve(".sample.unfinished"));
        Files.writeString(unfinished.resolve("old.csv"), "half");

        Path folder = folderOf("sample", SMALL);

        assertThat(unfinished).doesNotExist();
        assertThat(folder.resolve("old.csv")).doesNotExist();
    }

    private Path folderOf(String name, SampleOptions options) {
        return generate.run(temporary.resolve(name), options).folder();
    }

    private List<String> fields(NamedCsvRecord row) {
        return row.getFields();
    }

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            String content = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return CsvReader.builder().ofNamedCsvRecord(content).stream().toList();
        }
    }
}
