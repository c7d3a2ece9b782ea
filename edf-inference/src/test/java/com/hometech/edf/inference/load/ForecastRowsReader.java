package com.hometech.edf.inference.load;

import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of a forecast file as they are loaded. */
public final class ForecastRowsReader {
    private ForecastRowsReader() {}

    /** All rows; one that would be set aside fails. */
    public static List<ForecastRecord> read(Path file) throws IOException {
        List<ForecastRecord> rows = new ArrayList<>();
        try (ForecastRows read = new ForecastRows(List.of(file), rejected -> {
            throw new AssertionError("set aside: " + rejected);
        })) {
            read.forEachRemaining(rows::add);
        }
        return rows;
    }
}
