package com.hometech.edf.insights.upload;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadReaderTest {
    private static final ObjectUri UPLOADS = ObjectUri.parse("s3://raw/raw/");
    private static final UploadId ID = UploadId.of(UPLOADS.resolve("home-17/2024-11.csv"), UPLOADS);
    private static final String HEADER = "timestamp,appliance,kwh\n";

    private static Upload read(byte[] bytes) {
        return new UploadReader(EdfConfig.defaults().edfInsights()).read(ID, bytes);
    }

    private static Upload read(String text) {
        return read(text.getBytes(UTF_8));
    }

    private static ApplianceSeries only(Upload upload) {
        assertThat(upload.appliances()).hasSize(1);
        return upload.appliances().get(0);
    }

    /** Lines with their reasons. */
    private static List<String> rejected(Upload upload) {
        return upload.rejected().stream()
                .map(line -> line.line() + " " + line.reason().code())
                .toList();
    }

    private static String hours(String appliance) {
        return """
                2024-11-01T00:00,%1$s,0.1
                2024-11-01T01:00,%1$s,0.2
                2024-11-01T02:00,%1$s,0.3
                """.formatted(appliance);
    }

    @Test
    void timesWithoutOffsetAreLocal() {
        ApplianceSeries fridge = only(read(HEADER + hours("Fridge")));
        assertThat(Instant.ofEpochSecond(fridge.start(0))).isEqualTo("2024-10-31T23:00:00Z");
        assertThat(fridge.stepSeconds()).isEqualTo(3600);
        assertThat(fridge.kwh(2)).isEqualTo(0.3);
        assertThat(fridge.kind()).isEqualTo(ApplianceKind.REFRIGERATION);
    }

    @Test
    void aFreezerIsNoFridgeButAFridgeWithAFreezerIs() {
        assertThat(ApplianceKind.of("Freezer cellar")).isEqualTo(ApplianceKind.FREEZER);
        assertThat(ApplianceKind.of("Gefrierschrank")).isEqualTo(ApplianceKind.FREEZER);
        assertThat(ApplianceKind.of("fridge_freezer")).isEqualTo(ApplianceKind.REFRIGERATION);
        assertThat(ApplianceKind.of("Kühl-Gefrier-Kombi")).isEqualTo(ApplianceKind.REFRIGERATION);
    }

    @Test
    void timesWithAnOffsetMeanThatInstant() {
        ApplianceSeries fridge = only(read(HEADER + "2024-11-01T00:00Z,Fridge,1\n2024-11-01T03:00+02:00,Fridge,2\n"));
        assertThat(Instant.ofEpochSecond(fridge.start(1))).isEqualTo("2024-11-01T01:00:00Z");
    }

    @Test
    void theHourThatClocksShowTwiceIsTwoHours() {
        ApplianceSeries fridge = only(read(HEADER + """
                2024-10-27T01:00,Fridge,1
                2024-10-27T02:00,Fridge,2
                2024-10-27T02:00,Fridge,3
                2024-10-27T03:00,Fridge,4
                """));
        assertThat(fridge.size()).isEqualTo(4);
        assertThat(fridge.start(3) - fridge.start(0)).isEqualTo(3 * 3600);
    }

    @Test
    void aTimeThatClocksSkipIsSetAside() {
        Upload upload = read(HEADER + """
                2024-03-31T01:00,Fridge,1
                2024-03-31T02:00,Fridge,2
                2024-03-31T03:00,Fridge,3
                """);
        assertThat(rejected(upload)).containsExactly("3 bad_time");
        assertThat(only(upload).size()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"00:15, 900", "00:30, 1800", "01:00, 3600", "00:01, 60", "06:00, 21600"})
    void stepsAreFound(String second, int seconds) {
        assertThat(only(read(HEADER + "2024-11-01T00:00,Fridge,0.001\n2024-11-01T" + second + ",Fridge,0.001\n"))
                        .stepSeconds())
                .isEqualTo(seconds);
    }

    @Test
    void daysMayBeDatesAlone() {
        ApplianceSeries fridge = only(read(HEADER + """
                2024-10-26,Fridge,1
                2024-10-27,Fridge,2
                2024-10-28,Fridge,3
                """));
        assertThat(fridge.isDaily()).isTrue();
        assertThat(fridge.start(2) - fridge.start(1)).as("a day of 25 hours").isEqualTo(25 * 3600);
    }

    @Test
    void appliancesMayHaveStepsOfTheirOwn() {
        Upload upload = read(HEADER + hours("Fridge") + "2024-11-01,Car,4\n2024-11-02,Car,5\n");
        assertThat(upload.appliances())
                .extracting(ApplianceSeries::name, ApplianceSeries::stepSeconds)
                .containsExactly(tuple("Car", 86_400), tuple("Fridge", 3600));
    }

    @Test
    void whatCannotBeRightIsSetAsideAndNothingIsLost() {
        Upload upload = read(HEADER + hours("Fridge") + """
                2024-11-01T03:00,Fridge
                2024-11-01T03:00,,0.1
                yesterday,Fridge,0.1
                1890-11-01T03:00,Fridge,0.1
                2024-11-01T03:00,Fridge,
                2024-11-01T03:00,Fridge,much
                2024-11-01T03:00,Fridge,-0.1
                2024-11-01T03:00,Fridge,5000
                2024-11-01T03:17,Fridge,0.1
                2024-11-01T02:00,Fridge,0.4
                2024-11-01T03:00,Kettle,0.1
                """);
        assertThat(rejected(upload))
                .containsExactly(
                        "4 duplicate",
                        "5 wrong_field_count",
                        "6 no_appliance",
                        "7 bad_time",
                        "8 bad_year",
                        "9 no_value",
                        "10 bad_value",
                        "11 negative",
                        "12 too_large",
                        "13 off_grid",
                        "15 too_few");
        assertThat(only(upload).size() + upload.rejected().size()).isEqualTo((int) upload.lines());
        assertThat(only(upload).kwh(2)).as("the later line counts").isEqualTo(0.4);
    }

    @Test
    void aWrongReadingDoesNotTakeThePlaceOfARightOne() {
        Upload upload = read(HEADER + hours("Fridge") + "2024-11-01T02:00,Fridge,9000\n");
        assertThat(rejected(upload)).containsExactly("5 too_large");
        assertThat(only(upload).kwh(2)).isEqualTo(0.3);
    }

    @Test
    void anApplianceWithoutARegularStepIsSetAside() {
        Upload upload = read(HEADER + hours("Fridge") + "2024-11-01T00:00:00,Lamp,1\n2024-11-01T00:00:07,Lamp,1\n");
        assertThat(rejected(upload)).containsExactly("5 irregular", "6 irregular");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "windows-1252"})
    void spreadsheetsWriteTheirOwnWay(String charset) {
        String text = "Timestamp;Appliance;kWh;Remark\r\n2024-11-01 00:00;Kühlschrank;0,25;\r\n"
                + "2024-11-01 01:00;Kühlschrank;1,5;x\r\n";
        String marked = charset.startsWith("UTF") ? "\uFEFF" + text : text;
        Upload upload = read(marked.getBytes(charset.equals("UTF-16LE") ? UTF_16LE : Charset.forName(charset)));
        assertThat(only(upload).name()).isEqualTo("Kühlschrank");
        assertThat(only(upload).total()).isEqualTo(1.75);
        assertThat(upload.ignoredColumns()).containsExactly("remark");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "=HYPERLINK(\"\"http://x.example\"\") | HYPERLINK( http /x example )",
                "@SUM(A1)                        | SUM(A1)",
                "../../etc/passwd                | etc/passwd",
                "<script>alert(1)</script>       | script alert(1) /script",
                "-cmd                            | cmd",
                "Fridge\u202E gnp               | Fridge gnp",
                "[click](http)                   | click (http)",
                "0123456789012345678901234567890123456789012345 | 0123456789012345678901234567890123456789",
                "Kühl & Gefrier (Keller)         | Kühl & Gefrier (Keller)",
            })
    void namesAreMadeSafe(String given, String name) {
        Upload upload = read(HEADER + hours("\"" + given + "\""));
        assertThat(only(upload).name()).isEqualTo(name);
        assertThat(upload.renamed()).isEqualTo(name.equals(given) ? 0 : 1);
    }

    @Test
    void namesThatDifferInCaseAreOneAppliance() {
        assertThat(only(read(HEADER + "2024-11-01T00:00,Fridge,1\n2024-11-01T01:00,FRIDGE,2\n"))
                        .size())
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                          | File 2024-11.csv is empty",
                "time,device,kwh\\n                          | has no column timestamp and none appliance; its first line has \"time\", \"device\", \"kwh\"",
                "timestamp,apliance,kwh\\n                   | Rename \"apliance\" to \"appliance\"?",
                "timestamp,appliance,kwh\\n                  | there is no line below the header",
                "timestamp,appliance,kwh\\nnow,Fridge,1\\n   | line 2 has no time that can be read",
                "timestamp,appliance,kwh,kwh\\n              | two columns named \"kwh\"",
                "PK\\u0003\\u0004                            | is compressed or a workbook",
            })
    void aFileThatSaysNothingIsRefusedInWords(String text, String problem) {
        String file = text.replace("\\n", "\n").replace("\\u0003\\u0004", "\u0003\u0004");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void tooManyAppliancesAreAColumnOfSomethingElse() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int appliance = 0; appliance < 101; appliance++) {
            text.append("2024-11-01T00:00,").append("Plug ").append(appliance).append(",0.1\n");
        }
        assertThatThrownBy(() -> read(text.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("edf_insights.max_appliances")
                .hasMessageContaining("line 102");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "home-17/2024-11.csv, home-17/2024-11",
        "file.csv, file",
        "home 17/März.csv, home_17/M_rz-",
        "home-17/table.xlsx, home-17/table.xlsx-",
        ".hidden/x.csv, hidden/x-",
    })
    void idsAreSafeAndTheirOwn(String key, String id) {
        assertThat(UploadId.of(UPLOADS.resolve(key), UPLOADS).value()).startsWith(id);
        assertThat(UploadId.of(UPLOADS.resolve(key), UPLOADS).value()).matches("[A-Za-z0-9._/-]+");
    }

    @Test
    void differentKeysHaveDifferentIds() {
        assertThat(UploadId.of(UPLOADS.resolve("a b.csv"), UPLOADS))
                .isNotEqualTo(UploadId.of(UPLOADS.resolve("a_b.csv"), UPLOADS))
                .isNotEqualTo(UploadId.of(UPLOADS.resolve("a+b.csv"), UPLOADS));
        assertThatThrownBy(() -> UploadId.of(ObjectUri.parse("s3://raw/other/x.csv"), UPLOADS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("put the file below s3://raw/raw/");
    }
}
