package com.hometech.edf.data.validation;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads all files of a table; one that cannot be read is a problem, and the others are still looked at. */
final class TableFiles {
    /** Takes the rows of a file, some at a time. */
    @FunctionalInterface
    interface Consumer {
        /**
         * Takes rows.
         *
         * @param file name of the file within the table
         * @param firstRow number of the first row in the file, from 0
         */
        void take(String file, long firstRow, RowGroup rows) throws IOException;
    }

    private final String table;
    private final Path directory;
    private final List<ParquetColumn> columns;
    private final Findings findings;

    TableFiles(String table, Path directory, List<ParquetColumn> columns, Findings findings) {
        this.table = table;
        this.directory = directory;
        this.columns = columns;
        this.findings = findings;
    }

    /** Reads every row; the number of files tells whether there is a table at all. */
    int read(Consumer consumer) throws IOException {
        List<Path> files = ParquetFiles.below(directory);
        for (Path file : files) {
            String name = directory.relativize(file).toString().replace('\\', '/');
            try (ParquetTableReader reader = new ParquetTableReader(file, columns)) {
                readFile(name, reader, consumer);
            } catch (InvalidInputException refusal) {
                findings.problem(String.valueOf(refusal.getMessage()));
            }
        }
        return files.size();
    }

    private void readFile(String name, ParquetTableReader reader, Consumer consumer) throws IOException {
        if (reader.rows() == 0) {
            findings.warning("File " + name + " of table " + table + " holds no rows");
        }
        long firstRow = 0;
        for (RowGroup rows = reader.next(); rows != null; rows = reader.next()) {
            consumer.take(name, firstRow, rows);
            firstRow += rows.rows();
        }
    }
}
