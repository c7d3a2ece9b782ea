package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.cli.platform.H2ForecastStore;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class H2ForecastStoreTest extends SqlForecastStoreContract {
    @Override
    ForecastStore newStore(Path directory) {
        return new H2ForecastStore(directory.resolve("forecasts"));
    }

    @AfterEach
    void closeStore() {
        ((H2ForecastStore) store).close();
    }

    @Test
    void forecastsAreStillThereAfterReopening() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        closeStore();
        openStore();
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
    }

    @Test
    @DisplayName("fault 28, invariant I1: a process that is killed while it loads leaves nothing to be seen")
    void aKilledLoadLeavesNothingToBeSeen() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        closeStore();

        assertThat(LoadThatIsKilled.run(directory.resolve("forecasts"))).isEqualTo(137);

        openStore();
        assertThat(store.buildings()).containsExactly(ALPHA);
        assertThat(store.runs()).hasSize(1);
        assertThat(store.issue(ALPHA, ISSUE)).isEqualTo(rows(ALPHA, ISSUE, 1));
        Load killed = LoadThatIsKilled.load(2);
        LoadReceipt first = new LoadReceipt(killed.number(), 1, 72);
        assertThatThrownBy(() -> store.publish(killed, List.of(first))).hasMessageContaining("missing [2]");

        store.publish(killed, List.of(first, stage(killed, 2, rows(BETA, ISSUE, 1))));
        assertThat(store.buildings()).containsExactly(ALPHA, BETA, LoadThatIsKilled.FIRST);
    }

    @Test
    @DisplayName("a server reads while a run of another process writes")
    void twoProcessesTakeTurns() throws Exception {
        load("run-before", ISSUE.minus(Duration.ofDays(1)), rows(ALPHA, ISSUE.minus(Duration.ofDays(1)), 1).stream());
        Process writer = LoadsOfAnotherProcess.start(directory.resolve("forecasts"));
        Set<Instant> seen = new TreeSet<>();
        while (writer.isAlive()) {
            Instant newest = store.newestIssue(ALPHA).orElseThrow();
            assertThat(store.issue(ALPHA, newest)).isEqualTo(rows(ALPHA, newest, 1));
            seen.add(newest);
        }

        assertThat(writer.exitValue()).isZero();
        assertThat(store.newestIssue(ALPHA)).contains(LoadsOfAnotherProcess.issue(LoadsOfAnotherProcess.LOADS - 1));
        assertThat(seen).as("what was read between the loads").hasSizeGreaterThan(2);
    }

    @Test
    void whoWaitsForAnotherProcessInVainIsTold() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        closeStore();
        try (FileChannel line = FileChannel.open(
                        directory.resolve("forecasts.next"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock somebodyIsNextForEver = line.lock()) {
            assertThat(somebodyIsNextForEver.isValid()).isTrue();

            assertThatThrownBy(() -> store.runs())
                    .isInstanceOf(DependencyUnavailableException.class)
                    .hasMessageContaining("another edf process has it open");
        }
    }

    @Override
    void execute(String sql) throws Exception {
        closeStore();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        openStore();
    }

    @Override
    long number(String sql) throws Exception {
        closeStore();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            long number = result.getLong(1);
            openStore();
            return number;
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + directory.resolve("forecasts").toAbsolutePath(), "edf", "");
    }

    @Test
    void nothingIsMadeOnDiskBeforeTheFirstUse() {
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @DisplayName("what was stored before there were quantities is of consumption")
    void theFirstSchemaIsBroughtToTheNewest() throws Exception {
        String schema;
        try (InputStream script = H2ForecastStore.class.getResourceAsStream("forecasts-1.sql")) {
            schema = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        long issue = ISSUE.getEpochSecond();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table schema_version (version int not null primary key)");
            statement.execute("insert into schema_version values (1)");
            statement.execute(schema);
            statement.execute("insert into forecasts values ('" + ALPHA + "', " + issue + ", " + issue
                    + ", 1, 2.0, 1.5, 2.5, 'Group/1', 'MODEL')");
            statement.execute(
                    "insert into issues values ('" + ALPHA + "', " + issue + ", " + issue + ", " + issue + ")");
            statement.execute("insert into runs values ('run-0', " + issue + ", 'Group/1')");
        }

        assertThat(store.issue(ALPHA, ISSUE)).containsExactly(row(ALPHA, ISSUE, ISSUE, 2));
        assertThat(store.runs()).containsExactly(new ForecastStore.Run("run-0", ISSUE, "Group/1"));
        assertThat(store.buildings(Quantity.SOLAR)).isEmpty();
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws Exception {
        load("run-1", ISSUE, rows(ALPHA, ISSUE, 1).stream());
        execute("insert into schema_version values (99)");
        assertThatThrownBy(() -> store.runs())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("newer version of EDF");
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("forecasts.mv.db"), "not a database".repeat(1000));
        assertThatThrownBy(() -> store.runs())
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining(directory.resolve("forecasts").toString());
        assertThat(file).exists();
    }
}
