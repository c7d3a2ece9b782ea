package com.hometech.edf.data.importing;

import static com.hometech.edf.data.importing.ImportFixture.HEADER;
import static com.hometech.edf.data.importing.ImportFixture.START;
import static com.hometech.edf.data.importing.ImportFixture.building;
import static com.hometech.edf.data.importing.ImportFixture.daily;
import static com.hometech.edf.data.importing.ImportFixture.hours;
import static com.hometech.edf.data.importing.ImportFixture.rejected;
import static com.hometech.edf.data.importing.ImportFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.importing.ImportFixture.Reading;
import com.hometech.edf.data.quality.BuildingStatus;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.GapCounts;
import com.hometech.edf.data.quality.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What import does with bad readings. */
class ImportReadingsFaultsTest {
    private ImportFixture fixture;

    @BeforeEach
    void prepare(@TempDir Path root) throws IOException {
        fixture = new ImportFixture(root);
    }

    @Test
    @DisplayName("fault 1: the hour that clocks show twice becomes two UTC hours, neither averaged nor lost")
    void autumnHourTwice() throws IOException {
        fixture.file("consumption.csv", """
                building_id,timestamp_local,consumption_kwh
                b1,2024-10-27 01:00,1
                b1,2024-10-27 02:00,2
                b1,2024-10-27 02:00,3
                b1,2024-10-27 03:00,4
                """);
        fixture.run();

        assertThat(fixture.consumption())
                .extracting(Reading::time, Reading::kwh)
                .containsExactly(
                        tuple(Instant.parse("2024-10-26T23:00:00Z"), 1.0),
                        tuple(Instant.parse("2024-10-27T00:00:00Z"), 2.0),
                        tuple(Instant.parse("2024-10-27T01:00:00Z"), 3.0),
                        tuple(Instant.parse("2024-10-27T02:00:00Z"), 4.0));
    }

    @Test
    @DisplayName("fault 1: where the order does not tell the two hours apart the file is rejected, naming the rows")
    void autumnHourUndecided() throws IOException {
        fixture.file("consumption.csv", """
                building_id,timestamp_local,consumption_kwh
                b1,2024-10-27 02:00,2
                b1,2024-10-27 02:00,3
                b1,2024-10-27 02:00,4
                """);
        fixture.file("consumption_2.csv", HEADER + "b2,2024-01-01T00:00:00Z,1\n");

        DataQualityReport report = fixture.report();

        assertThat(report.files().get(0).problem()).contains("Lines 3 and 4").contains("b1");
        assertThat(fixture.consumption()).extracting(Reading::building).containsExactly("b2");
    }

