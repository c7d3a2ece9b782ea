package com.hometech.edf.common.sql;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.LoadReceipt;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Loads in a SQL database: rows of {@code forecasts} and {@code issues} carry the number of their load, and readers see only
 * those whose load is {@code published} in {@code loads}. So publishing takes one small update, however many rows there are.
 *
 * <pre>
 * loads       load_number (generated), run_id, quantity, issue_epoch_second, parts, begun_at, published
 * load_parts  load_number, part: each part that is whole, as long as it may have rows that no reader needs
 * issues      building_id, quantity, load_number, part and the columns of {@link Names}
 * forecasts   building_id, quantity, load_number and the columns of {@link Names}
 * </pre>
 */
public final class LoadTables {
    /** Is redriven within this time, or loaded anew. */
    private static final String ABANDONED = "begun_at < current_timestamp - interval '7' day and not published";

    private static final String NEWER_LOAD = "exists (select 1 from loads newer where newer.published"
            + " and newer.load_number > %s and newer.quantity = %s";

    private final Transactions transactions;
    private final Names names;

    /**
     * Columns whose names and types differ between databases.
     *
     * @param issue when a forecast was issued, in both tables
     * @param target what time it is for, in {@code forecasts}
     * @param firstTarget the first target that a part has of a building, in the other table
     * @param lastTarget the last one
     */
    public record Names(String issue, String target, String firstTarget, String lastTarget) {}

    /** A part with rows that no reader needs; {@code published} where some may be needed. */
    private record Leftover(long load, int part, boolean published) {}

    public LoadTables(Transactions transactions, Names names) {
        this.transactions = transactions;
        this.names = names;
    }

