package com.hometech.edf.aws;

import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.common.port.ForecastStore.Load;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One part on its way into the tables: rows are copied into a table of this transaction and from there put among the others,
 * all in the order of the key, so that loads at the same time wait for each other instead of blocking each other.
 */
final class PostgresPart implements AutoCloseable {
    private static final int BUFFER_CHARACTERS = 64 * 1024;
    /** In PostgreSQL's text format of COPY. */
    private static final String NULL = "\\N";

    private final Connection connection;
    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(BUFFER_CHARACTERS);
    private long rows;

    PostgresPart(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create temporary table incoming (like forecasts including defaults, position bigint) on commit drop");
        }
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy incoming (building_id, quantity, target_time, issued_at, lead_hours, yhat, yhat_lower,"
                        + " yhat_upper, model_version, quality, quantile_levels, quantile_kwh, yhat_lower_uncorrected,"
                        + " yhat_upper_uncorrected, position) from stdin");
    }

    /** Takes a row of the run. */
    void add(ForecastRecord row) throws SQLException {
        rows++;
        column(row.building().value());
        column(row.quantity().code());
        column(row.targetTime().toString());
        column(row.issuedAt().toString());
        column(Double.toString(row.leadHours()));
        column(Double.toString(row.yhat()));
        column(Double.toString(row.yhatLower()));
        column(Double.toString(row.yhatUpper()));
        column(escaped(row.modelVersion()));
        column(row.quality().name());
        column(array(row, ForecastQuantile::level));
        column(array(row, ForecastQuantile::kwh));
        UncorrectedInterval before = row.uncorrected();
        column(before == null ? NULL : Double.toString(before.lowerKwh()));
        column(before == null ? NULL : Double.toString(before.upperKwh()));
        buffer.append(rows).append('\n');
        if (buffer.length() >= BUFFER_CHARACTERS - 2_048) {
            send();
        }
    }

    /** Puts everything among the rows that are there and answers how many rows the part has. */
    long finish(Load load, int part) throws SQLException {
        send();
        copy.endCopy();
        // of a row that came twice the last one counts; where the same part is staged at the same time, one of them
        // writes
        insert(
                "insert into forecasts (building_id, quantity, target_time, issued_at, load_number, lead_hours, yhat,"
                        + " yhat_lower, yhat_upper, model_version, quality, quantile_levels, quantile_kwh,"
                        + " yhat_lower_uncorrected, yhat_upper_uncorrected)"
                        + " select distinct on (building_id, quantity, target_time, issued_at)"
                        + " building_id, quantity, target_time, issued_at, ?, lead_hours, yhat, yhat_lower, yhat_upper,"
                        + " model_version, quality, quantile_levels, quantile_kwh, yhat_lower_uncorrected,"
                        + " yhat_upper_uncorrected from incoming"
                        + " order by building_id, quantity, target_time, issued_at, position desc"
                        + " on conflict do nothing",
                load.number());
        insert(
                "insert into issues (building_id, quantity, issued_at, load_number, part, first_target, last_target)"
                        + " select building_id, quantity, issued_at, ?, ?, min(target_time), max(target_time)"
                        + " from incoming group by building_id, quantity, issued_at"
                        + " order by building_id, quantity, issued_at on conflict do nothing",
                load.number(),
                part);
        return rows;
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }

    /** Ends a copy that broke off. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void column(String text) {
        buffer.append(text).append('\t');
    }

    private void send() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    /** In PostgreSQL's text format of COPY. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String array(ForecastRecord row, ToDoubleFunction<ForecastQuantile> part) {
        return row.quantiles().stream()
                .map(quantile -> Double.toString(part.applyAsDouble(quantile)))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
