package com.hometech.edf.inference.correction;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * By what intervals are to be corrected, after what was measured of issued ones up to a day: {@value #FILE_NAME}. A copy lies
 * beside each run's forecasts that were corrected by it.
 *
 * @param through the last day that was looked at (UTC)
 * @param quantities what is known of each
 */
public record IntervalCorrections(LocalDate through, Map<Quantity, QuantityOffsets> quantities) {
    /** Its name. */
    public static final String FILE_NAME = "interval_corrections.json";

    /** Where the newest lies, below the place of accuracy. */
    public static final String FOLDER = "interval-corrections/";

    /** So many days after the last that was looked at it says nothing any more. */
    public static final int MOST_DAYS_OLD = 28;

    public IntervalCorrections {
        quantities = new TreeMap<>(quantities);
    }

    /** What a folder holds; empty where there is none yet. */
    public static Optional<IntervalCorrections> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        return Files.isRegularFile(file)
                ? Optional.of(JsonFiles.read(file, IntervalCorrections.class))
                : Optional.empty();
    }

    /** Writes {@value #FILE_NAME}; the same corrections always give the same bytes. */
    public void write(Path folder) throws IOException {
        JsonFiles.write(folder.resolve(FILE_NAME), this);
    }

    /** What the intervals of a quantity are moved by. */
    public QuantityOffsets of(Quantity quantity) {
        return quantities.getOrDefault(quantity, QuantityOffsets.NONE);
    }

    /**
     * Whether forecasts of an issue may be corrected by this: not where it knows days that the issue could not know, and not
     * where it is too old.
     */
    public boolean suits(Instant issuedAt) {
        LocalDate issued = LocalDate.ofInstant(issuedAt, ZoneOffset.UTC);
        return through.isBefore(issued) && !through.plusDays(MOST_DAYS_OLD).isBefore(issued);
    }
}
