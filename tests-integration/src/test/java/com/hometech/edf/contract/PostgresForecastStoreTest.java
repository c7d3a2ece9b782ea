package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.hometech.edf.aws.PostgresForecastStore;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL, of binaries that come from Maven Central; skipped on machines for which there are none. */
class PostgresForecastStoreTest extends ForecastStoreContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IllegalStateException noBinaries) {
            abort("PostgreSQL does not start here: " + noBinaries.getMessage());
        }
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    ForecastStore newStore(Path directory) throws Exception {
        execute("drop schema public cascade; create schema public");
        return another("postgres", "postgres");
    }

    @AfterEach
    void closeStore() {
        ((PostgresForecastStore) store).close();
    }

    @Test
    void forecastsAreStillThereAfterReopening() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        try (PostgresForecastStore other = another("postgres", "postgres")) {
            assertThat(other.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        }
    }

    @Test
    void ofARowThatComesTwiceTheLastOneCounts() {
        List<ForecastRecord> rows = rows(ALPHA, ISSUE, 2);
        load("run-1", ISSUE, Stream.concat(rows(ALPHA, ISSUE, 1).stream(), rows.stream()));
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows);
    }

    @Test
    void signsThatMeanSomethingToTheDatabaseComeBackAsTheyWere() {
        ForecastRecord plain = row(ALPHA, ISSUE, ISSUE, 1);
        ForecastRecord odd = new ForecastRecord(
                ALPHA, ISSUE, ISSUE, 1, 1, 1, 1, "Größe\\N\t'); drop table runs; --\r\n", plain.quality());
        load("run-1", ISSUE, Stream.of(odd));
        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(odd);
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        execute("insert into schema_version values (99)");
        try (PostgresForecastStore other = another("postgres", "postgres")) {
            assertThatThrownBy(other::runs)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("newer version of EDF");
        }
    }

    @Test
    void aDatabaseThatIsMissingIsNamedWithTheWayOut() {
        try (PostgresForecastStore other = another("postgres", "no_such_database")) {
            assertThatThrownBy(other::runs)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no_such_database")
                    .hasMessageContaining("create it");
        }
    }

    @Test
    void whoReadsNeedsNoMoreThanToRead() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        execute("drop role if exists reader; create role reader login");
        try (PostgresForecastStore other = another("reader", "postgres")) {
            assertThatThrownBy(other::runs)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("grant it the tables");
            execute("grant usage on schema public to reader; grant select on all tables in schema public to reader");
            assertThat(other.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
            assertThatThrownBy(() -> other.load(
                            new ForecastStore.Run("run-2", ISSUE, "Group/1"),
                            rows(BETA, ISSUE, 1).iterator()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("grant it the tables");
        } finally {
            execute("drop owned by reader");
        }
    }

    private static PostgresForecastStore another(String user, String database) {
        return new PostgresForecastStore(
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database, user, "postgres");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
