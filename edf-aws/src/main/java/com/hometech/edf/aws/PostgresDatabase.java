package com.hometech.edf.aws;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.sql.SchemaFiles;
import com.hometech.edf.common.sql.Transactions;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** Connections to the database behind {@link PostgresForecastStore}, which is brought to the newest schema at first use. */
final class PostgresDatabase implements AutoCloseable {
    private static final SchemaFiles SCHEMA = new SchemaFiles(PostgresDatabase.class, "forecasts", 3);

    /** Any number that nothing else in the database locks; two processes must not migrate at once. */
    private static final long MIGRATION_LOCK = 0x454446L;

    private static final int MOST_CONNECTIONS = 4;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration SILENCE_TIMEOUT = Duration.ofMinutes(5);

    private final String url;
    private final Properties properties = new Properties();
    private final HikariDataSource pool;
    private final String name;
    private boolean migrated;

    PostgresDatabase(String url, String user, String password) {
        this.url = url;
        name = url.replaceFirst("\\?.*", "");
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "edf");
        properties.setProperty("connectTimeout", Long.toString(CONNECTION_TIMEOUT.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(SILENCE_TIMEOUT.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        if (url.contains("sslmode=verify-") && !url.contains("sslfactory=") && !url.contains("sslrootcert=")) {
            properties.setProperty("sslfactory", RdsCertificates.class.getName());
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("edf-forecasts");
        config.setJdbcUrl(url);
        config.setDataSourceProperties(properties);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        // not before the first use
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    /** Transactions on the newest schema. */
    Transactions transactions() {
        return new Transactions(
                () -> {
                    migrateOnce();
                    return pool.getConnection();
                },
                this::translate);
    }

    @Override
    public void close() {
        pool.close();
    }

    private synchronized void migrateOnce() {
        if (!migrated) {
            // unlike the pool, which tries again and again, this fails at once where the password or the name is wrong
            migrated = new Transactions(() -> DriverManager.getConnection(url, properties), this::translate)
                    .run(this::migrate);
        }
    }

    private boolean migrate(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isNewest(statement)) {
                statement.execute("select pg_advisory_xact_lock(" + MIGRATION_LOCK + ")");
                SCHEMA.apply(statement, name);
            }
            return true;
        }
    }

    /** Asked first: who only reads may neither lock nor create. */
    private static boolean isNewest(Statement statement) throws SQLException {
        boolean known;
        try (ResultSet result = statement.executeQuery("select to_regclass('schema_version') is not null")) {
            result.next();
            known = result.getBoolean(1);
        }
        return known && SCHEMA.areApplied(statement);
    }

    private EdfException translate(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String start = "Forecast store " + name + ": ";
        if (state.startsWith("28")) {
            return new InvalidInputException(
                    start + "the user or the password is not accepted; check the secret. " + failure.getMessage(),
                    failure);
        }
        if (state.equals("3D000")) {
            return new InvalidInputException(
                    start + "there is no such database; create it, or correct its name. " + failure.getMessage(),
                    failure);
        }
        if (state.equals("42501") || state.equals("3F000")) {
            return new InvalidInputException(
                    start
                            + "the user may not do this; grant it the tables, and use of their schema; the first use also creates in it. "
                            + failure.getMessage(),
                    failure);
        }
        return new DependencyUnavailableException(start + failure.getMessage(), failure);
    }
}
