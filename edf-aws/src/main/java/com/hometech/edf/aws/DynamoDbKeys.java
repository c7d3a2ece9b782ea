package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/** Keys of {@link DynamoDbForecastStore}'s table. Texts in them sort as what they stand for. */
final class DynamoDbKeys {
    static final String PK = "pk";
    static final String SK = "sk";
    static final String RUNS = "runs";
    static final String ISSUES = "I#";

    private DynamoDbKeys() {}

    /** Partition of a building's rows and issues. */
    static String building(BuildingId building, Quantity quantity) {
        return quantity.code() + "#" + building;
    }

    /** Partition of the buildings with rows of the quantity. */
    static String buildings(Quantity quantity) {
        return "buildings#" + quantity.code();
    }

    static String load(long load) {
        return String.format(Locale.ROOT, "%012d", load);
    }

    static String targetPrefix(LocalDate day) {
        return "T#" + day + "#";
    }

    static String target(LocalDate day, Instant issue, long load, int part, int piece) {
        return targetPrefix(day) + issue + "#" + load(load) + "#" + part(part) + "#" + part(piece);
    }

    static String issuePrefix(Instant issue) {
        return ISSUES + issue + "#";
    }

    static String issue(Instant issue, long load, int part) {
        return issuePrefix(issue) + load(load) + "#" + part(part);
    }

    /** Partition of the parts of a load. */
    static String parts(long load) {
        return "load#" + load(load);
    }

    static String part(int part) {
        return String.format(Locale.ROOT, "%06d", part);
    }

    static String chunk(int part, int chunk) {
        return part(part) + "#" + part(chunk);
    }

    /** Behind every key that starts with the prefix: keys hold nothing beyond {@code '~'}. */
    static String after(String prefix) {
        return prefix + "~";
    }
}
