package com.hometech.edf.lambdas;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.inference.load.LoadForecasts.LoadedPart;
import com.hometech.edf.inference.load.PartNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is answered for a part that was loaded, and handed in again when the run is published. */
record PartAnswer(
        @Nullable String load,
        @Nullable String part,
        @Nullable Long rowsWritten,
        @Nullable Long rowsRejected) {
    /** As the answer of a function. */
    static Map<String, Object> of(LoadedPart part) {
        return Map.of(
                "load", Long.toString(part.load()),
                "part", part.part().toString(),
                "rows_written", part.rowsWritten(),
                "rows_rejected", part.rowsRejected());
    }

    /**
     * Reads the answers for all parts.
     *
     * @param field names them in errors
     * @throws InvalidInputException naming what is missing, unknown or mistyped
     */
    static List<LoadedPart> parseAll(Object answers, String field) {
        if (!(answers instanceof List<?> list)) {
            throw new InvalidInputException(
                    field + " is " + answers + ", not a list of what was answered for each part");
        }
        List<LoadedPart> parts = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            String source = field + "[" + index + "]";
            parts.add(JsonFiles.parse(JsonFiles.toLine(list.get(index)), PartAnswer.class, source)
                    .parse(source));
        }
        return parts;
    }

    private LoadedPart parse(String source) {
        if (load == null || part == null || rowsWritten == null || rowsRejected == null) {
            throw new InvalidInputException(
                    source + " is " + this + ": " + "load, part, rows_written and rows_rejected are needed");
        }
        return new LoadedPart(loadNumber(load, source + ".load"), PartNumber.parse(part), rowsWritten, rowsRejected);
    }

    /** Reads the number of a load. */
    static long loadNumber(String text, String field) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw new InvalidInputException(field + " \"" + text + "\" is not the number of a load", noNumber);
        }
    }
}
