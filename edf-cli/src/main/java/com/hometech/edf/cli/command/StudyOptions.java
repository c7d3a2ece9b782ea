package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that study the past of some readings in a folder of their own. */
final class StudyOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "FOLDER",
            description = "Readings to use: a folder, or one CSV file, as for edf data import (docs/data-layout.md).")
    private Path data;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "Of a CSV file: its local time, such as Europe/Berlin. Default: UTC.")
    private @Nullable ZoneId zone;

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(
            names = "--end",
            paramLabel = "TIME",
            description = "End of the readings (date or instant, exclusive): nothing later is seen. Default: all.")
    private @Nullable String end;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results and finished work go. Default: a directory of the home.")
    private @Nullable Path out;

    @Option(names = Study.FRESH, description = "Throw away what an earlier run left in --out, and begin again.")
    private boolean fresh;

    /** The readings; a folder or a file that is there. */
    Path data() {
        if (!Files.exists(data)) {
            throw new InvalidInputException("--data " + data + " does not exist");
        }
        return data;
    }

    Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    TargetOption target() {
        return target;
    }

    Optional<Instant> end(Workbench bench) {
        Map<String, String> given = end == null ? Map.of() : Map.of("end", end);
        return new JobContext(bench.home(), given, bench.clock(), JobContext.Progress.SILENT).time("end");
    }

    boolean isFresh() {
        return fresh;
    }

    /**
     * Where results and work go.
     *
     * @param kind the directory of the home for such studies
     */
    Path directory(Workbench bench, String kind) {
        if (out != null) {
            return out.toAbsolutePath().normalize();
        }
        Path name = data().toAbsolutePath().normalize().getFileName();
        if (name == null) {
            throw new InvalidInputException("--data " + data + " has no name of its own: give --out too");
        }
        return bench.home()
                .resolve(kind)
                .resolve(name.toString().replaceFirst("(?i)\\.csv(\\.gz)?$", "") + target.suffix(bench));
    }
}
