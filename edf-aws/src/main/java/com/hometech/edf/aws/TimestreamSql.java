package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;

/** Conditions of questions to Timestream, which knows no parameters: only values that cannot hold a quote get in. */
final class TimestreamSql {
    private TimestreamSql() {}

    /** A database's or table's name that may stand in quotes. */
    static String name(String name) {
        if (!name.matches("[a-zA-Z0-9_.-]{3,256}")) {
            throw new InvalidInputException(
                    "\"" + name + "\" is not a name in Timestream: use 3 to 256 letters, digits, '_', '.' and '-'");
        }
        return name;
    }

    static String of(BuildingId building) {
        return " and building_id = '" + building.value() + "'";
    }

    static String of(Quantity quantity) {
        return " and quantity = '" + quantity.code() + "'";
    }

    /** A column that holds an instant of whole seconds as text, which sorts as the instants do. */
    static String column(String column, String comparison, Instant instant) {
        return " and " + column + " " + comparison + " '" + instant + "'";
    }

    /** The time of the record. */
    static String time(String comparison, Instant instant) {
        return " and time " + comparison + " from_iso8601_timestamp('" + instant + "')";
    }
}
