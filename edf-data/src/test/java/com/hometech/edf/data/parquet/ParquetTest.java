package com.hometech.edf.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTest {
    private static final List<ParquetColumn> COLUMNS = List.of(
            ParquetColumn.required("name", ParquetKind.STRING),
            ParquetColumn.required("time", ParquetKind.TIMESTAMP),
            ParquetColumn.optional("energy", ParquetKind.DOUBLE),
            ParquetColumn.optional("feature", ParquetKind.FLOAT),
            ParquetColumn.optional("count", ParquetKind.LONG),
            ParquetColumn.optional("good", ParquetKind.BOOLEAN),
            ParquetColumn.optional("remark", ParquetKind.STRING));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("table/part-0.parquet");
    }

    @Test
    void whatWasWrittenIsReadBackWithMissingValuesAsNaN() throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(file, COLUMNS)) {
            appendRow(writer, "a", 3600, 1.5, 2.5f, 7, true, "ok");
            writer.setString(0, "bé");
            writer.setEpochSecond(1, -7200);
            writer.endRow();
            writer.finish();
        }

        try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
            assertThat(reader.rows()).isEqualTo(2);
            RowGroup group = reader.next();
            assertThat(group.strings(0)).containsExactly("a", "bé");
            assertThat(group.epochSeconds(1)).containsExactly(3600, -7200);
            assertThat(group.doubles(2)).containsExactly(1.5, Double.NaN);
            assertThat(group.floats(3)).containsExactly(2.5f, Float.NaN);
            assertThat(group.longs(4)).containsExactly(7, RowGroup.MISSING_LONG);
            assertThat(group.booleans(5)).containsExactly(true, false);
            assertThat(group.strings(6)).containsExactly("ok", null);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void severalRowGroupsHoldTheRowsInOrder() throws IOException {
        int rows = 120_000;
        List<ParquetColumn> columns = List.of(ParquetColumn.required("count", ParquetKind.LONG));
        try (ParquetRowWriter writer = new ParquetRowWriter(file, columns, 50_000)) {
            for (int row = 0; row < rows; row++) {
                writer.setLong(0, row);
                writer.endRow();
            }
            writer.finish();
        }
        try (ParquetTableReader reader = new ParquetTableReader(file, columns)) {
            long expected = 0;
            int groups = 0;
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                groups++;
                for (long value : group.longs(0)) {
                    assertThat(value == expected++).isTrue();
                }
            }
            assertThat(expected).isEqualTo(rows);
            assertThat(groups).isGreaterThan(1);
        }
    }

    @Test
    void sameRowsGiveTheSameBytes() throws IOException {
        Path other = directory.resolve("other.parquet");
        writeSample(file, 10_000);
        writeSample(other, 10_000);

        assertThat(Files.mismatch(file, other)).isEqualTo(-1);
    }

    @Test
    @DisplayName("fault 42: what is written at the same time changes no byte")
    void otherFilesThatAreOpenChangeNoByte() throws IOException {
        Path other = directory.resolve("other.parquet");
        List<ParquetColumn> columns = List.of(ParquetColumn.required("feature", ParquetKind.FLOAT));
        writeRowGroups(file, columns);
        try (ParquetRowWriter first = new ParquetRowWriter(other, columns, 1);
                ParquetRowWriter second = new ParquetRowWriter(
                        directory.resolve("series.parquet"),
                        List.of(ParquetColumn.required("kwh", ParquetKind.DOUBLE)))) {
            appendRowGroups(first);
            first.finish();
            assertThat(second.rows()).isZero();
        }

        assertThat(Files.mismatch(file, other)).isEqualTo(-1);
    }

    private static void writeRowGroups(Path path, List<ParquetColumn> columns) throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(path, columns, 1)) {
            appendRowGroups(writer);
            writer.finish();
        }
    }

    private static void appendRowGroups(ParquetRowWriter writer) throws IOException {
        for (int row = 0; row < 3 * ColumnBuffer.ROWS; row++) {
            writer.setDouble(0, row % 24);
            writer.endRow();
        }
    }

    /** Parquet takes them from a hash set of enum values, so that another JVM would write another order. */
    @Test
    void theFooterListsEncodingsInAFixedOrder() throws IOException {
        writeSample(file, 10_000);
        byte[] bytes = Files.readAllBytes(file);
        int footerBytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        var footer =
                Util.readFileMetaData(new ByteArrayInputStream(bytes, bytes.length - 8 - footerBytes, footerBytes));

        assertThat(footer.getRow_groups().get(0).getColumns())
                .allSatisfy(column ->
                        assertThat(column.getMeta_data().getEncodings()).isSorted())
                .anySatisfy(column ->
                        assertThat(column.getMeta_data().getEncodings()).hasSizeGreaterThan(1));
    }

    @Test
    void anUnfinishedFileNeverAppears() throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(file, COLUMNS)) {
            appendRow(writer, "a", 3600, 1.5, 2.5f, 7, true, "ok");
        }
        try (var left = Files.list(file.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aRowWithoutARequiredValueIsRefused() throws IOException {
        try (ParquetRowWriter writer = new ParquetRowWriter(file, COLUMNS)) {
            writer.setEpochSecond(1, 0);
            assertThatThrownBy(writer::endRow)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("name")
                    .hasMessageContaining("Row 1");
        }
    }

    @Test
    void onlyTheColumnsAskedForAreReadInTheOrderAskedFor() throws IOException {
        writeSample(file, 10);
        List<ParquetColumn> wanted = List.of(
                ParquetColumn.optional("absent", ParquetKind.DOUBLE),
                ParquetColumn.required("feature", ParquetKind.DOUBLE),
                ParquetColumn.required("name", ParquetKind.STRING));

        try (ParquetTableReader reader = new ParquetTableReader(file, wanted)) {
            RowGroup group = reader.next();
            assertThat(group.doubles(0)).containsOnly(Double.NaN);
            assertThat(group.doubles(1)[0]).isNotNaN();
            assertThat(group.strings(2)[0]).startsWith("building");
        }
    }

    @Test
    @DisplayName("fault 25: a file without a required column is refused, naming file and column")
    void wrongSchemaIsRefused() throws IOException {
        writeSample(file, 10);

        assertThatThrownBy(
                        () -> new ParquetTableReader(file, List.of(ParquetColumn.required("kwh", ParquetKind.DOUBLE))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part-0.parquet")
                .hasMessageContaining("kwh");
        assertThatThrownBy(
                        () -> new ParquetTableReader(file, List.of(ParquetColumn.required("name", ParquetKind.DOUBLE))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("name")
                .hasMessageContaining("DOUBLE");
    }

    @Test
    @DisplayName("fault 25: times as int96 are refused, saying how to write them")
    void int96TimesAreRefused() throws IOException {
        MessageType schema = Types.buildMessage()
                .required(PrimitiveTypeName.INT96)
                .named("time")
                .named("legacy");
        try (var writer = ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve("int96.parquet")))
                .withType(schema)
                .build()) {
            writer.write(new SimpleGroupFactory(schema).newGroup().append("time", new NanoTime(2_459_000, 0)));
        }
        List<ParquetColumn> wanted = List.of(ParquetColumn.required("time", ParquetKind.TIMESTAMP));

        assertThatThrownBy(() -> new ParquetTableReader(directory.resolve("int96.parquet"), wanted))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("int96")
                .hasMessageContaining("TIMESTAMP_MICROS");
    }

    @Test
    @DisplayName("fault 25: a truncated Parquet file is refused wherever it is cut")
    void truncatedFilesAreRefused() throws IOException {
        writeSample(file, 1000);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 11, 100, whole.length / 2, whole.length - 9, whole.length - 1}) {
            Path cut = directory.resolve("cut-" + length + ".parquet");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> readAll(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(cut.getFileName().toString());
        }
    }

    @Test
    @DisplayName("fault 25: flipped bytes anywhere in the data are found by the page checksums")
    void corruptedDataIsRefused() throws IOException {
        writeSample(file, 1000);
        byte[] whole = Files.readAllBytes(file);
        int footerLength = 4 + 4 + 4096;
        Random random = new Random(7);
        int refused = 0;
        int flips = 60;
        for (int flip = 0; flip < flips; flip++) {
            byte[] damaged = whole.clone();
            damaged[4 + random.nextInt(Math.max(1, whole.length - footerLength))] ^= (byte) (1 << random.nextInt(8));
            Path broken = directory.resolve("broken.parquet");
            Files.write(broken, damaged);
            try {
                readAll(broken);
            } catch (InvalidInputException expected) {
                refused++;
            }
        }
        // headers and indexes of pages carry a few bytes that no reader uses
        assertThat(refused).isGreaterThan(flips * 9 / 10);
    }

    @Test
    @DisplayName("fault 25: a file with 0 rows is readable and empty")
    void zeroRowsAreNoError() throws IOException {
        writeSample(file, 0);
        try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
            assertThat(reader.rows()).isZero();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void filesOfATableAreFoundInOrderWithoutHiddenOnes() throws IOException {
        for (String name : List.of(
                "b/2.parquet", "a/9.parquet", "b/1.parquet", "_x/1.parquet", "a/.9.parquet.tmp", "a/.x.parquet")) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.createFile(directory.resolve(name));
        }
        assertThat(ParquetFiles.below(directory).stream()
                        .map(found -> directory.relativize(found).toString()))
                .containsExactly("a/9.parquet", "b/1.parquet", "b/2.parquet");
        assertThat(ParquetFiles.below(directory.resolve("nowhere"))).isEmpty();
        Path link = Files.createSymbolicLink(directory.resolve("_link"), directory.resolve("b"));
        assertThat(ParquetFiles.below(link)).hasSize(2);
        assertThat(ParquetFiles.in(directory)).isEmpty();
        assertThat(ParquetFiles.in(directory.resolve("b")))
                .containsExactly(directory.resolve("b/1.parquet"), directory.resolve("b/2.parquet"));
        assertThat(ParquetFiles.in(directory.resolve("nowhere"))).isEmpty();
    }

    private static void appendRow(
            ParquetRowWriter writer,
            String name,
            long time,
            double energy,
            float feature,
            long count,
            boolean good,
            String remark)
            throws IOException {
        writer.setString(0, name);
        writer.setEpochSecond(1, time);
        writer.setDouble(2, energy);
        writer.setDouble(3, feature);
        writer.setLong(4, count);
        writer.setBoolean(5, good);
        writer.setString(6, remark);
        writer.endRow();
    }

    private static void writeSample(Path file, int rows) throws IOException {
        Random random = new Random(1);
        try (ParquetRowWriter writer = new ParquetRowWriter(file, COLUMNS)) {
            for (int row = 0; row < rows; row++) {
                appendRow(
                        writer,
                        "building" + row / 100,
                        row * 3600L,
                        random.nextDouble(),
                        random.nextFloat(),
                        row,
                        true,
                        "r");
            }
            writer.finish();
        }
    }

    private static void readAll(Path file) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, COLUMNS)) {
            while (reader.next() != null) {
                // decoding is what finds damage
            }
        }
    }
}
