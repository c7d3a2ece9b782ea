package com.hometech.edf.common.sql;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Schema files {@code NAME-1.sql}, {@code NAME-2.sql} … beside a class; each is applied once, in order. A table
 * {@code schema_version} notes which ones were.
 *
 * @param owner the class that the files lie beside
 * @param name what the files' names start with
 * @param newest number of the last file
 */
public record SchemaFiles(Class<?> owner, String name, int newest) {
    /**
     * Brings the database to the newest schema. The caller keeps others from doing so at the same time.
     *
     * @param database names it in errors
     * @throws InvalidInputException when a newer version of EDF wrote the database
     */
    public void apply(Statement statement, String database) throws SQLException {
        statement.execute("create table if not exists schema_version (version int not null primary key)");
        int version = version(statement);
        if (version > newest) {
            throw new InvalidInputException(
                    database + " was written by a newer version of EDF (schema " + version + "); use that version");
        }
        while (version < newest) {
            version++;
            statement.execute(text(name + "-" + version + ".sql"));
            statement.execute("insert into schema_version values (" + version + ")");
        }
    }

    /** Whether nothing is left to apply, where the table {@code schema_version} is there. */
    public boolean areApplied(Statement statement) throws SQLException {
        return version(statement) == newest;
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
            result.next();
            return result.getInt(1);
        }
    }

    private String text(String file) {
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing on the classpath");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file, failure);
        }
    }
}
