package com.hometech.edf.endtoend;

import com.hometech.edf.cli.platform.H2ForecastStore;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** What a home keeps, read past the command. */
final class Stores {
    static final String PROCESSED = "buckets/hometech-ml-processed-data/";

    private static final Instant FAR_FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    private Stores() {}

    /** Checksums of every file below {@code folder}, by name; empty where there is no such folder. */
    static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    checksums.put(folder.relativize(file).toString(), Checksums.sha256(Files.readAllBytes(file)));
                }
            }
        }
        return checksums;
    }

    /** Everything that a home keeps by name: checksums of files, and one entry for each stored forecast. */
    static Map<String, String> all(Path home) throws IOException {
        Map<String, String> kept = results(home);
        for (String folder : List.of("executions", "sagemaker")) {
            addFiles(kept, home, folder);
        }
        return kept;
    }

    /** What runs leave for others: objects, models and forecasts, but nothing about the runs themselves. */
    static Map<String, String> results(Path home) throws IOException {
        Map<String, String> kept = new TreeMap<>();
        for (String folder : List.of("buckets", "registry", "serving-models")) {
            addFiles(kept, home, folder);
        }
        forecasts(home, ForecastStore::runs).forEach(run -> kept.put("run " + run.runId(), run.toString()));
        rows(home)
                .forEach(row -> kept.put(
                        "row " + row.building() + " " + row.issuedAt() + " " + row.targetTime(), row.toString()));
        return kept;
    }

    private static void addFiles(Map<String, String> kept, Path home, String folder) throws IOException {
        files(home.resolve(folder)).forEach((name, checksum) -> kept.put(folder + "/" + name, checksum));
    }

    /**
     * Names that only one of them has, or that stand for different content. Records of trainings are left out: they tell when
     * and in how many attempts a run took place, which differs from run to run.
     */
    static Set<String> differences(Map<String, String> one, Map<String, String> other) {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> name.contains("/training-runs/"));
        names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
        return names;
    }

    /** Every stored row of every run. */
    static List<ForecastRecord> rows(Path home) {
        return forecasts(home, Stores::rows);
    }

    /** Every row of every run in a store. */
    static List<ForecastRecord> rows(ForecastStore store) {
        List<ForecastRecord> rows = new ArrayList<>();
        for (ForecastStore.Run run : store.runs()) {
            for (BuildingId building : store.buildings()) {
                rows.addAll(store.issue(building, run.issuedAt()));
            }
        }
        return rows;
    }

    /** For each building the rows of the newest issue of each target. */
    static List<ForecastRecord> newest(Path home) {
        return forecasts(home, store -> store.buildings().stream()
                .flatMap(building -> store.newest(building, Instant.EPOCH, FAR_FUTURE).stream())
                .toList());
    }

    static <T> T forecasts(Path home, Function<ForecastStore, T> question) {
        try (H2ForecastStore store = new H2ForecastStore(home.resolve("forecasts"))) {
            return question.apply(store);
        }
    }

    /** Another home with the same content. */
    static Path copy(Path home, Path other) throws IOException {
        FileUtils.copyDirectory(home.toFile(), other.toFile());
        return other;
    }
}
