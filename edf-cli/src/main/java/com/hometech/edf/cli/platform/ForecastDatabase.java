package com.hometech.edf.cli.platform;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** The database file behind {@link H2ForecastStore}: opened at first use, brought to the newest schema, closed once. */
final class ForecastDatabase implements AutoCloseable {
    /** Schema files {@code forecasts-1.sql} up to this one; each is applied once, in order. */
    private static final int NEWEST_SCHEMA = 3;

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

    /** Work on the database. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does the work in one transaction: all of it is kept, or on any failure nothing. */
    <T> T inTransaction(Work<T> work) {
        try (Connection connection = pool().getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                // after a commit there is nothing to roll back
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw unavailable(failure);
        }
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
            try (Connection connection = opened.getConnection()) {
                migrate(connection);
            } catch (SQLException | RuntimeException failure) {
                opened.dispose();
                throw failure;
            }
            pool = opened;
        }
        return pool;
    }

    private void migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists schema_version (version int not null primary key)");
            int version = version(statement);
            if (version > NEWEST_SCHEMA) {
                throw new InvalidInputException(
                        file + " was written by a newer version of EDF (schema " + version + "); use that version");
            }
            while (version < NEWEST_SCHEMA) {
                version++;
                statement.execute(script("forecasts-" + version + ".sql"));
                statement.execute("insert into schema_version values (" + version + ")");
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static String script(String name) {
        try (InputStream in = ForecastDatabase.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + name, failure);
        }
    }

    private DependencyUnavailableException unavailable(SQLException failure) {
        String reason = failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? "another edf process has it open; try again when that one is done"
                : failure.getMessage();
        return new DependencyUnavailableException("Forecast store " + file + ": " + reason, failure);
    }
}
