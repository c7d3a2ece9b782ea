package com.hometech.edf.data.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the times of a plain CSV file: with an offset, or local in a zone, or a date alone, which means the start of that
 * local day. Takes the rows of each series in their order, see {@link LocalClock}.
 */
public final class PlainTimes {
    /** Says that a text means no time, or one that clocks never show. */
    public static final long NO_TIME = TimeText.BAD;

    private static final int DATE_LENGTH = 10;

    private final ZoneId zone;
    private final Map<String, LocalClock> clocks = new HashMap<>();

    /** @param zone of times without an offset */
    public PlainTimes(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The instant [s since 1970] that a text means; {@link #NO_TIME} when it means none.
     *
     * @throws com.hometech.edf.common.error.InvalidInputException naming two rows that do not tell which of the two hours
     *     that clocks show twice in autumn is meant
     */
    public long epochSecond(String series, String text, long line) {
        if (TimeText.hasOffset(text)) {
            return TimeText.offsetEpochSecond(text);
        }
        if (text.length() == DATE_LENGTH) {
            return startOfDay(text);
        }
        LocalDateTime local = TimeText.local(text);
        if (local.equals(LocalDateTime.MIN)) {
            return TimeText.BAD;
        }
        return clocks.computeIfAbsent(series, name -> new LocalClock(name, zone))
                .epochSecond(local, line);
    }

    private long startOfDay(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(zone).toEpochSecond();
        } catch (DateTimeException notADate) {
            return TimeText.BAD;
        }
    }
}
