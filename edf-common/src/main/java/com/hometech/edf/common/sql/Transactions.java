package com.hometech.edf.common.sql;

import com.hometech.edf.common.error.EdfException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/** Does work on a database: all of a transaction is kept, or on any failure nothing. */
public final class Transactions {
    private final Connections connections;
    private final Function<SQLException, EdfException> translation;

    /** Where connections come from; each is closed after its work. */
    @FunctionalInterface
    public interface Connections {
        /** A connection that nobody else uses. */
        Connection open() throws SQLException;
    }

    /** Work on the database. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T with(Connection connection) throws SQLException;
    }

    /** @param translation says what a failure of the database means */
    public Transactions(Connections connections, Function<SQLException, EdfException> translation) {
        this.connections = connections;
        this.translation = translation;
    }

    /** Does the work in one transaction. */
    public <T> T run(Work<T> work) {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                // after a commit there is nothing to roll back
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw translation.apply(failure);
        }
    }
}
