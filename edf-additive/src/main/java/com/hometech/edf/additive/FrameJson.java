package com.hometech.edf.additive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads a frame from a JSON object of columns: {@code ds} with times, the others with numbers, booleans or null. */
public final class FrameJson {
    private FrameJson() {}

    /**
     * The frame of these columns.
     *
     * @param name what the object is called, for messages
     * @throws AdditiveInputException where a column has another length or holds something else
     */
    public static Frame read(JsonNode columns, String name) {
        JsonNode times = new JsonFields(columns, "'" + name + "'").get("ds");
        List<LocalDateTime> rows = new ArrayList<>();
        for (JsonNode time : times) {
            if (!time.isTextual()) {
                throw new AdditiveInputException("'" + name + "': column 'ds' holds " + time + " in row " + rows.size()
                        + "; give a time as text");
            }
            rows.add(JsonFields.time(time.textValue(), "'" + name + "': column 'ds', row " + rows.size()));
        }
        Frame frame = Frame.at(rows);
        for (Iterator<Map.Entry<String, JsonNode>> fields = columns.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("ds")) {
                frame = frame.with(field.getKey(), numbers(field.getValue(), name, field.getKey()));
            }
        }
        return frame;
    }

    private static double[] numbers(JsonNode values, String name, String column) {
        double[] numbers = new double[values.size()];
        for (int row = 0; row < numbers.length; row++) {
            JsonNode value = values.get(row);
            if (value.isNull()) {
                numbers[row] = Double.NaN;
            } else if (value.isNumber()) {
                numbers[row] = value.doubleValue();
            } else if (value.isBoolean()) {
                numbers[row] = value.booleanValue() ? 1 : 0;
            } else {
                throw new AdditiveInputException("'" + name + "': column '" + column + "' holds " + value + " in row "
                        + row + "; give a number, true, false or null");
            }
        }
        return numbers;
    }
}
