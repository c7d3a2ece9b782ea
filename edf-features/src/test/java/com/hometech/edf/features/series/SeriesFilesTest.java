package com.hometech.edf.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFilesTest {
    private static final long START = Instant.parse("2024-03-01T00:00:00Z").getEpochSecond();
    private static final List<String> WEATHER = List.of("humidity", "temperature_c");

    @TempDir
    Path table;

    @Test
    void whatWasWrittenIsReadBitForBit() throws IOException {
        BuildingSeries first = random("b1", 700, 3600, WEATHER);
        BuildingSeries second = random("b2", 50, 900, WEATHER);
        write("part-00000.parquet", first, second);
        BuildingSeries third = random("b3", 3000, 86_400, List.of());
        write("part-00001.parquet", third);

        SeriesSource source = SeriesFiles.read(table);

        assertSame(source.of("b3").orElseThrow(), third);
        assertSame(source.of("b2").orElseThrow(), second);
        assertSame(source.of("b1").orElseThrow(), first);
        assertThat(source.of("b4")).isEmpty();
        SeriesSource ofFile = SeriesFiles.ofFile(file("part-00000.parquet"));
        assertSame(ofFile.of("b1").orElseThrow(), first);
        assertThat(ofFile.of("b3")).isEmpty();
    }

    @Test
    @DisplayName("a series that spans row groups, beside others in the same groups, is put together")
    void seriesThatSpanRowGroups() throws IOException {
        List<BuildingSeries> all = List.of(
                random("b1", 100, 3600, WEATHER), random("b2", 9000, 3600, WEATHER), random("b3", 100, 3600, WEATHER));
        try (ParquetRowWriter writer =
                new ParquetRowWriter(file("part-00000.parquet"), SeriesColumns.with(WEATHER), 1)) {
            for (BuildingSeries series : all) {
                for (int index = 0; index < series.length(); index++) {
                    for (int column = 0; column < WEATHER.size(); column++) {
                        writer.setDouble(
                                SeriesColumns.FIRST_WEATHER + column,
                                series.weather().get(WEATHER.get(column))[index]);
                    }
                    row(writer, series.building(), series.epochSecond(index), series.kwh()[index]);
                }
            }
            writer.finish();
        }

        SeriesSource source = SeriesFiles.read(table);

        for (BuildingSeries series : all) {
            assertSame(source.of(series.building()).orElseThrow(), series);
        }
    }

    @Test
    void moreFilesThanAreKept() throws IOException {
        int files = 3 * Runtime.getRuntime().availableProcessors() + 3;
        for (int file = 0; file < files; file++) {
            write("part-%05d.parquet".formatted(file), random("b" + file, 10 + file, 3600, List.of()));
        }
        SeriesSource source = SeriesFiles.read(table);

        for (int round = 0; round < 2; round++) {
            for (int file = 0; file < files; file++) {
                assertThat(source.of("b" + file).orElseThrow().length()).isEqualTo(10 + file);
            }
        }
    }

    @Test
    void aTableWithoutSeriesHasNone() throws IOException {
        assertThat(SeriesFiles.read(table)).isSameAs(SeriesSource.NONE);
    }

    @Test
    @DisplayName("a gap, a step back, a repeated or a lonely interval is no grid; file, building and time are named")
    void timesMustBeAGrid() throws IOException {
        long[][] wrong = {
            {START, START + 3600, START + 3 * 3600},
            {START, START + 3600, START},
            {START, START},
            {START + 3600, START},
            {START},
        };
        for (long[] times : wrong) {
            Path file = file("part-00000.parquet");
            try (ParquetRowWriter writer = new ParquetRowWriter(file, SeriesColumns.with(List.of()))) {
                for (long time : times) {
                    row(writer, "b1", time, 1);
                }
                writer.finish();
            }
            SeriesSource source = SeriesFiles.read(table);

            assertThatThrownBy(() -> source.of("b1"))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("b1")
                    .hasMessageContaining(
                            Instant.ofEpochSecond(times[times.length - 1]).toString());
        }
    }

    @Test
    void aBuildingLiesInOnePlace() throws IOException {
        write("part-00000.parquet", random("b1", 10, 3600, List.of()));
        write("part-00001.parquet", random("b1", 10, 3600, List.of()));
        assertThatThrownBy(() -> SeriesFiles.read(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("b1", "part-00000.parquet", "part-00001.parquet");

        Path mixed = table.resolve("mixed.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(mixed, SeriesColumns.with(List.of()))) {
            for (int index = 0; index < 4; index++) {
                row(writer, "b" + index % 2, START + index / 2 * 3600L, 1);
            }
            writer.finish();
        }
        assertThatThrownBy(() -> SeriesFiles.ofFile(mixed))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContainingAll("b0", "mixed.parquet");
    }

    @Test
    @DisplayName("fault 25: a damaged file is reported by its name")
    void damagedFile() throws IOException {
        Files.createDirectories(table.resolve(SeriesFiles.DIRECTORY));
        Files.writeString(file("part-00000.parquet"), "PAR1 but nothing else");

        assertThatThrownBy(() -> SeriesFiles.read(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part-00000.parquet");
    }

    @Test
    void aFileHasTheSameWeatherOfAllItsBuildings() throws IOException {
        try (SeriesFileWriter writer = new SeriesFileWriter(file("part-00000.parquet"), WEATHER)) {
            writer.append(random("b1", 10, 3600, WEATHER));
            assertThatThrownBy(() -> writer.append(random("b2", 10, 3600, List.of("humidity"))))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("b2");
        }
        assertThat(file("part-00000.parquet")).doesNotExist();
    }

    private Path file(String name) {
        return table.resolve(SeriesFiles.DIRECTORY).resolve(name);
    }

    private void write(String name, BuildingSeries... all) throws IOException {
        List<String> weather = List.copyOf(all[0].weather().keySet());
        try (SeriesFileWriter writer = new SeriesFileWriter(file(name), weather)) {
            for (BuildingSeries series : all) {
                writer.append(series);
            }
            writer.finish();
        }
    }

    private static void row(ParquetRowWriter writer, String building, long epochSecond, double kwh) throws IOException {
        writer.setString(SeriesColumns.BUILDING_ID, building);
        writer.setEpochSecond(SeriesColumns.TIMESTAMP_HOUR, epochSecond);
        writer.setDouble(SeriesColumns.KWH, kwh);
        writer.endRow();
    }

    /** Noise, some of it missing. */
    private static BuildingSeries random(String building, int length, int stepSeconds, List<String> weatherColumns) {
        Random random = new Random(building.hashCode());
        double[] kwh = random.doubles(length).toArray();
        kwh[length / 2] = Double.NaN;
        SortedMap<String, float[]> weather = new TreeMap<>();
        for (String column : weatherColumns) {
            float[] values = new float[length];
            for (int index = 0; index < length; index++) {
                values[index] = index % 9 == 0 ? Float.NaN : random.nextFloat();
            }
            weather.put(column, values);
        }
        return new BuildingSeries(building, START, stepSeconds, kwh, weather);
    }

    private static void assertSame(BuildingSeries actual, BuildingSeries expected) {
        assertThat(actual.building()).isEqualTo(expected.building());
        assertThat(actual.firstEpochSecond()).isEqualTo(expected.firstEpochSecond());
        assertThat(actual.stepSeconds()).isEqualTo(expected.stepSeconds());
        assertThat(actual.kwh()).containsExactly(expected.kwh());
        assertThat(actual.weather().keySet()).isEqualTo(expected.weather().keySet());
        actual.weather().forEach((column, values) -> assertThat(values)
                .as(column)
                .containsExactly(expected.weather().get(column)));
    }
}
