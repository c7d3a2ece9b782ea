package com.hometech.edf.cli.platform;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.sql.LoadTables;
import com.hometech.edf.common.sql.Transactions;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Forecasts in an H2 database file, without a server. */
public final class H2ForecastStore implements ForecastStore, AutoCloseable {
    private static final int BATCH_ROWS = 5_000;
    private static final String COLUMNS = "building_id, target_epoch_second, issue_epoch_second, lead_hours, yhat,"
            + " yhat_lower, yhat_upper, model_version, quality, quantity, quantile_levels, quantile_kwh,"
            + " yhat_lower_uncorrected, yhat_upper_uncorrected";

    private static final String PUBLISHED =
            " and exists (select 1 from loads l where l.load_number = %s.load_number and l.published)";

    private final ForecastDatabase database;
    private final Transactions transactions;
    private final LoadTables loads;

    /** @param file without H2's extension {@code .mv.db}; opened at first use */
    public H2ForecastStore(Path file) {
        database = new ForecastDatabase(file);
        transactions = database.transactions();
        loads = new LoadTables(
                transactions,
                new LoadTables.Names(
                        "issue_epoch_second",
                        "target_epoch_second",
                        "first_target_epoch_second",
                        "last_target_epoch_second"));
    }

    @Override
    public synchronized Load begin(Run run, int parts) {
        return loads.begin(run, parts);
    }

    @Override
    public synchronized LoadReceipt stage(
            Load load, int part, Iterator<ForecastRecord> rows, Consumer<Rejected> rejected) {
        return transactions.run(connection -> {
            if (loads.isStaged(connection, load, part)) {
                return new LoadReceipt(load.number(), part, load.run().countAccepted(rows, rejected));
            }
            try (Batches batches = new Batches(connection, load, part)) {
                while (rows.hasNext()) {
                    ForecastRecord row = rows.next();
                    if (load.run().accepts(row, rejected)) {
                        batches.add(row);
                    }
                }
                long written = batches.finish();
                loads.staged(connection, load, part);
                return new LoadReceipt(load.number(), part, written);
            }
        });
    }

    @Override
    public synchronized void publish(Load load, List<LoadReceipt> receipts) {
        transactions.run(connection -> {
            if (loads.publish(connection, load, receipts)) {
                list(connection, load.run());
            }
            return load;
        });
    }

