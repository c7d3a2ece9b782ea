package com.hometech.edf.features.input;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The files of a table that is partitioned as {@code month=YYYY-MM}. */
public final class MonthPartitions {
    private static final String PARTITION = "month=";

    private MonthPartitions() {}

    /** The files whose month overlaps the span, in the order of their names; a file outside of a month partition is taken. */
    public static List<Path> within(Path table, TimeSpan span) throws IOException {
        return ParquetFiles.below(table, partition -> month(partition)
                .map(month -> overlaps(month, span))
                .orElse(true));
    }

    /** Start of the first month partition [s since 1970]; empty where there is none. */
    public static Optional<Long> firstMonthStart(Path table) throws IOException {
        return ParquetFiles.below(table).stream()
                .flatMap(file -> month(folderOf(file)).stream())
                .min(YearMonth::compareTo)
                .map(month -> startOf(month));
    }

    /** The newest month partition until a month, that included; empty where there is none. */
    public static Optional<YearMonth> newestMonth(Path table, YearMonth until) throws IOException {
        return ParquetFiles.below(table).stream()
                .flatMap(file -> month(folderOf(file)).stream())
                .filter(month -> !month.isAfter(until))
                .max(YearMonth::compareTo);
    }

    private static Path folderOf(Path file) {
        return requireNonNull(file.toAbsolutePath().getParent());
    }

    private static Optional<YearMonth> month(Path folder) {
        String partition = String.valueOf(folder.getFileName());
        if (!partition.startsWith(PARTITION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(YearMonth.parse(partition.substring(PARTITION.length())));
        } catch (DateTimeParseException noMonth) {
            throw new InvalidInputException("Partition " + partition + " of a table is not month=YYYY-MM", noMonth);
        }
    }

    private static boolean overlaps(YearMonth month, TimeSpan span) {
        return startOf(month) < span.endEpochSecond() && startOf(month.plusMonths(1)) > span.fromEpochSecond();
    }

    private static long startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
