package com.hometech.edf.monitoring.watch;

import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.data.watch.WatchSummary.Value;
import com.hometech.edf.data.watch.WatchSummary.WrittenFile;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.monitoring.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs daily checks one after the other. A check that fails does not keep the others from running: its folder stays as it was
 * published before, the summary says why, and the metrics {@value #FAILED} and {@value #ALARMS} tell an operator.
 */
public final class RunWatches {
    /** Metric: checks that failed. */
    public static final String FAILED = "WatchesFailed";
    /** Metric: alarms that last. */
    public static final String ALARMS = "WatchAlarms";

    private static final Logger LOG = LoggerFactory.getLogger(RunWatches.class);

    private final List<Watch> watches;

    public RunWatches(List<Watch> watches) {
        this.watches = List.copyOf(watches);
    }

    /**
     * Runs them, and writes a page of all and, last, the summary.
     *
     * @param output a folder for them
     */
    public WatchSummary run(WatchInputs inputs, Path output) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        List<Value> metrics = new ArrayList<>();
        int failed = 0;
        for (Watch watch : watches) {
            Path folder = Files.createDirectories(output.resolve(watch.name()));
            try {
                WatchOutcome outcome = watch.run(inputs, folder);
                findings.add(new Finding(watch.name(), outcome.lines(), null));
                alarms.addAll(outcome.alarms());
                metrics.addAll(outcome.metrics());
            } catch (IOException | RuntimeException failure) {
                LOG.warn("The check \"{}\" failed; the others go on", watch.name(), failure);
                // what it wrote so far belongs together with what it did not write any more
                TemporaryFolders.delete(folder);
                failed++;
                findings.add(new Finding(watch.name(), List.of(), words(failure)));
            }
        }
        metrics.add(new Value(FAILED, failed, Unit.COUNT, Map.of()));
        metrics.add(new Value(ALARMS, alarms.size(), Unit.COUNT, Map.of()));
        alarms.sort(null);
        WatchPage.of(inputs.asOf(), findings, alarms, List.of(output, inputs.monitoring()))
                .write(output.resolve(WatchPage.FILE_NAME));
        WatchSummary summary = new WatchSummary(
                inputs.asOf(), inputs.topology().buildings().size(), findings, alarms, metrics, written(output));
        Files.writeString(output.resolve(WatchSummary.FILE_NAME), summary.toJson());
        return summary;
    }

    private static String words(Exception failure) {
        return failure instanceof EdfException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static List<WrittenFile> written(Path output) throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(output)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = output.relativize(path).toString().replace('\\', '/');
                files.add(new WrittenFile(name, Checksums.sha256(Files.readAllBytes(path))));
            }
        }
        return files;
    }
}
