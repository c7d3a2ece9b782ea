package com.hometech.edf.data.parquet;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows to a new Parquet file. Set the columns of a row in any order, then {@link #endRow()}; a column that was not
 * set is missing in that row. The same rows give the same bytes.
 *
 * <p>The file appears under its name only with {@link #finish()}; closing without it leaves nothing behind, so wrap the
 * writer in try-with-resources and finish as the last statement.
 */
public final class ParquetRowWriter implements AutoCloseable {
    private static final long ROW_GROUP_BYTES = 64L << 20;
    /** Readers hold a row group in memory as plain arrays: this many values at most. */
    private static final int ROW_GROUP_VALUES = 1 << 24;

    private static final int PAGE_BYTES = 1 << 20;
    private static final int CODEC_BUFFER_BYTES = 1 << 14;
    private static final CompressionCodecName CODEC = CompressionCodecName.ZSTD;

    private final Path file;
    private final Path temporary;
    private final int rowGroupRows;
    private final ParquetColumn[] columns;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final CodecFactory codecs;
    private final LocalOutputFile output;
    private final ParquetFileWriter writer;
    private final ColumnWriter[] columnWriters;
    private final ColumnBuffer[] buffers;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private int bufferedRows;
    private long rowsInGroup;
    private long rows;
    private boolean open = true;

    /**
     * Starts a file; its directory is created where it does not exist.
     *
     * @throws IOException when the directory cannot be written
     */
    public ParquetRowWriter(Path file, List<ParquetColumn> columns) throws IOException {
        this(file, columns, ROW_GROUP_VALUES / Math.max(1, columns.size()));
    }

    /**
     * Starts a file with small row groups, for those who keep many files open at a time.
     *
     * @param rowGroupRows rows after which a row group is written; it is held in memory until then
     */
    public ParquetRowWriter(Path file, List<ParquetColumn> columns, int rowGroupRows) throws IOException {
        this.rowGroupRows = rowGroupRows;
        this.file = file.toAbsolutePath();
        this.temporary = this.file.resolveSibling("." + file.getFileName() + ".tmp");
        this.columns = columns.toArray(ParquetColumn[]::new);
        this.schema = ParquetSchemas.of(columns);
        this.properties = properties(columns);
        this.columnWriters = new ColumnWriter[this.columns.length];
        this.buffers = columns.stream().map(ColumnBuffer::new).toArray(ColumnBuffer[]::new);
        Files.createDirectories(this.file.getParent());
        // the size is that of a buffer to begin with: import keeps many files open
        this.codecs = new StableCompression(CODEC_BUFFER_BYTES);
        this.output = new LocalOutputFile(temporary);
        this.writer = new ParquetFileWriter(
                output,
                schema,
                ParquetFileWriter.Mode.OVERWRITE,
                ROW_GROUP_BYTES,
                0,
                properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(),
                true);
        writer.start();
        startRowGroup();
    }

    /** Features hardly repeat: looking each value up in a dictionary costs more than all the rest of writing it. */
    private static ParquetProperties properties(List<ParquetColumn> columns) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                // what the library takes by itself is one for all writers, and follows the properties of whoever came
                // last
                .withValuesWriterFactory(new DefaultV1ValuesWriterFactory())
                .withPageSize(PAGE_BYTES)
                // pages may only end where all columns have the same rows
                .estimateRowCountForPageSizeCheck(false)
                .withMinRowCountForPageSizeCheck(ColumnBuffer.ROWS)
                .withMaxRowCountForPageSizeCheck(ColumnBuffer.ROWS);
        for (ParquetColumn column : columns) {
            builder.withDictionaryEncoding(column.name(), column.kind() != ParquetKind.FLOAT);
        }
        return builder.build();
    }

    private void startRowGroup() {
        pages = new ColumnChunkPageWriteStore(
                codecs.getCompressor(CODEC),
                schema,
                new HeapByteBufferAllocator(),
                properties.getColumnIndexTruncateLength(),
                true);
        store = properties.newColumnWriteStore(schema, pages);
        for (int column = 0; column < columns.length; column++) {
            columnWriters[column] = store.getColumnWriter(schema.getColumns().get(column));
        }
        rowsInGroup = 0;
    }

    /** Sets text; null is missing. */
    public void setString(int column, @Nullable String value) {
        buffers[column].set(bufferedRows, value);
    }

    /** Sets a {@link ParquetKind#DOUBLE} or {@link ParquetKind#FLOAT}; NaN is missing. */
    public void setDouble(int column, double value) {
        buffers[column].set(bufferedRows, value);
    }

    /** Sets a {@link ParquetKind#LONG}. */
    public void setLong(int column, long value) {
        buffers[column].set(bufferedRows, value);
    }

    /** Sets a {@link ParquetKind#TIMESTAMP} [s since 1970 in UTC]. */
    public void setEpochSecond(int column, long epochSecond) {
        buffers[column].set(bufferedRows, Math.multiplyExact(epochSecond, 1_000_000L));
    }

    /** Sets a {@link ParquetKind#BOOLEAN}. */
    public void setBoolean(int column, boolean value) {
        buffers[column].set(bufferedRows, value ? 1L : 0L);
    }

    /**
     * Appends the row.
     *
     * @throws InvalidInputException when a required column has no value
     */
    public void endRow() throws IOException {
        for (int column = 0; column < columns.length; column++) {
            if (columns[column].required() && buffers[column].isMissing(bufferedRows)) {
                throw new InvalidInputException("Row " + (rows + 1) + " of " + file.getFileName()
                        + " has no value in column " + columns[column].name() + ", which must have one");
            }
        }
        rows++;
        bufferedRows++;
        if (bufferedRows == ColumnBuffer.ROWS) {
            encodeRows();
            if (rowsInGroup >= rowGroupRows || store.getBufferedSize() >= ROW_GROUP_BYTES) {
                writeRowGroup();
                startRowGroup();
            }
        }
    }

    private void encodeRows() {
        for (int column = 0; column < columns.length; column++) {
            buffers[column].writeTo(columnWriters[column], bufferedRows);
        }
        for (int row = 0; row < bufferedRows; row++) {
            store.endRecord();
        }
        rowsInGroup += bufferedRows;
        bufferedRows = 0;
    }

    private void writeRowGroup() throws IOException {
        writer.startBlock(rowsInGroup);
        store.flush();
        pages.flushToFileWriter(writer);
        writer.endBlock();
        store.close();
    }

    /** How many rows were appended. */
    public long rows() {
        return rows;
    }

    /** Completes the file and gives it its name, replacing an older one in one step. */
    public void finish() throws IOException {
        encodeRows();
        if (rowsInGroup > 0) {
            writeRowGroup();
        }
        writer.end(Map.of());
        codecs.release();
        open = false;
        StableFooter.rewrite(temporary);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Drops what was written unless it was finished. */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            codecs.release();
            output.close();
            Files.deleteIfExists(temporary);
        }
    }
}
