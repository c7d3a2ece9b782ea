package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ForecastStore;
import java.sql.Array;
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

/** Forecasts in PostgreSQL, as RDS and Aurora offer it. A run and its rows become visible in one transaction. */
public final class PostgresForecastStore implements ForecastStore, AutoCloseable {
    private final PostgresDatabase database;

    /**
     * @param url for example {@code jdbc:postgresql://host:5432/edf?sslmode=verify-full}; connected to at first use
     * @param user may create tables at first use, later read and write them
     * @param password of the user
     */
    public PostgresForecastStore(String url, String user, String password) {
        database = new PostgresDatabase(url, user, password);
    }

    @Override
    public LoadSummary load(Run run, Iterator<ForecastRecord> rows) {
        return database.inTransaction(connection -> {
            List<Rejected> rejected = new ArrayList<>();
            long written;
            try (PostgresLoad load = new PostgresLoad(connection)) {
                while (rows.hasNext()) {
                    ForecastRecord row = rows.next();
                    Optional<String> reason = run.reasonToReject(row);
                    if (reason.isPresent()) {
                        rejected.add(new Rejected(row, reason.get()));
                    } else {
                        load.add(row);
                    }
                }
                written = load.finish(run);
            }
            return new LoadSummary(written, List.copyOf(rejected));
        });
    }

    @Override
    public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
        return query(
                "select distinct on (target_time) * from forecasts where building_id = ? and quantity = ?"
                        + " and target_time >= ? and target_time < ? order by target_time, issued_at desc",
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
                "select f.* from issues i join forecasts f on f.building_id = i.building_id and f.quantity = i.quantity"
                        + " and f.target_time between i.first_target and i.last_target and f.issued_at = i.issued_at"
                        + " where i.building_id = ? and i.quantity = ? and i.issued_at = ? order by f.target_time",
                PostgresForecastStore::row,
                building.value(),
                quantity.code(),
                time(issuedAt));
    }

    @Override
    public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
        return query(
                        "select issued_at from issues where building_id = ? and quantity = ?"
                                + " order by issued_at desc limit 1",
                        result -> instant(result, "issued_at"),
                        building.value(),
                        quantity.code())
                .stream()
                .findFirst();
    }

    @Override
    public List<BuildingId> buildings(Quantity quantity) {
        return query(
                "select distinct building_id collate \"C\" as building_id from issues where quantity = ? order by 1",
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
        return database.inTransaction(connection -> {
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
                quantiles(result.getArray("quantile_levels"), result.getArray("quantile_kwh")));
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
