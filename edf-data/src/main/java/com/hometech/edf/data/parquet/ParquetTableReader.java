package com.hometech.edf.data.parquet;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Streams the row groups of one Parquet file, only the columns asked for. Columns are numbered as in the list given at
 * opening, whatever their order in the file; other columns of the file are not read. Page checksums are verified.
 *
 * <p>Damaged files, wrong types and absent required columns are {@link InvalidInputException}s that name file and column.
 */
public final class ParquetTableReader implements AutoCloseable {
    private static final int SMALLEST_FILE_BYTES = 12;

    private final Path file;
    private final List<ParquetColumn> columns;
    private final ParquetFileReader reader;
    private final List<@Nullable PrimitiveType> storedTypes;
    private final MessageType projection;

    /**
     * Opens a file and checks that it has the columns.
     *
     * @throws InvalidInputException when it is no Parquet file, is truncated, or lacks what {@code columns} demand
     * @throws IOException when it cannot be read at all
     */
    public ParquetTableReader(Path file, List<ParquetColumn> columns) throws IOException {
        this.file = file;
        this.columns = List.copyOf(columns);
        this.reader = open(file);
        try {
            MessageType schema = reader.getFileMetaData().getSchema();
            this.storedTypes = this.columns.stream()
                    .map(column -> storedType(schema, column))
                    .toList();
            this.projection = new MessageType(schema.getName(), projected(storedTypes));
            reader.setRequestedSchema(projection);
        } catch (RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    private static ParquetFileReader open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("Parquet file " + file + " does not exist");
        }
        if (Files.size(file) < SMALLEST_FILE_BYTES) {
            throw damaged(file, "it has only " + Files.size(file) + " bytes", null);
        }
        Configuration configuration = new Configuration(false);
        ParquetReadOptions options = HadoopReadOptions.builder(configuration)
                .withCodecFactory(new PageDecompression(configuration))
                .usePageChecksumVerification()
                .build();
        try {
            return ParquetFileReader.open(new LocalInputFile(file), options);
        } catch (RuntimeException | IOException failure) {
            // a damaged footer fails in many ways: bad magic, thrift errors, impossible offsets
            throw damaged(file, String.valueOf(failure.getMessage()), failure);
        }
    }

    private static InvalidInputException damaged(Path file, String why, @Nullable Throwable cause) {
        String message = "Parquet file " + file + " is damaged or no Parquet file (" + why + "): deliver it again";
        return cause == null ? new InvalidInputException(message) : new InvalidInputException(message, cause);
    }

    private @Nullable PrimitiveType storedType(MessageType schema, ParquetColumn column) {
        if (!schema.containsField(column.name())) {
            if (column.required()) {
                throw new InvalidInputException("Parquet file " + file + " has no column " + column.name() + "; it has "
                        + schema.getFields().stream().map(Type::getName).toList());
            }
            return null;
        }
        Type type = schema.getType(column.name());
        if (!type.isPrimitive()
                || type.isRepetition(Type.Repetition.REPEATED)
                || !column.kind().reads(type.asPrimitiveType())) {
            throw new InvalidInputException("Column " + column.name() + " of Parquet file " + file + " is \"" + type
                    + "\" but must be " + column.kind() + wayOut(type));
        }
        return type.asPrimitiveType();
    }

    private static String wayOut(Type type) {
        boolean int96 = type.isPrimitive() && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
        return int96
                ? ": times as int96 are not accepted, write them with spark.sql.parquet.outputTimestampType=TIMESTAMP_MICROS"
                : "";
    }

    private static List<Type> projected(List<@Nullable PrimitiveType> stored) {
        List<Type> types = new ArrayList<>();
        for (PrimitiveType type : stored) {
            if (type != null && !types.contains(type)) {
                types.add(type);
            }
        }
        return types;
    }

    /** Names of all columns in the file, also those that were not asked for. */
    public List<String> columnNames() {
        return reader.getFileMetaData().getSchema().getFields().stream()
                .map(Type::getName)
                .toList();
    }

    /** How many rows the file has; 0 is valid and reads as no row group. */
    public long rows() {
        return reader.getRecordCount();
    }

    /**
     * The next row group, or null after the last.
     *
     * @throws InvalidInputException when the data are damaged
     */
    public @Nullable RowGroup next() throws IOException {
        try {
            PageReadStore pages = projection.getFieldCount() == 0 ? null : reader.readNextRowGroup();
            return pages == null ? null : decode(pages);
        } catch (InvalidInputException known) {
            throw known;
        } catch (RuntimeException | IOException failure) {
            throw damaged(file, String.valueOf(failure.getMessage()), failure);
        }
    }

    private RowGroup decode(PageReadStore pages) {
        var store = new ColumnReadStoreImpl(
                pages, NoRecords.GROUP, projection, reader.getFileMetaData().getCreatedBy());
        int rows = Math.toIntExact(pages.getRowCount());
        Object[] values = new Object[columns.size()];
        for (int column = 0; column < values.length; column++) {
            PrimitiveType type = storedTypes.get(column);
            ColumnValues decoder = new ColumnValues(columns.get(column), rows, file);
            values[column] = type == null
                    ? decoder.allMissing()
                    : decoder.decode(
                            store.getColumnReader(projection.getColumnDescription(new String[] {type.getName()})),
                            type);
        }
        return new RowGroup(columns, rows, values);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
