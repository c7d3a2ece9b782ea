package com.hometech.edf.features.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeatherFilesTest {
    private static final int QUARTER = 900;

    @TempDir
    private Path table;

    @Test
    void monthsThatTheGridDoesNotReachAreNotOpened() throws IOException {
        write("month=2024-02/a.parquet", "2024-02-29T22:00:00Z", 1, 2);
        write("month=2024-03/a.parquet", "2024-03-01T00:00:00Z", 3, 4);
        damage("month=2024-01/a.parquet");
        damage("month=2024-04/a.parquet");

        SiteWeather weather = read("2024-02-29T22:00:00Z", "2024-03-01T02:00:00Z", 3600);

        assertThat(temperatures(weather)).containsExactly(1f, 2f, 3f, 4f);
    }

    @Test
    void anHourThatBeganInTheMonthBeforeLastsIntoTheGrid() throws IOException {
        write("month=2024-02/a.parquet", "2024-02-29T23:00:00Z", 7);
        write("month=2024-03/a.parquet", "2024-03-01T00:00:00Z", 8);

        SiteWeather weather = read("2024-02-29T23:45:00Z", "2024-03-01T00:30:00Z", QUARTER);

        assertThat(temperatures(weather)).containsExactly(7f, 8f, 8f);
    }

    @Test
    void aFileOutsideOfAMonthIsReadAlways() throws IOException {
        write("a.parquet", "2024-03-01T00:00:00Z", 5);

        assertThat(temperatures(read("2024-03-01T00:00:00Z", "2024-03-01T01:00:00Z", 3600)))
                .containsExactly(5f);
    }

    @Test
    void aPartitionThatIsNoMonthIsNamed() throws IOException {
        write("month=spring/a.parquet", "2024-03-01T00:00:00Z", 5);

        assertThatThrownBy(() -> read("2024-03-01T00:00:00Z", "2024-03-01T01:00:00Z", 3600))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Partition month=spring of a table is not month=YYYY-MM");
    }

    private SiteWeather read(String from, String to, int stepSeconds) throws IOException {
        StepGrid grid = StepGrid.between(
                Instant.parse(from).getEpochSecond(), Instant.parse(to).getEpochSecond(), stepSeconds);
        return WeatherFiles.read(table, table.resolve("nowhere"), grid).get("s1");
    }

    private static float[] temperatures(SiteWeather weather) {
        return weather.observed()[0];
    }

    private void write(String name, String start, double... celsius) throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(table.resolve(name), WeatherColumn.SCHEMA)) {
            for (int hour = 0; hour < celsius.length; hour++) {
                writer.setString(WeatherColumn.SITE_ID.ordinal(), "s1");
                writer.setEpochSecond(
                        WeatherColumn.TIMESTAMP_HOUR.ordinal(),
                        Instant.parse(start).getEpochSecond() + hour * 3600L);
                writer.setDouble(WeatherColumn.TEMPERATURE_C.ordinal(), celsius[hour]);
                writer.setLong(WeatherColumn.VERSION.ordinal(), 1);
                writer.endRow();
            }
            writer.finish();
        }
    }

    private void damage(String name) throws IOException {
        Path file = table.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not Parquet");
    }
}
