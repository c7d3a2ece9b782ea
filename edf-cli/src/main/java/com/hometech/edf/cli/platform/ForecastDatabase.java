package com.hometech.edf.cli.platform;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.sql.SchemaFiles;
import com.hometech.edf.common.sql.Transactions;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database file behind {@link H2ForecastStore}: opened at first use and brought to the newest schema. H2 lets one process at
 * a time have the file. So that a server can read beside a run that writes, whoever has it gives it up between two transactions
 * when another process waits, and opens it again when it is needed.
 */
final class ForecastDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForecastDatabase.class);
    private static final SchemaFiles SCHEMA = new SchemaFiles(ForecastDatabase.class, "forecasts", 5);

    /**
     * FS: the operating system ends the lock with the process, however it dies. Compressed, a row of a forecast takes about
     * 120 bytes instead of 300. It is closed by who opened it: requests under way may still need it when the process ends.
     */
    private static final String OPTIONS = ";FILE_LOCK=FS;COMPRESS=TRUE;DB_CLOSE_ON_EXIT=FALSE";

    private static final int MOST_CONNECTIONS = 16;

    /** For how long it waits for another process; a load of many rows keeps the file longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration LOOKS_EVERY = Duration.ofMillis(50);

    /** For how long it keeps the file at least: opening it takes a while too. */
    private static final Duration KEPT_AT_LEAST = Duration.ofMillis(300);

    private final Path file;
    private @Nullable JdbcConnectionPool pool;
    /** While one thread opens it or gives it up, the others wait. */
    private boolean changing;

    /** @param file without H2's extension {@code .mv.db} */
    ForecastDatabase(Path file) {
        this.file = file.toAbsolutePath();
        if (this.file.toString().indexOf(';') >= 0) {
            throw new InvalidInputException("The directory of the forecasts must not have ';' in its name: " + file);
        }
    }

    /** Transactions on the newest schema. */
    Transactions transactions() {
        return new Transactions(this::connection, this::unavailable);
    }

    @Override
    public synchronized void close() {
        if (pool != null) {
            pool.dispose();
            pool = null;
        }
    }

    private synchronized Connection connection() throws SQLException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (changing) {
            pause(deadline);
        }
        if (pool == null) {
            changing = true;
            try {
                Files.createDirectories(file.getParent());
                pool = openInTurn(deadline);
            } catch (IOException failure) {
                throw new DependencyUnavailableException("Cannot use " + file.getParent() + ": " + failure, failure);
            } finally {
                changing = false;
                notifyAll();
            }
        }
        return pool.getConnection();
    }

    private JdbcConnectionPool openInTurn(long deadline) throws IOException, SQLException {
        WaitingLine line = new WaitingLine(Path.of(file + ".next"));
        try {
            JdbcConnectionPool opened;
            try (FileLock next = next(line, deadline)) {
                opened = open(deadline);
            }
            Thread watch = new Thread(() -> giveUpWhenAnotherWaits(opened, line), "edf-forecasts-watch");
            watch.setDaemon(true);
            watch.start();
            return opened;
        } catch (IOException | SQLException | RuntimeException failure) {
            line.close();
            throw failure;
        }
    }

    private FileLock next(WaitingLine line, long deadline) throws IOException, SQLException {
        while (true) {
            Optional<FileLock> next = line.tryToBeNext();
            if (next.isPresent()) {
                return next.get();
            }
            pause(deadline);
        }
    }

    private JdbcConnectionPool open(long deadline) throws SQLException {
        while (true) {
            JdbcConnectionPool opened = JdbcConnectionPool.create("jdbc:h2:file:" + file + OPTIONS, "edf", "");
            opened.setMaxConnections(MOST_CONNECTIONS);
            try (Connection connection = opened.getConnection();
                    Statement statement = connection.createStatement()) {
                SCHEMA.apply(statement, file.toString());
                return opened;
            } catch (SQLException failure) {
                opened.dispose();
                if (failure.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1 || System.nanoTime() > deadline) {
                    throw failure;
                }
            } catch (RuntimeException failure) {
                opened.dispose();
                throw failure;
            }
            pause(deadline);
        }
    }

    /** Waits a little, and lets go of the lock of this object meanwhile. */
    @SuppressWarnings("WaitNotInLoop") // all callers loop
    private void pause(long deadline) throws SQLException {
        if (System.nanoTime() > deadline) {
            throw new SQLException("others wait for it too", null, ErrorCode.DATABASE_ALREADY_OPEN_1);
        }
        try {
            wait(LOOKS_EVERY.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DependencyUnavailableException("Stopped while waiting for " + file, stopped);
        }
    }

    private void giveUpWhenAnotherWaits(JdbcConnectionPool opened, WaitingLine line) {
        try (line) {
            Thread.sleep(KEPT_AT_LEAST.toMillis());
            while (!line.isTaken()) {
                Thread.sleep(LOOKS_EVERY.toMillis());
                if (isClosed(opened)) {
                    return;
                }
            }
            giveUp(opened);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            LOG.warn("Whether others wait for {} cannot be seen", file, failure);
        }
    }

    private synchronized boolean isClosed(JdbcConnectionPool opened) {
        return pool != opened;
    }

    /** Lets transactions under way end, and no new one begin. */
    private synchronized void giveUp(JdbcConnectionPool opened) throws InterruptedException {
        if (pool != opened) {
            return;
        }
        changing = true;
        try {
            while (pool == opened && opened.getActiveConnections() > 0) {
                wait(1);
            }
            if (pool == opened) {
                close();
                LOG.debug("{} is given up for another process", file);
            }
        } finally {
            changing = false;
            notifyAll();
        }
    }

    private EdfException unavailable(SQLException failure) {
        String reason = failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? "another edf process has it open; try again when that one is done"
                : failure.getMessage();
        return new DependencyUnavailableException("Forecast store " + file + ": " + reason, failure);
    }
}