    /** Begins a load, after rows of loads that were abandoned or replaced are removed. */
    public Load begin(Run run, int parts) {
        transactions
                .run(LoadTables::leftovers)
                .forEach(part -> transactions.run(connection -> {
                    remove(connection, part);
                    return part;
                }));
        return transactions.run(connection -> {
            execute(
                    connection,
                    "delete from loads where " + ABANDONED
                            + " and not exists (select 1 from load_parts p where p.load_number = loads.load_number)");
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into loads (run_id, quantity, issue_epoch_second, parts) values (?, ?, ?, ?)",
                    new String[] {"load_number"})) {
                insert.setString(1, run.runId());
                insert.setString(2, run.quantity().code());
                insert.setLong(3, run.issuedAt().getEpochSecond());
                insert.setInt(4, parts);
                insert.executeUpdate();
                try (ResultSet number = insert.getGeneratedKeys()) {
                    number.next();
                    return new Load(run, number.getLong(1), parts);
                }
            }
        });
    }

    /**
     * Whether a part is whole already, so that nothing of it is to be written.
     *
     * @throws InvalidInputException when the load has no such part, or is not known any more
     */
    public boolean isStaged(Connection connection, Load load, int part) throws SQLException {
        load.requirePart(part);
        return isPublished(connection, load, "")
                || stagedParts(connection, load).contains(part);
    }

    /** Notes, in the transaction of its rows, that a part is whole. */
    public void staged(Connection connection, Load load, int part) throws SQLException {
        execute(
                connection,
                "insert into load_parts (load_number, part) select load_number, " + part
                        + " from loads where load_number = ? and not published and not exists"
                        + " (select 1 from load_parts p where p.load_number = loads.load_number and p.part = " + part
                        + ")",
                load.number());
    }

    /**
     * Publishes in the transaction of the connection.
     *
     * @return whether the run is to be listed as this load has it: not where a later load of it is published already
     * @throws InvalidInputException naming the parts that are missing, or when the load is not known any more
     */
    public boolean publish(Connection connection, Load load, List<LoadReceipt> receipts) throws SQLException {
        load.requireAllParts(receipts);
        if (isPublished(connection, load, " for update")) {
            return false;
        }
        TreeSet<Integer> missing =
                IntStream.rangeClosed(1, load.parts()).boxed().collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(stagedParts(connection, load));
        if (!missing.isEmpty()) {
            throw load.partsMissing(missing);
        }
        execute(connection, "update loads set published = true where load_number = ?", load.number());
        try (PreparedStatement later = connection.prepareStatement(
                "select 1 from loads where run_id = ? and published and load_number > ? fetch first row only")) {
            later.setString(1, load.run().runId());
            later.setLong(2, load.number());
            try (ResultSet found = later.executeQuery()) {
                return !found.next();
            }
        }
    }

    private static Set<Integer> stagedParts(Connection connection, Load load) throws SQLException {
        Set<Integer> staged = new HashSet<>();
        try (PreparedStatement parts =
                connection.prepareStatement("select part from load_parts where load_number = ?")) {
            parts.setLong(1, load.number());
            try (ResultSet part = parts.executeQuery()) {
                while (part.next()) {
                    staged.add(part.getInt(1));
                }
            }
        }
        return staged;
    }

    private static boolean isPublished(Connection connection, Load load, String lock) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select published from loads where load_number = ? and run_id = ? and parts = ?" + lock)) {
            statement.setLong(1, load.number());
            statement.setString(2, load.run().runId());
            statement.setInt(3, load.parts());
            try (ResultSet known = statement.executeQuery()) {
                if (!known.next()) {
                    throw new InvalidInputException(
                            "Load " + load.number() + " of run "
                                    + load.run().runId() + " in " + load.parts()
                                    + " parts is not known: it never began, or was not published within 7 days; load the run again");
                }
                return known.getBoolean(1);
            }
        }
    }

    private static List<Leftover> leftovers(Connection connection) throws SQLException {
        List<Leftover> leftovers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "select p.load_number, p.part, l.published from load_parts p join loads l"
                                + " on l.load_number = p.load_number where " + ABANDONED
                                + " or (l.published and " + NEWER_LOAD.formatted("l.load_number", "l.quantity")
                                + " and newer.issue_epoch_second = l.issue_epoch_second)) order by 1, 2");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                leftovers.add(new Leftover(result.getLong(1), result.getInt(2), result.getBoolean(3)));
            }
        }
        return leftovers;
    }

    /** Removes the rows of the part that no reader needs: all, or where it is published those that a later load replaced. */
    private void remove(Connection connection, Leftover part) throws SQLException {
        String key = "building_id = ? and quantity = ? and " + names.issue() + " = ?";
        String replaced = part.published()
                ? " and exists (select 1 from forecasts n join loads l on l.load_number = n.load_number where l.published"
                        + " and n.building_id = forecasts.building_id and n.quantity = forecasts.quantity and n."
                        + names.target() + " = forecasts." + names.target() + " and n." + names.issue()
                        + " = forecasts." + names.issue() + " and n.load_number > forecasts.load_number)"
                : "";
        try (PreparedStatement issues = connection.prepareStatement("select building_id, quantity, " + names.issue()
                        + ", " + names.firstTarget() + ", " + names.lastTarget()
                        + " from issues where load_number = ? and part = ?");
                PreparedStatement delete = connection.prepareStatement("delete from forecasts where " + key + " and "
                        + names.target() + " between ? and ? and load_number = ?" + replaced)) {
            issues.setLong(1, part.load());
            issues.setInt(2, part.part());
            try (ResultSet issue = issues.executeQuery()) {
                while (issue.next()) {
                    for (int column = 1; column <= 5; column++) {
                        delete.setObject(column, issue.getObject(column));
                    }
                    delete.setLong(6, part.load());
                    delete.addBatch();
                }
            }
            delete.executeBatch();
        }
        execute(
                connection,
                "delete from issues where load_number = ? and part = ? and not exists (select 1 from forecasts f"
                        + " where f.building_id = issues.building_id and f.quantity = issues.quantity and f."
                        + names.target() + " between issues." + names.firstTarget() + " and issues."
                        + names.lastTarget() + " and f." + names.issue() + " = issues." + names.issue()
                        + " and f.load_number = issues.load_number)",
                part.load(),
                part.part());
        execute(connection, "delete from load_parts where load_number = ? and part = ?", part.load(), part.part());
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            statement.executeUpdate();
        }
    }
}
