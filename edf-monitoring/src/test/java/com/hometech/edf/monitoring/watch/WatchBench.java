package com.hometech.edf.monitoring.watch;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.LoadKind;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.inference.artifact.Checksums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Executions of one check that go on from each other. */
public final class WatchBench {
    private final Path root;
    private final Watch watch;
    private final Path forecasts;
    private final Path index;
    private final Topology topology;
    private int executions;

    /**
     * A bench.
     *
     * @param root folder of the tables of readings, and of all else
     * @param zone of all buildings
     * @param buildings ids {@code site-number}
     */
    public WatchBench(Path root, Watch watch, Path forecasts, Path index, ZoneId zone, String... buildings) {
        this.root = root;
        this.watch = watch;
        this.forecasts = forecasts;
        this.index = index;
        this.topology = new Topology(
                Arrays.stream(buildings).map(id -> building(id, zone)).toList(), Map.of());
    }

    private static Building building(String id, ZoneId zone) {
        return new Building(
                new BuildingId(id),
                new SiteId(id.substring(0, id.indexOf('-'))),
                zone,
                LoadKind.values()[0],
                UseType.values()[0],
                "",
                Double.NaN,
                false);
    }

    /** Executes, and publishes what changed. */
    public WatchOutcome run(Instant asOf) throws IOException {
        executions++;
        Path output = Files.createDirectories(root.resolve("watch-output-" + executions));
        WatchOutcome outcome = watch.run(
                new WatchInputs(
                        EdfConfig.defaults(),
                        topology,
                        root,
                        root.resolve("weather-forecast"),
                        forecasts,
                        index,
                        root.resolve("shadow"),
                        root.resolve("accuracy"),
                        root.resolve("monitoring"),
                        asOf,
                        Progress.SILENT),
                output);
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = published().resolve(output.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return outcome;
    }

    /** Files that the last execution wrote, by name. */
    public Map<String, String> written() throws IOException {
        return checksums(root.resolve("watch-output-" + executions));
    }

    /** Everything that is published, by name. */
    public Map<String, String> everything() throws IOException {
        return checksums(published());
    }

    /** Folder of what was published. */
    public Path published() {
        return root.resolve("monitoring").resolve(watch.name());
    }

    private static Map<String, String> checksums(Path folder) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                checksums.put(folder.relativize(file).toString(), Checksums.sha256(Files.readAllBytes(file)));
            }
        }
        return checksums;
    }
}
