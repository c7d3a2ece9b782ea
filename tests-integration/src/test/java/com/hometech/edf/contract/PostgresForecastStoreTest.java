package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.hometech.edf.aws.PostgresForecastStore;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over a {@link PostgresServer}. */
class PostgresForecastStoreTest extends SqlForecastStoreContract {
    private PostgresServer postgres;

    /** Once for the class, so that there is nothing to close where it does not start. */
    @BeforeAll
    static void startPostgres() throws Exception {
        PostgresServer.empty();
    }

    @Override
    ForecastStore newStore(Path directory) throws Exception {
        postgres = PostgresServer.empty();
        return another(PostgresServer.USER, "postgres");
    }

    @AfterEach
    void closeStore() {
        ((PostgresForecastStore) store).close();
    }

    @Test
    void forecastsAreStillThereAfterReopening() {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        try (PostgresForecastStore other = another(PostgresServer.USER, "postgres")) {
            assertThat(other.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        }
    }

    @Test
    @DisplayName("fault 31: a step whose commit was done and confirmed to nobody fails, and its repeat changes nothing")
    void aCommitWhoseAnswerIsLost() throws Exception {
        load("run-0", ISSUE, rows(BETA, ISSUE, 1).stream());
        List<ForecastRecord> rows = rows(ALPHA, ISSUE, 1);
        try (LostCommit network = new LostCommit(postgres.port());
                PostgresForecastStore lossy =
                        new PostgresForecastStore(postgres.url(network.port()), PostgresServer.USER, "postgres")) {
            assertThat(lossy.runs()).hasSize(1);
            Load load = again(network, () -> lossy.begin(new ForecastStore.Run("run-1", ISSUE, "Group/1"), 1));
            LoadReceipt receipt =
                    again(network, () -> lossy.stage(load, 1, rows.iterator(), refused -> fail("refused: " + refused)));
            assertThat(receipt.rows()).isEqualTo(72);
            assertThat(number("select count(*) from forecasts")).isEqualTo(2 * 72);
            assertThat(store.runs()).hasSize(1);

            again(network, () -> {
                lossy.publish(load, List.of(receipt));
                return receipt;
            });
            assertThat(network.commitsLost()).isEqualTo(3);
            assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows);
            assertThat(store.runs()).hasSize(2);
        }
    }

    /** What the repeat gives. */
    private static <T> T again(LostCommit network, Supplier<T> step) {
        network.loseNextCommit();
        assertThatThrownBy(step::get).isInstanceOf(DependencyUnavailableException.class);
        return step.get();
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
        postgres.execute("insert into schema_version values (99)");
        try (PostgresForecastStore other = another(PostgresServer.USER, "postgres")) {
            assertThatThrownBy(other::runs)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("newer version of EDF");
        }
    }

    @Test
    void aDatabaseThatIsMissingIsNamedWithTheWayOut() {
        try (PostgresForecastStore other = another(PostgresServer.USER, "no_such_database")) {
            assertThatThrownBy(other::runs)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no_such_database")
                    .hasMessageContaining("create it");
        }
    }

    @Test
    void whoReadsNeedsNoMoreThanToRead() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        postgres.execute("drop role if exists reader; create role reader login");
        try (PostgresForecastStore other = another("reader", "postgres")) {
            assertThatThrownBy(other::runs)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("grant it the tables");
            postgres.execute(
                    "grant usage on schema public to reader; grant select on all tables in schema public to reader");
            assertThat(other.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
            assertThatThrownBy(() -> load(
                            other,
                            new ForecastStore.Run("run-2", ISSUE, "Group/1"),
                            rows(BETA, ISSUE, 1).iterator()))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("grant it the tables");
        } finally {
            postgres.execute("drop owned by reader");
        }
    }

    @Override
    void execute(String sql) throws Exception {
        postgres.execute(sql);
    }

    @Override
    long number(String sql) throws Exception {
        return postgres.number(sql);
    }

    @Test
    @DisplayName("what was stored before loads had numbers is visible")
    void theFirstSchemaIsBroughtToTheNewest() throws Exception {
        closeStore();
        postgres.execute("drop schema public cascade; create schema public");
        try (InputStream script = PostgresForecastStore.class.getResourceAsStream("forecasts-1.sql")) {
            postgres.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        postgres.execute("create table schema_version (version int not null primary key);"
                + " insert into schema_version values (1);"
                + " insert into forecasts values ('alpha', 'consumption', '" + ISSUE + "', '" + ISSUE
                + "', 1, 2.0, 1.5, 2.5, 'Group/1', 'MODEL', '{}', '{}');"
                + " insert into issues values ('alpha', 'consumption', '" + ISSUE + "', '" + ISSUE + "', '" + ISSUE
                + "'); insert into runs values ('run-0', '" + ISSUE + "', 'Group/1', 'consumption')");
        store = another("postgres", "postgres");

        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(row(ALPHA, ISSUE, ISSUE, 2));
        assertThat(store.newest(ALPHA, ISSUE, ISSUE.plusSeconds(1))).hasSize(1);
        assertThat(store.runs()).containsExactly(new ForecastStore.Run("run-0", ISSUE, "Group/1"));
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 9).stream());
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 9));
    }

    private PostgresForecastStore another(String user, String database) {
        return new PostgresForecastStore(postgres.url(database), user, "postgres");
    }
}
