package com.hometech.edf.data.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.quality.BuildingStatus;
import com.hometech.edf.data.quality.DataQualityPage;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateSchemaJobTest {
    private static final long START = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final int HALF_A_YEAR_HOURS = 24 * 182;

    /** Writes the rows of a file. */
    @FunctionalInterface
    private interface Rows {
        void write(ParquetRowWriter writer) throws IOException;
    }

    private Path root;
    private final Map<String, String> parameters = new HashMap<>(Map.of("workflow", "training"));

    @BeforeEach
    void prepare(@TempDir Path directory) throws IOException {
        root = directory;
        text("config/edf_config.yaml", "project_name: hometech-ml\n");
        text("topology/buildings.csv", "building_id,site_id,timezone\nb1,s1,Europe/Berlin\nb2,s1,Europe/Berlin\n");
        text("topology/calendar.csv", "site_id,date,holiday_name\ns1,2024-12-25,Christmas\n");
    }

    @Test
    void goodTablesPassAndTheReportDescribesThem() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> hours(writer, "b1", HALF_A_YEAR_HOURS, 1));
        weather(HALF_A_YEAR_HOURS);

        run();

        DataQualityReport report = report();
        assertThat(report.tables().get(0).accepted()).isEqualTo(HALF_A_YEAR_HOURS);
        assertThat(report.buildings())
                .extracting(each -> each.status())
                .containsExactly(BuildingStatus.OK, BuildingStatus.NO_DATA);
        assertThat(report.buildings().get(0).hours()).isEqualTo(HALF_A_YEAR_HOURS);
        assertThat(report.sites().get(0).coverage()).isEqualTo(1);
        assertThat(report.months()).hasSize(6);
        assertThat(output(DataQualityPage.HTML_FILE)).content().contains("b1").contains("no data");
    }

    @Test
    void readingsOfALongerStepThanTheConfigurationsAreAProblem() throws IOException {
        text("config/edf_config.yaml", "edf_feature_eng: {step: PT15M}\n");
        consumption("month=2024-01/a.parquet", writer -> hours(writer, "b1", HALF_A_YEAR_HOURS, 1));
        weather(HALF_A_YEAR_HOURS);

        assertThatThrownBy(this::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("longer step than edf_feature_eng.step PT15M for 1 buildings (first: b1)");
    }

    @Test
    @DisplayName("fault 26: an empty prefix fails with a clear message, and a report says so too")
    void emptyPrefix() throws IOException {
        assertThatThrownBy(this::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("consumption has no Parquet file");
        assertThat(report().warnings()).anyMatch(text -> text.contains("no Parquet file"));
    }

    @Test
    @DisplayName("fault 25: every file that cannot be read is named at once, with the reason")
    void everyProblemIsListed() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> hours(writer, "b1", HALF_A_YEAR_HOURS, 1));
        text("consumption/month=2024-01/cut.parquet", "PAR1 this is no parquet file PAR1");
        try (ParquetRowWriter other = new ParquetRowWriter(
                root.resolve("processing/input/consumption/month=2024-02/other.parquet"),
                WeatherForecastColumn.SCHEMA)) {
            other.finish();
        }
        assertThatThrownBy(this::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cut.parquet")
                .hasMessageContaining("other.parquet")
                .hasMessageContaining("building_id");
    }

    @Test
    @DisplayName("fault 25: a file without rows is a warning")
    void noRowsIsAWarning() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> hours(writer, "b1", HALF_A_YEAR_HOURS, 1));
        consumption("month=2024-09/empty.parquet", writer -> {});

        run();

        assertThat(report().warnings()).anyMatch(text -> text.contains("empty.parquet") && text.contains("no rows"));
    }

    @Test
    void aLaterVersionReplacesAnEarlierOneInWhateverFile() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> {
            hours(writer, "b1", HALF_A_YEAR_HOURS, 2);
            row(writer, "b2", START, 5, 3);
        });
        consumption("month=2024-01/b.parquet", writer -> row(writer, "b2", START, 9, 1));

        run();

        assertThat(report().buildings().get(1).meanKwh()).isEqualTo(5);
        assertThat(report().tables().get(0).corrections()).isEqualTo(1);
    }

    @Test
    void twoValuesForOneBuildingHourAndVersionAreAProblem() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> {
            hours(writer, "b1", HALF_A_YEAR_HOURS, 1);
            row(writer, "b1", START, 99, 1);
        });
        assertThatThrownBy(this::run).hasMessageContaining("b1 at 2024-01-01T00:00:00Z, version 1");
    }

    @Test
    void rowsThatCannotBeUsedAreCountedAndLeftOut() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> {
            hours(writer, "b1", HALF_A_YEAR_HOURS, 1);
            row(writer, "ghost", START, 1, 1);
            row(writer, "b2", START + 60, 1, 1);
            row(writer, "b2", 0, 1, 1);
            row(writer, "b2", START, -1, 1);
            row(writer, "b2", START, Double.NaN, 1);
        });
        run();

        assertThat(report().rejections()).hasSize(4);
        assertThat(report().tables().get(0).missing()).isEqualTo(1);
        assertThat(report().buildings().get(1).status()).isEqualTo(BuildingStatus.NO_DATA);
    }

    @Test
    void tooLittleHistoryStopsTrainingButNotInference() throws IOException {
        consumption("month=2024-01/a.parquet", writer -> hours(writer, "b1", 24 * 40, 1));

        assertThatThrownBy(this::run).isInstanceOf(InvalidInputException.class).hasMessageContaining("evaluation_days");
        parameters.put("workflow", "inference");
        assertThatCode(this::run).doesNotThrowAnyException();
    }

    @Test
    void onlyThePeriodAskedForIsLookedAt() throws IOException {
        parameters.putAll(Map.of("workflow", "inference", "from", "2024-01-02", "to", "2024-01-03T00:00:00Z"));
        consumption("month=2024-01/a.parquet", writer -> hours(writer, "b1", 24 * 40, 1));

        run();

        assertThat(report().buildings().get(0).hours()).isEqualTo(24);
    }

    @Test
    void wrongParametersAreNamed() throws IOException {
        parameters.put("from", "last week");
        assertThatThrownBy(this::run).isInstanceOf(InvalidInputException.class).hasMessageContaining("--from");
        parameters.put("workflow", "holiday");
        assertThatThrownBy(this::run).isInstanceOf(InvalidInputException.class).hasMessageContaining("--workflow");
    }

    private void run() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);
        new ValidateSchemaJob().run(new JobContext(root, parameters, clock, JobContext.Progress.SILENT));
    }

    private DataQualityReport report() throws IOException {
        return JsonFiles.read(output(DataQualityReport.JSON_FILE), DataQualityReport.class);
    }

    private Path output(String name) {
        return root.resolve("processing/output/quality").resolve(name);
    }

    private void text(String name, String text) throws IOException {
        Path file = root.resolve("processing/input").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void consumption(String name, Rows rows) throws IOException {
        Path file = root.resolve("processing/input/consumption").resolve(name);
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
            rows.write(writer);
            writer.finish();
        }
    }

    private void weather(int hours) throws IOException {
        Path file = root.resolve("processing/input/weather/month=2024-01/a.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(file, WeatherColumn.SCHEMA)) {
            for (int hour = 0; hour < hours; hour++) {
                writer.setString(WeatherColumn.SITE_ID.ordinal(), "s1");
                writer.setEpochSecond(WeatherColumn.TIMESTAMP_HOUR.ordinal(), START + 3600L * hour);
                writer.setDouble(WeatherColumn.TEMPERATURE_C.ordinal(), 10 + hour % 24);
                writer.setLong(WeatherColumn.VERSION.ordinal(), 1);
                writer.endRow();
            }
            writer.finish();
        }
    }

    private static void hours(ParquetRowWriter writer, String building, int count, long version) throws IOException {
        for (int hour = 0; hour < count; hour++) {
            row(writer, building, START + 3600L * hour, 10 + hour % 24, version);
        }
    }

    private static void row(ParquetRowWriter writer, String building, long epochSecond, double kwh, long version)
            throws IOException {
        writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), building);
        writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), epochSecond);
        writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), kwh);
        writer.setLong(ConsumptionColumn.VERSION.ordinal(), version);
        writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
        writer.endRow();
    }
}
