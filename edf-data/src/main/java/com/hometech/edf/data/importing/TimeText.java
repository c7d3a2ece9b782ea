package com.hometech.edf.data.importing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Reads times as they stand in CSV files: {@code 2024-07-01T13:00:00Z}, with a space for the T, without seconds, with an
 * offset, or without one. Keeps the last date, so that a million hourly rows cost little.
 */
public final class TimeText {
    /** Says that a text is no time. */
    public static final long BAD = Long.MIN_VALUE;

    private static final int FAST_LENGTH = 20;
    private static final int DATE_LENGTH = 10;

    private String lastDate = "";
    private long lastDateSecond;

    /** The time [s since 1970], taken as UTC where the text has no offset; {@link #BAD} when it is none. */
    public long utcEpochSecond(String text) {
        if (text.length() == FAST_LENGTH && text.charAt(FAST_LENGTH - 1) == 'Z') {
            return fast(text);
        }
        if (hasOffset(text)) {
            return offsetEpochSecond(text);
        }
        LocalDateTime local = local(text);
        return local.equals(LocalDateTime.MIN) ? BAD : local.toEpochSecond(ZoneOffset.UTC);
    }

    private long fast(String text) {
        int hour = twoDigits(text, 11);
        int minute = twoDigits(text, 14);
        int second = twoDigits(text, 17);
        boolean marks =
                (text.charAt(10) == 'T' || text.charAt(10) == ' ') && text.charAt(13) == ':' && text.charAt(16) == ':';
        if (!marks || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return BAD;
        }
        if (lastDate.isEmpty() || !text.startsWith(lastDate)) {
            String date = text.substring(0, DATE_LENGTH);
            try {
                lastDateSecond = LocalDate.parse(date).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
                lastDate = date;
            } catch (DateTimeException notADate) {
                return BAD;
            }
        }
        return lastDateSecond + hour * 3600L + minute * 60L + second;
    }

    private static int twoDigits(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Whether the text says by itself what instant it means. */
    static boolean hasOffset(String text) {
        return text.length() > DATE_LENGTH
                && (text.endsWith("Z") || text.indexOf('+', DATE_LENGTH) > 0 || text.indexOf('-', DATE_LENGTH) > 0);
    }

    /** The offset of a text that has one: {@code Z} or {@code +02:00}. */
    static String offsetOf(String text) {
        return text.endsWith("Z") ? "Z" : text.substring(Math.max(text.lastIndexOf('+'), text.lastIndexOf('-')));
    }

    static long offsetEpochSecond(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', 'T'));
            return time.getNano() == 0 ? time.toEpochSecond() : BAD;
        } catch (DateTimeException notATime) {
            return BAD;
        }
    }

    /** A time without offset; {@link LocalDateTime#MIN} when the text is none. */
    static LocalDateTime local(String text) {
        try {
            LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
            return time.equals(time.truncatedTo(ChronoUnit.SECONDS)) ? time : LocalDateTime.MIN;
        } catch (DateTimeException notATime) {
            return LocalDateTime.MIN;
        }
    }
}
