package com.hometech.edf.data.csv;

import com.hometech.edf.common.error.InvalidInputException;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams the rows of a CSV file with a header line; columns are found by name, in any order. Plain or gzip, with or without
 * byte order mark, LF or CRLF. What makes the whole file unreadable (no header, an endless field, a broken gzip) is an
 * {@link InvalidInputException} that names the file; a row with too few or too many fields is the caller's to judge, see
 * {@link #isComplete()}.
 */
public final class CsvTable implements AutoCloseable {
    private static final int LONGEST_FIELD_CHARACTERS = 1 << 20;

    private final String name;
    private final InputStream bytes;
    private final CloseableIterator<CsvRecord> records;
    private final Map<String, Integer> positionByName = new HashMap<>();
    private final int width;
    private @Nullable CsvRecord row;

    /**
     * Opens the file and reads its header.
     *
     * @throws InvalidInputException when it has no header
     */
    public CsvTable(Path file) throws IOException {
        this(nameOf(file), opened(file), ',');
    }

    /**
     * Reads a text, which is closed with this, with its header.
     *
     * @param name of the file in messages
     * @param text in UTF-8, not compressed
     * @param separator between fields
     * @throws InvalidInputException when it has no header
     */
    public CsvTable(String name, InputStream text, char separator) throws IOException {
        this.name = name;
        this.bytes = text;
        try {
            // no try-with-resources: the iterator lives as long as this object
            this.records = CsvReader.builder()
                    .fieldSeparator(separator)
                    .maxBufferSize(LONGEST_FIELD_CHARACTERS)
                    .allowMissingFields(true)
                    .allowExtraFields(true)
                    .detectBomHeader(true)
                    .ofCsvRecord(bytes, StandardCharsets.UTF_8)
                    .iterator();
            this.width = readHeader();
        } catch (RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    private static InputStream opened(Path file) {
        try {
            return TextFiles.open(file);
        } catch (IOException failure) {
            throw unreadable(nameOf(file), failure);
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private int readHeader() {
        if (!next()) {
            throw new InvalidInputException("File " + name + " is empty: it needs a header line");
        }
        for (int position = 0; position < width(row()); position++) {
            String column = row().getField(position).strip().toLowerCase(Locale.ROOT);
            if (positionByName.put(column, position) != null) {
                throw new InvalidInputException("File " + name + " has two columns named \"" + column + "\": keep one");
            }
        }
        return width(row());
    }

    private static int width(CsvRecord row) {
        return row.getFieldCount();
    }

    /** The names of the columns, in lower case, from left to right. */
    public List<String> columns() {
        return positionByName.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether there is a column of this name. */
    public boolean has(String name) {
        return positionByName.containsKey(name);
    }

    /**
     * The position of a column.
     *
     * @throws InvalidInputException when the file has none of this name
     */
    public int position(String column) {
        Integer position = positionByName.get(column);
        if (position == null) {
            throw new InvalidInputException("File " + name + " has no column \"" + column + "\"; it has "
                    + positionByName.keySet().stream().sorted().toList());
        }
        return position;
    }

    /** The position of a column, or -1 when the file has none of this name. */
    public int positionIfAny(String name) {
        return positionByName.getOrDefault(name, -1);
    }

    /**
     * Moves to the next row.
     *
     * @return false after the last
     * @throws InvalidInputException when the file cannot be read on
     */
    public boolean next() {
        try {
            if (!records.hasNext()) {
                row = null;
                return false;
            }
            row = records.next();
            return true;
        } catch (CsvParseException failure) {
            throw unreadable(name, failure);
        } catch (UncheckedIOException failure) {
            throw unreadable(name, failure);
        }
    }

    private static InvalidInputException unreadable(String name, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof InvalidInputException known
                ? known
                : new InvalidInputException(
                        "File " + name + " cannot be read (" + root.getMessage() + "): deliver it again", failure);
    }

    private CsvRecord row() {
        if (row == null) {
            throw new IllegalStateException("no row: call next() first");
        }
        return row;
    }

    /** Whether the row has exactly as many fields as the header. */
    public boolean isComplete() {
        return row().getFieldCount() == width;
    }

    /** The line where the row starts, counted from 1 (the header). */
    public long line() {
        return row().getStartingLineNumber();
    }

    /** The field at a position; empty where the column or the field is absent. */
    public String field(int position) {
        return position < 0 || position >= row().getFieldCount() ? "" : row().getField(position);
    }

    /** All fields of the row. */
    public List<String> fields() {
        return row().getFields();
    }

    /** Names the row in a message: {@code buildings.csv line 7}. */
    public String where() {
        return name + " line " + line();
    }

    @Override
    public void close() throws IOException {
        records.close();
        bytes.close();
    }
}
