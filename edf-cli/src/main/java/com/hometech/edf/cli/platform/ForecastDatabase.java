package com.hometech.edf.cli.platform;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.sql.SchemaFiles;
import com.hometech.edf.common.sql.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** The database file behind {@link H2ForecastStore}: opened at first use, brought to the newest schema, closed once. */
final class ForecastDatabase implements AutoCloseable {
    private static final SchemaFiles SCHEMA = new SchemaFiles(ForecastDatabase.class, "forecasts", 4);

    /**
     * FS: the operating system ends the lock with the process, however it dies. Compressed, a row of a forecast takes about
     * 120 bytes instead of 300.
     */
    private static final String OPTIONS = ";FILE_LOCK=FS;COMPRESS=TRUE";

    private final Path file;
    private @Nullable JdbcConnectionPool pool;

    /** @param file without H2's extension {@code .mv.db} */
    ForecastDatabase(Path file) {
        this.file = file.toAbsolutePath();
        if (this.file.toString().indexOf(';') >= 0) {
            throw new InvalidInputException("The directory of the forecasts must not have ';' in its name: " + file);
        }
    }

    /** Transactions on the newest schema. */
    Transactions transactions() {
        return new Transactions(() -> pool().getConnection(), this::unavailable);
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.dispose();
            pool = null;
        }
    }

    private synchronized JdbcConnectionPool pool() throws SQLException {
        if (pool == null) {
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot make " + file.getParent() + ": " + failure, failure);
            }
            JdbcConnectionPool opened = JdbcConnectionPool.create("jdbc:h2:file:" + file + OPTIONS, "edf", "");
            try (Connection connection = opened.getConnection();
                    Statement statement = connection.createStatement()) {
                SCHEMA.apply(statement, file.toString());
            } catch (SQLException | RuntimeException failure) {
                opened.dispose();
                throw failure;
            }
            pool = opened;
        }
        return pool;
    }

    private EdfException unavailable(SQLException failure) {
        String reason = failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? "another edf process has it open; try again when that one is done"
                : failure.getMessage();
        return new DependencyUnavailableException("Forecast store " + file + ": " + reason, failure);
    }
}
