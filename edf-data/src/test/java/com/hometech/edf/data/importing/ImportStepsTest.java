package com.hometech.edf.data.importing;

import static com.hometech.edf.data.importing.ImportFixture.HEADER;
import static com.hometech.edf.data.importing.ImportFixture.START;
import static com.hometech.edf.data.importing.ImportFixture.building;
import static com.hometech.edf.data.importing.ImportFixture.hours;
import static com.hometech.edf.data.importing.ImportFixture.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.importing.ImportFixture.Reading;
import com.hometech.edf.data.quality.BuildingStatus;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data folders whose meters read at other steps than the configuration's. */
class ImportStepsTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    @TempDir
    private Path directory;

    private ImportFixture fixture;

    @BeforeEach
    void emptyStore() throws IOException {
        fixture = new ImportFixture(directory);
    }

    private static String every(Duration step, String building, Instant from, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> building + "," + from.plus(step.multipliedBy(row)) + ","
                        + ImportFixture.daily(row * 1.7) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    @DisplayName("quarter hours are kept where they are the step; a building's hours are hours all the same")
    void quarterHours() throws IOException {
        fixture.step(QUARTER).file("consumption.csv", HEADER + every(QUARTER, "b1", START, 30 * 96));

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).hasSize(30 * 96).allMatch(reading -> reading.flag()
                .equals("ok"));
        assertThat(fixture.consumption().get(1).time()).isEqualTo(START.plus(QUARTER));
        assertThat(building(report, "b1").hours()).isEqualTo(30 * 24);
        assertThat(building(report, "b1").missingShare()).isZero();
        assertThat(building(report, "b1").status()).isEqualTo(BuildingStatus.OK);
        assertThat(report.months().get(0).completeness()).isEqualTo(1);
    }

    @Test
    @DisplayName("hours are summed to local days, of which one has 23 hours; a day that lacks an hour is set aside")
    void hoursToDays() throws IOException {
        Instant midnight = Instant.parse("2024-03-28T23:00:00Z");
        String rows = IntStream.range(0, 24 + 24 + 23 + 24)
                .filter(hour -> hour != 3)
                .mapToObj(hour -> "b1," + midnight.plusSeconds(3600L * hour) + "," + (1 + hour % 5 * 0.25) + "\n")
                .collect(Collectors.joining());
        fixture.step(DAY).file("consumption.csv", HEADER + rows);

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption())
                .extracting(Reading::time)
                .containsExactly(
                        Instant.parse("2024-03-30T00:00:00Z"),
                        Instant.parse("2024-03-31T00:00:00Z"),
                        Instant.parse("2024-04-01T00:00:00Z"));
        double sumOf23 =
                IntStream.range(48, 71).mapToDouble(hour -> 1 + hour % 5 * 0.25).sum();
        assertThat(fixture.consumption().get(1).kwh()).isEqualTo(sumOf23);
        assertThat(rejected(report, RejectReason.INCOMPLETE_INTERVAL)).isEqualTo(23);
    }

    @Test
    @DisplayName("daily readings of a year are judged as days: none is flat, a slip of one day is found")
    void days() throws IOException {
        String rows = every(DAY, "b1", START, 366).replace("2024-09-01T00:00:00Z,", "2024-09-01T00:00:00Z,9999");
        fixture.step(DAY).file("consumption.csv", HEADER + rows);

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption())
                .filteredOn(reading -> !reading.flag().equals("ok"))
                .extracting(Reading::time, Reading::flag)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Instant.parse("2024-09-01T00:00:00Z"), "unit_slip"));
        assertThat(building(report, "b1").hours()).isEqualTo(366 * 24);
        assertThat(building(report, "b1").longestGapHours()).isZero();
    }

    @Test
    @DisplayName("a meter that reads less often than the step is set aside as a whole, the others are taken")
    void coarserMeter() throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 100, ImportFixture::daily) + every(DAY, "b2", START, 60));

        DataQualityReport report = fixture.report();

        assertThat(rejected(report, RejectReason.COARSER_THAN_STEP)).isEqualTo(60);
        assertThat(fixture.consumption()).hasSize(100).allMatch(reading -> reading.building()
                .equals("b1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT15M", "PT1H", "PT6H", "P1D"})
    @DisplayName("a delivery of one reading is taken for one of the step")
    void oneReading(Duration step) throws IOException {
        fixture.step(step).consumption("b1,2024-01-05T00:00:00Z,7");

        fixture.run();

        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(7.0);
    }

    @Test
    @DisplayName("a table has one step: an import of another is refused")
    void anotherStepLater() throws IOException {
        fixture.file("consumption.csv", HEADER + hours("b1", 100, ImportFixture::daily));
        fixture.run();
        fixture.step(QUARTER).file("consumption.csv", HEADER + every(QUARTER, "b1", START, 96));

        assertThatThrownBy(fixture::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("have a step of PT1H, but edf_feature_eng.step is PT15M")
                .hasMessageContaining("--home");
    }
}