    @Override
    public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
        String sql = "select " + COLUMNS
                + " from forecasts f where building_id = ? and quantity = ? and target_epoch_second >= ?"
                + " and target_epoch_second < ?" + PUBLISHED.formatted("f")
                + " order by target_epoch_second, issue_epoch_second, load_number";
        return newestByTarget(transactions.run(
                connection -> rows(connection, sql, building, quantity, ceilingSecond(from), ceilingSecond(to))));
    }

    /** Of several rows for a target the last one. */
    private static List<ForecastRecord> newestByTarget(List<ForecastRecord> rows) {
        TreeMap<Instant, ForecastRecord> byTarget = new TreeMap<>();
        rows.forEach(row -> byTarget.put(row.targetTime(), row));
        return List.copyOf(byTarget.values());
    }

    @Override
    public List<ForecastRecord> issue(BuildingId building, Quantity quantity, Instant issuedAt) {
        String sql = "select " + COLUMNS
                + " from forecasts f where building_id = ? and quantity = ? and issue_epoch_second = ?"
                + " and target_epoch_second between ? and ?" + PUBLISHED.formatted("f")
                + " order by target_epoch_second, load_number";
        return transactions.run(connection -> {
            try (PreparedStatement covered = connection.prepareStatement(
                    "select min(first_target_epoch_second), max(last_target_epoch_second) from issues i"
                            + " where building_id = ? and quantity = ? and issue_epoch_second = ?"
                            + PUBLISHED.formatted("i"))) {
                covered.setString(1, building.value());
                covered.setString(2, quantity.code());
                covered.setLong(3, issuedAt.getEpochSecond());
                try (ResultSet hours = covered.executeQuery()) {
                    hours.next();
                    long first = hours.getLong(1);
                    boolean none = hours.wasNull() || issuedAt.getNano() != 0;
                    return none
                            ? List.of()
                            : newestByTarget(rows(
                                    connection,
                                    sql,
                                    building,
                                    quantity,
                                    issuedAt.getEpochSecond(),
                                    first,
                                    hours.getLong(2)));
                }
            }
        });
    }

    @Override
    public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select max(issue_epoch_second) from issues i where building_id = ? and quantity = ?"
                            + PUBLISHED.formatted("i"))) {
                statement.setString(1, building.value());
                statement.setString(2, quantity.code());
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    long epochSecond = result.getLong(1);
                    return result.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(epochSecond));
                }
            }
        });
    }

    @Override
    public List<BuildingId> buildings(Quantity quantity) {
        return transactions.run(connection -> {
            List<BuildingId> buildings = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("select distinct building_id from issues i where quantity = ?"
                            + PUBLISHED.formatted("i") + " order by building_id")) {
                statement.setString(1, quantity.code());
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        buildings.add(new BuildingId(result.getString(1)));
                    }
                }
            }
            return List.copyOf(buildings);
        });
    }

    @Override
    public List<Run> runs() {
        return transactions.run(connection -> {
            List<Run> runs = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("select run_id, issue_epoch_second,"
                            + " model_version, quantity from runs order by issue_epoch_second desc, run_id");
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    runs.add(new Run(
                            result.getString(1),
                            Instant.ofEpochSecond(result.getLong(2)),
                            result.getString(3),
                            quantity(result.getString(4))));
                }
            }
            return List.copyOf(runs);
        });
    }

    @Override
    public void close() {
        database.close();
    }

    private static void list(Connection connection, Run run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "merge into runs (run_id, issue_epoch_second, model_version, quantity) key (run_id)"
                        + " values (?, ?, ?, ?)")) {
            statement.setString(1, run.runId());
            statement.setLong(2, run.issuedAt().getEpochSecond());
            statement.setString(3, run.modelVersion());
            statement.setString(4, run.quantity().code());
            statement.executeUpdate();
        }
    }

    private static List<ForecastRecord> rows(
            Connection connection, String sql, BuildingId building, Quantity quantity, long... numbers)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, building.value());
            statement.setString(2, quantity.code());
            for (int index = 0; index < numbers.length; index++) {
                statement.setLong(index + 3, numbers[index]);
            }
            List<ForecastRecord> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return List.copyOf(rows);
        }
    }

    private static ForecastRecord row(ResultSet result) throws SQLException {
        return new ForecastRecord(
                new BuildingId(result.getString(1)),
                quantity(result.getString(10)),
                Instant.ofEpochSecond(result.getLong(2)),
                Instant.ofEpochSecond(result.getLong(3)),
                result.getDouble(4),
                result.getDouble(5),
                result.getDouble(6),
                result.getDouble(7),
                result.getString(8),
                ForecastQuality.valueOf(result.getString(9)),
                quantiles(result.getArray(11), result.getArray(12)),
                uncorrected(result.getObject(13, Double.class), result.getObject(14, Double.class)));
    }

    private static @Nullable UncorrectedInterval uncorrected(@Nullable Double lower, @Nullable Double upper) {
        return lower == null || upper == null ? null : new UncorrectedInterval(lower, upper);
    }

    private static List<ForecastQuantile> quantiles(Array levels, Array kwh) throws SQLException {
        Object[] level = (Object[]) levels.getArray();
        Object[] energy = (Object[]) kwh.getArray();
        List<ForecastQuantile> quantiles = new ArrayList<>(level.length);
        for (int index = 0; index < level.length; index++) {
            quantiles.add(new ForecastQuantile((Double) level[index], (Double) energy[index]));
        }
        return quantiles;
    }

    private static Double[] array(ForecastRecord row, Function<ForecastQuantile, Double> part) {
        return row.quantiles().stream().map(part).toArray(Double[]::new);
    }

    private static Quantity quantity(String code) {
        return Quantity.ofCode(code, "Column quantity of the forecast store");
    }

    private static long ceilingSecond(Instant instant) {
        return instant.getEpochSecond() + (instant.getNano() == 0 ? 0 : 1);
    }

    /** Rows of a part on their way into the database, and the hours that they cover. */
    private static final class Batches implements AutoCloseable {
        private final PreparedStatement rows;
        private final PreparedStatement issues;
        private final TreeMap<BuildingId, long[]> targetsByBuilding = new TreeMap<>();
        private final Load load;
        private final int part;
        private long written;

        Batches(Connection connection, Load load, int part) throws SQLException {
            this.load = load;
            this.part = part;
            rows = connection.prepareStatement("merge into forecasts (" + COLUMNS
                    + ", load_number) key (building_id, quantity, target_epoch_second, issue_epoch_second, load_number)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            issues = connection.prepareStatement("insert into issues (building_id, quantity, issue_epoch_second,"
                    + " load_number, part, first_target_epoch_second, last_target_epoch_second)"
                    + " values (?, ?, ?, ?, ?, ?, ?)");
        }

        void add(ForecastRecord row) throws SQLException {
            long target = row.targetTime().getEpochSecond();
            rows.setString(1, row.building().value());
            rows.setLong(2, target);
            rows.setLong(3, row.issuedAt().getEpochSecond());
            rows.setDouble(4, row.leadHours());
            rows.setDouble(5, row.yhat());
            rows.setDouble(6, row.yhatLower());
            rows.setDouble(7, row.yhatUpper());
            rows.setString(8, row.modelVersion());
            rows.setString(9, row.quality().name());
            rows.setString(10, row.quantity().code());
            rows.setObject(11, array(row, ForecastQuantile::level));
            rows.setObject(12, array(row, ForecastQuantile::kwh));
            UncorrectedInterval before = row.uncorrected();
            rows.setObject(13, before == null ? null : before.lowerKwh(), Types.DOUBLE);
            rows.setObject(14, before == null ? null : before.upperKwh(), Types.DOUBLE);
            rows.setLong(15, load.number());
            rows.addBatch();
            written++;
            if (written % BATCH_ROWS == 0) {
                rows.executeBatch();
            }
            long[] range = targetsByBuilding.computeIfAbsent(row.building(), unused -> new long[] {target, target});
            range[0] = Math.min(range[0], target);
            range[1] = Math.max(range[1], target);
        }

        /** Writes what is left and answers how many rows there were. */
        long finish() throws SQLException {
            rows.executeBatch();
            for (var entry : targetsByBuilding.entrySet()) {
                issues.setString(1, entry.getKey().value());
                issues.setString(2, load.run().quantity().code());
                issues.setLong(3, load.run().issuedAt().getEpochSecond());
                issues.setLong(4, load.number());
                issues.setInt(5, part);
                issues.setLong(6, entry.getValue()[0]);
                issues.setLong(7, entry.getValue()[1]);
                issues.addBatch();
            }
            issues.executeBatch();
            return written;
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            issues.close();
        }
    }
}
