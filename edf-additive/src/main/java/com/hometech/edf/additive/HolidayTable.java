package com.hometech.edf.additive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Columns of holidays: one for each name and day of a window, in the order of the columns' names.
 *
 * @param names in order of first appearance
 * @param columns in order of their names, by code point
 */
record HolidayTable(List<String> names, List<Column> columns) {
    /**
     * A day of a holiday's window.
     *
     * @param key name of the column
     * @param holiday name of the holiday
     * @param days epoch days that it marks, ascending
     * @param priorScale standard deviation of its coefficient's prior
     */
    record Column(String key, String holiday, long[] days, double priorScale) {}

    static HolidayTable of(List<Holiday> holidays, double defaultScale) {
        Map<String, Double> scales = new LinkedHashMap<>();
        Map<String, Days> columns = new TreeMap<>(HolidayTable::compareCodePoints);
        for (Holiday holiday : holidays) {
            double scale = holiday.givenPriorScale() == null ? defaultScale : holiday.givenPriorScale();
            Double before = scales.putIfAbsent(holiday.name(), scale);
            if (before != null && before != scale) {
                throw new AdditiveInputException("Holiday '" + holiday.name() + "' on " + holiday.date()
                        + ": its prior scale is " + scale + ", on an earlier day it was " + before
                        + "; give all its days the same");
            }
            for (int offset = holiday.lowerWindow(); offset <= holiday.upperWindow(); offset++) {
                String key = holiday.name() + Names.DELIMITER + (offset < 0 ? "-" : "+") + Math.abs(offset);
                columns.computeIfAbsent(key, name -> new Days(holiday.name(), scale, new ArrayList<>()))
                        .days()
                        .add(holiday.date().toEpochDay() + offset);
            }
        }
        List<Column> list = new ArrayList<>();
        columns.forEach(
                (key, column) -> list.add(new Column(key, column.holiday(), column.ascending(), column.scale())));
        return new HolidayTable(List.copyOf(scales.keySet()), list);
    }

    /** A column that is being filled. */
    private record Days(String holiday, double scale, List<Long> days) {
        long[] ascending() {
            return days.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
        }
    }

    private static int compareCodePoints(String first, String second) {
        return Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8));
    }
}
