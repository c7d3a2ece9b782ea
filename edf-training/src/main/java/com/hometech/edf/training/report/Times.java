package com.hometech.edf.training.report;

import com.hometech.edf.data.page.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times for people, in UTC. */
final class Times {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String period(@Nullable Instant first, @Nullable Instant last) {
        return first == null || last == null ? Numbers.MISSING : DAY.format(first) + " to " + DAY.format(last);
    }

    static String minute(Instant time) {
        return MINUTE.format(time);
    }
}
