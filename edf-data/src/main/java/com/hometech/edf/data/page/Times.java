package com.hometech.edf.data.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times for people, in UTC. */
public final class Times {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    /** {@code 1 Mar 2024 to 31 Mar 2024}; {@link Numbers#MISSING} where one of the two is not known. */
    public static String period(@Nullable Instant first, @Nullable Instant last) {
        return first == null || last == null ? Numbers.MISSING : DAY.format(first) + " to " + DAY.format(last);
    }

    /** {@code 1 Mar 2024 06:30 UTC}. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    /** {@code 1 Mar 2024}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }
}
