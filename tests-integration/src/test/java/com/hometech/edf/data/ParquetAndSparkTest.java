package com.hometech.edf.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our Parquet files and Spark's are the same thing. */
class ParquetAndSparkTest {
    private static final List<ParquetColumn> COLUMNS = List.of(
            ParquetColumn.required("building_id", ParquetKind.STRING),
            ParquetColumn.required("timestamp_hour", ParquetKind.TIMESTAMP),
            ParquetColumn.optional("consumption_kwh", ParquetKind.DOUBLE),
            ParquetColumn.optional("feature", ParquetKind.FLOAT),
            ParquetColumn.required("version", ParquetKind.LONG));

    @Test
    void eachReadsWhatTheOtherWrote(@TempDir Path directory) throws IOException {
        Path ours = directory.resolve("ours/part-0.parquet");
        try (ParquetRowWriter writer = new ParquetRowWriter(ours, COLUMNS)) {
            append(writer, 1_700_000_000L, 1.25);
            append(writer, 1_700_003_600L, Double.NaN);
            writer.finish();
        }
        try (SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .getOrCreate()) {
            var table = session.read().parquet(ours.getParent().toString()).orderBy("timestamp_hour");
            List<Row> rows = table.collectAsList();
            assertThat(rows.get(0).getTimestamp(1).toInstant()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
            assertThat(rows.get(0).getDouble(2)).isEqualTo(1.25);
            assertThat(rows.get(1).isNullAt(2)).isTrue();
            table.coalesce(1).write().parquet(directory.resolve("theirs").toString());
        }

        Path theirs = ParquetFiles.below(directory.resolve("theirs")).get(0);
        try (ParquetTableReader reader = new ParquetTableReader(theirs, COLUMNS)) {
            RowGroup group = reader.next();
            assertThat(group.strings(0)).containsExactly("tower", "tower");
            assertThat(group.epochSeconds(1)).containsExactly(1_700_000_000L, 1_700_003_600L);
            assertThat(group.doubles(2)).containsExactly(1.25, Double.NaN);
            assertThat(group.floats(3)).containsExactly(0.5f, 0.5f);
            assertThat(group.longs(4)).containsExactly(3, 3);
        }
    }

    private static void append(ParquetRowWriter writer, long epochSecond, double kwh) throws IOException {
        writer.setString(0, "tower");
        writer.setEpochSecond(1, epochSecond);
        writer.setDouble(2, kwh);
        writer.setDouble(3, 0.5);
        writer.setLong(4, 3);
        writer.endRow();
    }
}
