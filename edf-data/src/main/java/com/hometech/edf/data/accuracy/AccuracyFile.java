package com.hometech.edf.data.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The name of a file of the history: a month of some of the buildings, {@code month=2024-11/accuracy-07.parquet}. Which file
 * a building is in follows from its id alone, so that one of {@value #SHARDS} is read for a building, however many there are.
 *
 * @param month of the days in the file
 * @param shard which buildings, from 0
 */
public record AccuracyFile(YearMonth month, int shard) {
    /** Files of a month. With 10,000 buildings each has 58,000 rows. */
    public static final int SHARDS = 16;

    private static final Pattern NAME = Pattern.compile("month=(\\d{4}-\\d{2})/accuracy-(\\d{2})\\.parquet");

    public AccuracyFile {
        if (shard < 0 || shard >= SHARDS) {
            throw new InvalidInputException(
                    "The history has no file " + shard + " of a month; they are numbered from 0 to " + (SHARDS - 1));
        }
    }

    /** The file with a building's rows of a day. */
    public static AccuracyFile of(BuildingId building, LocalDate day) {
        return new AccuracyFile(YearMonth.from(day), shardOf(building));
    }

    /** Which of the files of each month has the building: the CRC-32 of its id, modulo {@value #SHARDS}. */
    public static int shardOf(BuildingId building) {
        CRC32 checksum = new CRC32();
        checksum.update(building.value().getBytes(UTF_8));
        return (int) (checksum.getValue() % SHARDS);
    }

    /** The file of a name below the history's place. */
    public static AccuracyFile parse(String name) {
        Matcher parts = NAME.matcher(name);
        try {
            if (parts.matches()) {
                return new AccuracyFile(YearMonth.parse(parts.group(1)), Integer.parseInt(parts.group(2)));
            }
        } catch (DateTimeParseException noMonth) {
            throw new InvalidInputException("\"" + name + "\" is of no month", noMonth);
        }
        throw new InvalidInputException(
                "\"" + name + "\" is no file of the history of accuracy: month=YYYY-MM/accuracy-NN.parquet");
    }

    /** Below the history's place. */
    public String name() {
        return String.format(Locale.ROOT, "month=%s/accuracy-%02d.parquet", month, shard);
    }
}
