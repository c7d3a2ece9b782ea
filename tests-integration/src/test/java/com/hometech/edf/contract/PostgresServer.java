package com.hometech.edf.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A real PostgreSQL, of binaries that come from Maven Central, started once for all tests; they are skipped on machines for
 * which there are none.
 */
public final class PostgresServer {
    /** A user who may do everything. */
    public static final String USER = "postgres";

    private static Optional<PostgresServer> running = Optional.empty();

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** The server with nothing in its database. */
    public static synchronized PostgresServer empty() throws IOException, SQLException {
        if (running.isEmpty()) {
            running = Optional.of(start());
        }
        running.get().execute("drop schema public cascade; create schema public");
        return running.get();
    }

    private static PostgresServer start() throws IOException {
        try {
            return new PostgresServer(EmbeddedPostgres.builder().start());
        } catch (IllegalStateException noBinaries) {
            return abort("PostgreSQL does not start here: " + noBinaries.getMessage());
        }
    }

    /** JDBC URL of its database. */
    public String url() {
        return url("postgres");
    }

    /** JDBC URL of any database. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** JDBC URL of its database behind another port. */
    String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    int port() {
        return postgres.getPort();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The only number that a question has for an answer. */
    long number(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
