package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.sql.LoadTables;
import com.hometech.edf.common.sql.Transactions;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Forecasts in PostgreSQL, as RDS and Aurora offer it. Rows carry the number of their load. */
public final class PostgresForecastStore implements ForecastStore, AutoCloseable {
    private static final String PUBLISHED = " join loads l on l.load_number = %s.load_number and l.published";

    private final PostgresDatabase database;
    private final Transactions transactions;
    private final LoadTables loads;

    /**
     * @param url for example {@code jdbc:postgresql://host:5432/edf?sslmode=verify-full}, which trusts the
     *     certificates of RDS alone, or those of {@code &sslrootcert=FILE}; connected to at first use
     * @param user may create tables at first use, later read and write them
     * @param password of the user
     */
    public PostgresForecastStore(String url, String user, String password) {
        database = new PostgresDatabase(url, user, password);
        transactions = database.transactions();
        loads = new LoadTables(
                transactions, new LoadTables.Names("issued_at", "target_time", "first_target", "last_target"));
    }

    @Override
    public Load begin(Run run, int parts) {
        return loads.begin(run, parts);
    }

    @Override
    public LoadReceipt stage(Load load, int part, Iterator<ForecastRecord> rows, Consumer<Rejected> rejected) {
        return transactions.run(connection -> {
            if (loads.isStaged(connection, load, part)) {
                return new LoadReceipt(load.number(), part, load.run().countAccepted(rows, rejected));
            }
            try (PostgresPart staged = new PostgresPart(connection)) {
                while (rows.hasNext()) {
                    ForecastRecord row = rows.next();
                    if (load.run().accepts(row, rejected)) {
                        staged.add(row);
                    }
                }
                long written = staged.finish(load, part);
                loads.staged(connection, load, part);
                return new LoadReceipt(load.number(), part, written);
            }
        });
    }

    @Override
    public void publish(Load load, List<LoadReceipt> receipts) {
        transactions.run(connection -> {
            if (loads.publish(connection, load, receipts)) {
                list(connection, load.run());
            }
            return load;
        });
    }

    private static void list(Connection connection, Run run) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into runs (run_id, issued_at, model_version, quantity) values (?, ?, ?, ?)"
                        + " on conflict (run_id) do update set issued_at = excluded.issued_at,"
                        + " model_version = excluded.model_version, quantity = excluded.quantity")) {
            statement.setString(1, run.runId());
            statement.setObject(2, time(run.issuedAt()));
            statement.setString(3, run.modelVersion());
            statement.setString(4, run.quantity().code());
            statement.executeUpdate();
        }
    }

    @Override
    public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
        return query(
                "select distinct on (f.target_time) f.* from forecasts f" + PUBLISHED.formatted("f")
                        + " where f.building_id = ? and f.quantity = ? and f.target_time >= ? and f.target_time < ?"
                        + " order by f.target_time, f.issued_at desc, f.load_number desc",
                PostgresForecastStore::row,
                building.value(),
                quantity.code(),
                time(ceilingSecond(from)),
                time(ceilingSecond(to)));
    }

    @Override
    public List<ForecastRecord> issue(BuildingId building, Quantity quantity, Instant issuedAt) {
        if (issuedAt.getNano() != 0) {
            return List.of();
        }
        return query(
                "select distinct on (f.target_time) f.* from issues i" + PUBLISHED.formatted("i")
                        + " join forecasts f on f.building_id = i.building_id and f.quantity = i.quantity"
                        + " and f.target_time between i.first_target and i.last_target and f.issued_at = i.issued_at"
                        + " and f.load_number = i.load_number"
                        + " where i.building_id = ? and i.quantity = ? and i.issued_at = ?"
                        + " order by f.target_time, f.load_number desc",
                PostgresForecastStore::row,
                building.value(),
                quantity.code(),
                time(issuedAt));
    }

    @Override
    public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
        return query(
                        "select i.issued_at from issues i" + PUBLISHED.formatted("i")
                                + " where i.building_id = ? and i.quantity = ? order by i.issued_at desc limit 1",
                        result -> instant(result, "issued_at"),
                        building.value(),
                        quantity.code())
                .stream()
                .findFirst();
    }

    @Override
    public List<BuildingId> buildings(Quantity quantity) {
        return query(
                "select distinct i.building_id collate \"C\" as building_id from issues i" + PUBLISHED.formatted("i")
                        + " where i.quantity = ? order by 1",
                result -> new BuildingId(result.getString("building_id")),
                quantity.code());
    }

    @Override
    public List<Run> runs() {
        return query(
                "select * from runs order by issued_at desc, run_id collate \"C\"",
                result -> new Run(
                        result.getString("run_id"),
                        instant(result, "issued_at"),
                        result.getString("model_version"),
                        quantity(result)));
    }

    /** Lets go of all connections. */
    @Override
    public void close() {
        database.close();
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet result) throws SQLException;
    }

    private <T> List<T> query(String sql, Reading<T> reading, Object... values) {
        return transactions.run(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int index = 0; index < values.length; index++) {
                    statement.setObject(index + 1, values[index]);
                }
                List<T> answers = new ArrayList<>();
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        answers.add(reading.of(result));
                    }
                }
                return List.copyOf(answers);
            }
        });
    }

    private static ForecastRecord row(ResultSet result) throws SQLException {
        return new ForecastRecord(
                new BuildingId(result.getString("building_id")),
                quantity(result),
                instant(result, "target_time"),
                instant(result, "issued_at"),
                result.getDouble("lead_hours"),
                result.getDouble("yhat"),
                result.getDouble("yhat_lower"),
                result.getDouble("yhat_upper"),
                result.getString("model_version"),
                ForecastQuality.valueOf(result.getString("quality")),
                quantiles(result.getArray("quantile_levels"), result.getArray("quantile_kwh")),
                uncorrected(
                        result.getObject("yhat_lower_uncorrected", Double.class),
                        result.getObject("yhat_upper_uncorrected", Double.class)));
    }

    private static @Nullable UncorrectedInterval uncorrected(@Nullable Double lower, @Nullable Double upper) {
        return lower == null || upper == null ? null : new UncorrectedInterval(lower, upper);
    }

    private static List<ForecastQuantile> quantiles(Array levels, Array kwh) throws SQLException {
        Double[] level = (Double[]) levels.getArray();
        Double[] energy = (Double[]) kwh.getArray();
        List<ForecastQuantile> quantiles = new ArrayList<>(level.length);
        for (int index = 0; index < level.length; index++) {
            quantiles.add(new ForecastQuantile(level[index], energy[index]));
        }
        return quantiles;
    }

    private static Quantity quantity(ResultSet result) throws SQLException {
        return Quantity.ofCode(result.getString("quantity"), "Column quantity of the forecast store");
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The database keeps microseconds; stored times are whole seconds. */
    private static Instant ceilingSecond(Instant instant) {
        return instant.getNano() == 0 ? instant : Instant.ofEpochSecond(instant.getEpochSecond() + 1);
    }
}
