package com.hometech.edf.data.importing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a delivered file holds; its name says so. */
public enum DeliveredTable {
    CONSUMPTION("consumption", "consumption"),
    GENERATION("generation", "solar|generation"),
    WEATHER("weather", "weather"),
    WEATHER_FORECAST("weather-forecast", "weather[_-]forecast");

    private final String table;
    private final Pattern fileName;

    DeliveredTable(String table, String stem) {
        this.table = table;
        // consumption.csv, consumption.csv.gz, consumption_2024-07.csv, consumption-2.csv.gz …
        this.fileName = Pattern.compile("(?:" + stem + ")(?:[._-]?[0-9][0-9a-z._-]*)?\\.csv(?:\\.gz)?");
    }

    /** The table's name in places and reports. */
    public String table() {
        return table;
    }

    /** What a file of this name holds; empty where it is none that is imported. */
    public static Optional<DeliveredTable> of(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.fileName.matcher(lower).matches())
                .findFirst();
    }
}