    @Test
    @DisplayName("fault 2: the hour that clocks skip in spring leaves no gap in UTC; a row in it is rejected")
    void springHour() throws IOException {
        fixture.file("consumption.csv", """
                building_id,timestamp_local,consumption_kwh
                b1,2024-03-31 01:00,1
                b1,2024-03-31 02:00,9
                b1,2024-03-31 03:00,2
                """);
        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption())
                .extracting(Reading::time)
                .containsExactly(Instant.parse("2024-03-31T00:00:00Z"), Instant.parse("2024-03-31T01:00:00Z"));
        assertThat(building(report, "b1").gaps()).isEqualTo(GapCounts.NONE);
        assertThat(rejected(report, RejectReason.NO_SUCH_LOCAL_TIME)).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 3: of exact duplicates one is kept and the others are counted")
    void duplicates() throws IOException {
        fixture.consumption(
                "b1,2024-01-01T00:00:00Z,1.5", "b1,2024-01-01T00:00:00Z,1.50", "b1,2024-01-01T00:00:00Z,1.5");

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).hasSize(1);
        assertThat(totals(report, "consumption").duplicates()).isEqualTo(2);
    }

    @Test
    @DisplayName("fault 4: a correction in a later file wins by version, and both stay as audit trail")
    void corrections() throws IOException {
        fixture.file("consumption_1.csv", HEADER + "b1,2024-01-01T00:00:00Z,1\n");
        fixture.file("consumption_2.csv", HEADER + "b1,2024-01-01T00:00:00Z,2\n");

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(1.0, 2.0);
        assertThat(fixture.consumption()).extracting(Reading::version).containsExactly(1L, 2L);
        assertThat(totals(report, "consumption").corrections()).isEqualTo(1);
        assertThat(building(report, "b1").meanKwh()).isEqualTo(2.0);
    }

    @Test
    @DisplayName("fault 4: within one file the later row wins and the earlier one is set aside")
    void correctionsWithinOneFile() throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z,1", "b1,2024-01-01T00:00:00Z,2");

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(2.0);
        assertThat(rejected(report, RejectReason.REPLACED)).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 5: rows and files in any order give the same table")
    void outOfOrder() throws IOException {
        fixture.file("consumption_1.csv", HEADER + "b2,2024-01-03T00:00:00Z,3\nb1,2024-01-02T00:00:00Z,2\n");
        fixture.file("consumption_2.csv", HEADER + "b1,2024-01-01T00:00:00Z,1\n");
        fixture.run();

        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    @DisplayName("fault 6: missing hours stay missing and are counted by length of the gap")
    void gaps() throws IOException {
        fixture.file(
                "consumption.csv",
                HEADER
                        + hours("b1", 400, hour -> {
                            boolean missing = hour == 10
                                    || (hour >= 20 && hour < 25)
                                    || (hour >= 50 && hour < 80)
                                    || (hour >= 100 && hour < 300);
                            return missing ? Double.NaN : daily(hour);
                        }));
        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).hasSize(400 - 1 - 5 - 30 - 200);
        assertThat(building(report, "b1").gaps()).isEqualTo(new GapCounts(1, 1, 1, 1));
        assertThat(building(report, "b1").longestGapHours()).isEqualTo(200);
        assertThat(building(report, "b1").missingShare()).isEqualTo(236 / 400.0);
    }

    @Test
    @DisplayName("fault 7: negative consumption is rejected for a load, accepted where the building feeds in")
    void negatives() throws IOException {
        fixture.consumption(
                "b1,2024-01-01T00:00:00Z,-1.5", "pv,2024-01-01T00:00:00Z,-1.5", "pv,2024-01-01T01:00:00Z,-0.0");

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).extracting(Reading::building).containsExactly("pv", "pv");
        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(-1.5, 0.0);
        assertThat(rejected(report, RejectReason.NEGATIVE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "nan", " "})
    @DisplayName("fault 8: empty and NaN are missing values")
    void missingValues(String text) throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z," + text, "b1,2024-01-01T01:00:00Z,1");

        DataQualityReport report = fixture.report();

        assertThat(totals(report, "consumption").missing()).isEqualTo(1);
        assertThat(totals(report, "consumption").accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Infinity | NOT_A_NUMBER", "-Infinity | NOT_A_NUMBER", "N/A | NOT_A_NUMBER", "1e308 | TOO_LARGE",
                "'\"1,5\"' | NOT_A_NUMBER", "1,5 | WRONG_FIELD_COUNT", "-0.0 | NEGATIVE", "0x1p3 | NOT_A_NUMBER",
                "1d | NOT_A_NUMBER", "1e99999 | NOT_A_NUMBER", ". | NOT_A_NUMBER", "١ | NOT_A_NUMBER"
            })
    @DisplayName("fault 8: what is no plain number is rejected with row and column, without guessing a locale")
    void badValues(String text, RejectReason reason) throws IOException {
        fixture.consumption("b2,2024-01-01T00:00:00Z,1", "b1,2024-01-01T00:00:00Z," + text);

        ImportSummary summary = fixture.run();

        assertThat(rejected(summary.report(), reason)).isEqualTo(1);
        var example = summary.report().rejections().get(0).examples().get(0);
        assertThat(example.line()).isEqualTo(3);
        if (reason != RejectReason.WRONG_FIELD_COUNT) {
            assertThat(example.detail()).contains("consumption_kwh");
        }
        assertThat(fixture.rejectedText(summary)).contains("consumption.csv,3," + reason.code());
    }

    @Test
    @DisplayName("fault 9: hours in Wh instead of kWh are kept as measured, flagged and warned about")
    void unitSlip() throws IOException {
        fixture.file(
                "consumption.csv",
                HEADER + hours("b1", 2000, hour -> hour >= 500 && hour < 524 ? 1000 * daily(hour) : daily(hour)));

        DataQualityReport report = fixture.report();

        List<Reading> slipped = fixture.consumption().stream()
                .filter(row -> row.flag().equals("unit_slip"))
                .toList();
        assertThat(slipped).hasSize(24);
        assertThat(slipped.get(0).kwh()).isEqualTo(1000 * daily(500));
        assertThat(building(report, "b1").unitSlipHours()).isEqualTo(24);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("another unit") && warning.contains("b1"));
    }

    @Test
    @DisplayName("fault 10: a cumulative register is rejected as a whole with that message")
    void cumulativeRegister() throws IOException {
        fixture.file(
                "consumption.csv",
                HEADER + hours("b1", 500, hour -> 10_000 + 3 * hour) + hours("b2", 500, ImportFixture::daily));

        ImportSummary summary = fixture.run();

        assertThat(fixture.consumption()).extracting(Reading::building).containsOnly("b2");
        assertThat(rejected(summary.report(), RejectReason.CUMULATIVE_REGISTER)).isEqualTo(500);
        assertThat(building(summary.report(), "b1").status()).isEqualTo(BuildingStatus.REJECTED);
        assertThat(summary.report().warnings()).anyMatch(warning -> warning.contains("rising counter"));
        assertThat(fixture.rejectedText(summary)).contains("b1,2024-01-01T00:00:00Z,10000.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7.5})
    @DisplayName("fault 11: a day or more of the same value, zero or not, is flagged")
    void flatline(double level) throws IOException {
        fixture.file(
                "consumption.csv", HEADER + hours("b1", 500, hour -> hour >= 100 && hour < 130 ? level : daily(hour)));

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption().stream().filter(row -> row.flag().equals("flat")))
                .hasSize(30);
        assertThat(building(report, "b1").flatHours()).isEqualTo(30);
        assertThat(building(report, "b1").flatStretches()).isEqualTo(1);
    }

    @Test
    @DisplayName("fault 11: 23 equal hours are no flatline")
    void nearlyFlat() throws IOException {
        fixture.file(
                "consumption.csv", HEADER + hours("b1", 500, hour -> hour >= 100 && hour < 123 ? 7.5 : daily(hour)));
        fixture.run();

        assertThat(fixture.consumption()).extracting(Reading::flag).containsOnly("ok");
    }

    @Test
    @DisplayName("fault 12: a spike of 50 times is kept as measured and flagged")
    void spike() throws IOException {
        fixture.file(
                "consumption.csv", HEADER + hours("b1", 500, hour -> hour == 100 ? 50 * daily(hour) : daily(hour)));

        DataQualityReport report = fixture.report();

        List<Reading> spikes = fixture.consumption().stream()
                .filter(row -> !row.flag().equals("ok"))
                .toList();
        assertThat(spikes).extracting(Reading::flag, Reading::kwh).containsExactly(tuple("spike", 50 * daily(100)));
        assertThat(building(report, "b1").spikes()).isEqualTo(1);
    }

    @Test
    @DisplayName("faults 13, 14, 16: short history, no data and closed buildings are listed, and the import succeeds")
    void buildingsThatNeedAnotherForecast() throws IOException {
        fixture.buildings(
                "b1,s1,Europe/Berlin,no",
                "b2,s1,Europe/Berlin,no",
                "empty,s1,Europe/Berlin,no",
                "new,s1,Europe/Berlin,no");
        String young = "new," + START.plusSeconds(2000 * 3600L) + ",1\n";
        fixture.file(
                "consumption.csv",
                HEADER + hours("b1", 2100, ImportFixture::daily) + hours("b2", 600, ImportFixture::daily) + young);

        DataQualityReport report = fixture.report();

        assertThat(building(report, "b1").status()).isEqualTo(BuildingStatus.OK);
        assertThat(building(report, "b2").status()).isEqualTo(BuildingStatus.INACTIVE);
        assertThat(building(report, "empty").status()).isEqualTo(BuildingStatus.NO_DATA);
        assertThat(building(report, "new").status()).isEqualTo(BuildingStatus.SHORT_HISTORY);
        assertThat(report.warnings()).anyMatch(text -> text.contains("empty"));
    }

    @Test
    @DisplayName("fault 15: readings of an unknown building are set aside and counted")
    void unknownBuilding() throws IOException {
        fixture.consumption("b1,2024-01-01T00:00:00Z,1", "ghost,2024-01-01T00:00:00Z,7");

        ImportSummary summary = fixture.run();

        assertThat(rejected(summary.report(), RejectReason.UNKNOWN_BUILDING)).isEqualTo(1);
        assertThat(fixture.rejectedText(summary)).contains("\"ghost,2024-01-01T00:00:00Z,7\"");
    }

    @Test
    @DisplayName("fault 20: a time zone that is not IANA stops the import")
    void badZone() throws IOException {
        fixture.buildings("b1,s1,CET,no");
        fixture.consumption("b1,2024-01-01T00:00:00Z,1");

        assertThatThrownBy(fixture::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("CET");
    }

    @Test
    @DisplayName("fault 21: quarter hours are summed only where all four are there")
    void quarterHours() throws IOException {
        fixture.consumption(
                "b1,2024-01-01T00:00:00Z,1",
                "b1,2024-01-01T00:15:00Z,2",
                "b1,2024-01-01T00:30:00Z,3",
                "b1,2024-01-01T00:45:00Z,4",
                "b1,2024-01-01T01:00:00Z,1",
                "b1,2024-01-01T01:15:00Z,2",
                "b1,2024-01-01T01:45:00Z,4");

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption()).extracting(Reading::kwh).containsExactly(10.0);
        assertThat(totals(report, "consumption").accepted()).isEqualTo(4);
        assertThat(totals(report, "consumption").stored()).isEqualTo(1);
        assertThat(rejected(report, RejectReason.INCOMPLETE_INTERVAL)).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "fault 21: half hours are summed, and single rows off the hour do not make an hourly meter another one")
    void halfHoursAndStrays() throws IOException {
        fixture.file(
                "consumption.csv",
                HEADER
                        + "b2,2024-01-01T00:00:00Z,1\nb2,2024-01-01T00:30:00Z,2\n"
                        + hours("b1", 48, ImportFixture::daily)
                        + "b1,2024-01-01T10:15:00Z,1\nb1,2024-01-01T10:07:00Z,1\n");

        DataQualityReport report = fixture.report();

        assertThat(fixture.consumption().stream().filter(row -> row.building().equals("b2")))
                .extracting(Reading::kwh)
                .containsExactly(3.0);
        assertThat(fixture.consumption().stream().filter(row -> row.building().equals("b1")))
                .hasSize(48);
        assertThat(rejected(report, RejectReason.OFF_GRID)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, TIMESTAMP_OUT_OF_RANGE",
        "2099-01-01T00:00:00Z, TIMESTAMP_OUT_OF_RANGE",
        "2016-12-31T23:59:60Z, BAD_TIMESTAMP",
        "2024-02-30T00:00:00Z, BAD_TIMESTAMP",
        "2024-01-01T24:00:00Z, BAD_TIMESTAMP",
        "yesterday, BAD_TIMESTAMP",
        "2024-01-01, BAD_TIMESTAMP",
        "'', BAD_TIMESTAMP",
        "2024-01-01T00:00:00.5Z, BAD_TIMESTAMP"
    })
    @DisplayName("fault 22: impossible times are rejected")
    void impossibleTimes(String time, RejectReason reason) throws IOException {
        fixture.consumption("b1," + time + ",1");

        assertThat(rejected(fixture.report(), reason)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-01T10:00:00Z",
                "2024-01-01 10:00:00",
                "2024-01-01T10:00Z",
                "2024-01-01T11:00:00+01:00",
                "2024-01-01T10:00"
            })
    void usualWaysToWriteATimeAreUnderstood(String time) throws IOException {
        fixture.consumption("b1," + time + ",1");
        fixture.run();

        assertThat(fixture.consumption())
                .extracting(Reading::time)
                .containsExactly(Instant.parse("2024-01-01T10:00:00Z"));
    }
}
