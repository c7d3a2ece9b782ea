package com.hometech.edf.data.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of planted defects and what the files hold are the same thing. */
class PlantedDefectsTest {
    private static final SampleOptions OPTIONS =
            SampleOptions.defaults().withBuildings(13).withDays(370).withDefects();

    @TempDir
    private static Path temporary;

    private static List<PlantedDefect> planted;
    private static List<String> consumption;

    @BeforeAll
    static void plant() throws IOException {
        SampleSummary summary = new GenerateSampleData().run(temporary.resolve("faulty"), OPTIONS);
        planted = summary.defects();
        consumption = linesOf("consumption.csv.gz");
        assertThat(summary.readings()).as("rows, one of them over two lines").isEqualTo(consumption.size() - 2);
    }

    @Test
    void everyFaultThatAFileCanHoldIsThere() {
        assertThat(planted.stream().map(PlantedDefect::fault).distinct())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24);
    }

    @Test
    void theListIsWrittenBesideTheFiles() throws IOException {
        List<String> lines = linesOf("defects.csv");

        assertThat(lines).hasSize(planted.size() + 1).startsWith("fault,file,subject,time,rows,what");
        assertThat(lines.get(1)).startsWith("1,consumption.csv.gz,berlin_retail_00012,2024-10-27T00:00:00Z,2,");
    }

    @Test
    void theAutumnHourStandsTwiceWithItsOffset() {
        assertThat(rowsOf("berlin_retail_00012")).contains("2024-10-27T02:00:00+02:00", "2024-10-27T02:00:00+01:00");
    }

    @Test
    void theDaysOfClockChangesAreInLocalTimeInAFileOfTheirOwn() throws IOException {
        PlantedDefect spring = only(2);
        List<String> local = linesOf(spring.file());

        assertThat(local).hasSize(1 + 23 + 25);
        assertThat(local)
                .filteredOn(line -> line.contains(",2024-03-31T02:00:00,"))
                .isEmpty();
        assertThat(local)
                .filteredOn(line -> line.contains(",2024-10-27T02:00:00,"))
                .hasSize(2);
        assertThat(linesOf(SeparateDeliveries.LOCAL_TIMES_BACKWARDS)).hasSize(1 + 25);
        assertThat(rowsOf(spring.subject()))
                .doesNotContain("2024-03-31T12", "2024-10-27T12")
                .contains("2024-10-28T12");
    }

    @Test
    void oneFileBreaksOffAndOneHoldsAnEndlessField() throws IOException {
        assertThatThrownBy(() -> textOf(SeparateDeliveries.TRUNCATED)).isInstanceOf(EOFException.class);
        assertThat(textOf(SeparateDeliveries.LONG_FIELD)).hasSizeGreaterThan(10_000_000);
    }

    @Test
    void duplicatesCorrectionsAndLateRowsAreWhereTheListSays() {
        PlantedDefect duplicate = only(3);
        PlantedDefect corrected = only(4);
        PlantedDefect late = only(5);

        List<String> twice = linesWith(duplicate.subject(), duplicate.time());
        assertThat(twice).hasSize(2);
        assertThat(twice.get(0)).isEqualTo(twice.get(1));
        List<String> other = linesWith(corrected.subject(), corrected.time());
        assertThat(other).hasSize(2);
        assertThat(other.get(0)).isNotEqualTo(other.get(1));
        assertThat(consumption.indexOf(linesWith(late.subject(), late.time()).get(0)))
                .isGreaterThan(consumption.size() - 100);
    }

    @Test
    void gapsAreAsLongAsTheListSays() {
        assertThat(all(6).stream().map(PlantedDefect::rows)).containsExactlyInAnyOrder(1, 5, 30, 200);
        for (PlantedDefect gap : all(6)) {
            Instant first = Instant.parse(gap.time());
            assertThat(linesWith(gap.subject(), first.minusSeconds(3600).toString()))
                    .hasSize(1);
            assertThat(linesWith(
                            gap.subject(), first.plusSeconds(3600L * gap.rows()).toString()))
                    .hasSize(1);
            IntStream.range(0, gap.rows()).forEach(t -> assertThat(linesWith(
                            gap.subject(), first.plusSeconds(3600L * t).toString()))
                    .isEmpty());
        }
    }

    @Test
    void oddNumbersAreInTheFile() {
        assertThat(linesWith(only(7).subject(), only(7).time()).get(0)).endsWith(",-5.2");
        String text = String.join("\n", consumption);
        assertThat(text).contains(",NaN", ",Infinity", ",-0.0", ",N/A", ",1e308", ",\"1,5\"", ":00Z,\n");
        assertThat(all(8)).hasSize(7);
    }

    @Test
    void unitSlipSpikeRegisterAndFlatlinesAreInTheReadings() {
        Map<Instant, Double> slipped = readingsOf(only(9).subject());
        assertThat(valuesOf(only(9))).allMatch(kwh -> kwh > 20 * slipped.get(OPTIONS.start()));
        assertThat(valuesOf(only(12)).get(0)).isGreaterThan(40 * median(readingsOf(only(12).subject())));
        assertThat(readingsOf(only(10).subject()).values().stream().toList()).isSorted();
        assertThat(all(11)).hasSize(2).allSatisfy(flat -> {
            assertThat(flat.rows()).isGreaterThanOrEqualTo(24);
            assertThat(valuesOf(flat).stream().distinct()).hasSize(1);
        });
    }

    @Test
    void newEmptyClosedAndUnknownBuildingsAreThere() throws IOException {
        assertThat(readingsOf(only(13).subject())).hasSize(72);
        assertThat(rowsOf(only(14).subject())).isEmpty();
        assertThat(linesOf("buildings.csv").stream().filter(line -> line.startsWith(only(14).subject())))
                .hasSize(1);
        assertThat(rowsOf(only(15).subject())).isNotEmpty();
        assertThat(linesOf("buildings.csv").stream().filter(line -> line.startsWith(only(15).subject())))
                .isEmpty();
        assertThat(readingsOf(only(16).subject()).keySet())
                .allMatch(time -> time.isBefore(OPTIONS.end().minusSeconds(60 * 86_400)));
    }

    @Test
    void impossibleAndOffGridTimesAreThere() {
        assertThat(all(22)).hasSize(3).allSatisfy(defect -> assertThat(linesWith(defect.subject(), defect.time()))
                .hasSize(1));
        assertThat(rowsOf(all(21).get(0).subject()).lines()).hasSize(4 * OPTIONS.hours());
        assertThat(rowsOf(all(21).get(0).subject())).contains(":15:00Z", ":30:00Z", ":45:00Z", ":17:30Z");
    }

    @Test
    void weatherEndsWhereTheListSays() throws IOException {
        List<String> weather = linesOf("weather.csv.gz");
        for (PlantedDefect hole :
                Stream.concat(all(17).stream(), all(18).stream()).toList()) {
            List<String> times = weather.stream()
                    .filter(line -> line.contains("," + hole.subject() + ","))
                    .map(line -> line.substring(0, 20))
                    .toList();
            assertThat(times.get(times.size() - 1))
                    .isEqualTo(Instant.parse(hole.time()).minusSeconds(3600).toString());
            assertThat(times).hasSize(OPTIONS.hours() - hole.rows());
        }
    }

    @Test
    void exactlyOneForecastIsIssuedAfterItsUse() throws IOException {
        List<String> fromLater = linesOf("weather_forecast.csv.gz").stream()
                .skip(1)
                .map(line -> line.split(","))
                .filter(fields -> fields[1].compareTo(fields[2]) > 0)
                .map(fields -> fields[0] + " " + fields[2])
                .toList();

        assertThat(fromLater).containsExactly(only(19).subject() + " " + only(19).time());
    }

    @Test
    void theFileIsWrittenAsSpreadsheetsDo() throws IOException {
        String text = textOf("consumption.csv.gz");

        assertThat(text).startsWith("\uFEFFbuilding_id").contains("\r\n");
        assertThat(linesOf("weather.csv.gz").get(0))
                .startsWith("timestamp_utc,site_id,")
                .endsWith(",station");
    }

    private static PlantedDefect only(int fault) {
        assertThat(all(fault)).hasSize(1);
        return all(fault).get(0);
    }

    private static List<PlantedDefect> all(int fault) {
        return planted.stream().filter(defect -> defect.fault() == fault).toList();
    }

    private static List<String> linesWith(String building, String time) {
        return consumption.stream()
                .filter(line -> line.startsWith(building + "," + time + ","))
                .toList();
    }

    private static String rowsOf(String building) {
        return consumption.stream().filter(startsWith(building)).collect(Collectors.joining("\n"));
    }

    private static Predicate<String> startsWith(String building) {
        return line -> line.startsWith(building + ",");
    }

    private static Map<Instant, Double> readingsOf(String building) {
        Map<Instant, Double> readings = new TreeMap<>();
        consumption.stream()
                .filter(startsWith(building))
                .map(line -> line.split(","))
                .forEach(fields -> {
                    if (fields[1].endsWith(":00:00Z")) {
                        readings.put(Instant.parse(fields[1]), Double.valueOf(fields[2]));
                    }
                });
        return readings;
    }

    private static List<Double> valuesOf(PlantedDefect defect) {
        Instant first = Instant.parse(defect.time());
        Map<Instant, Double> readings = readingsOf(defect.subject());
        return IntStream.range(0, defect.rows())
                .mapToObj(t -> readings.get(first.plusSeconds(3600L * t)))
                .toList();
    }

    private static double median(Map<Instant, Double> readings) {
        return readings.values().stream()
                .sorted()
                .skip(readings.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> linesOf(String file) throws IOException {
        return textOf(file).lines().toList();
    }

    private static String textOf(String file) throws IOException {
        Path path = temporary.resolve("faulty").resolve(file);
        try (InputStream bytes = Files.newInputStream(path);
                InputStream text = file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
