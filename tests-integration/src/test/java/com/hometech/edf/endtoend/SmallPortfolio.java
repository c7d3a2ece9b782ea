package com.hometech.edf.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A few buildings over a few months, and a configuration that trains on them in seconds. */
final class SmallPortfolio {
    /** Three days before the readings end: what happened after a forecast of this time is known. */
    static final Instant NOW = Instant.parse("2024-11-18T05:00:00Z");

    /** {@link #NOW} as a word of the command. */
    static final String AT_NOW = "--now=" + NOW;

    /** Buildings of {@link #homeWithReadings}. */
    static final int BUILDINGS = 6;

    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "calibration_days", "14",
            "evaluation_days", "14",
            "max_mape", "null",
            "max_rmse", "null",
            "max_training_rows", "20000",
            "xgb_num_boost_round", "20",
            "xgb_quantile_num_boost_round", "20"));

    private SmallPortfolio() {}

    /** Makes a home with the configuration and nothing else. */
    static Path home(Path home) throws IOException {
        Files.createDirectories(home);
        String yaml = Files.readString(Path.of(System.getProperty("edf.root"), "config", "edf_config.yaml"));
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            yaml = with(yaml, setting.getKey(), setting.getValue());
        }
        Files.writeString(home.resolve("edf_config.yaml"), yaml);
        return home;
    }

    /** Makes a home into which the portfolio was imported. */
    static Path homeWithReadings(Path home) throws IOException {
        return homeWithReadings(home, BUILDINGS);
    }

    /** Makes a home into which so many buildings were imported. */
    static Path homeWithReadings(Path home, int buildings) throws IOException {
        String sample = home.resolve("sample").toString();
        EdfRun.done(home(home), "data", "generate", "--out", sample, "--buildings", "" + buildings, "--days", "120");
        EdfRun.done(home, "data", "import", sample, AT_NOW);
        return home;
    }

    /** Changes a setting of a home's configuration. */
    static void set(Path home, String key, String value) throws IOException {
        Path file = home.resolve("edf_config.yaml");
        Files.writeString(file, with(Files.readString(file), key, value));
    }

    /** The ids in the first column of {@code buildings.csv}. */
    static List<String> buildings(Path sample) throws IOException {
        return Files.readAllLines(sample.resolve("buildings.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static String with(String yaml, String key, String value) {
        Matcher line = Pattern.compile("(?m)^(\\s+" + key + ":)[^#\\n]*").matcher(yaml);
        if (!line.find()) {
            throw new IllegalArgumentException("edf_config.yaml has no " + key);
        }
        return line.replaceFirst("$1 " + value + " ");
    }
}
