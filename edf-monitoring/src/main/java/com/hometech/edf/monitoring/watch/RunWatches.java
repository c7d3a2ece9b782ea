package com.hometech.edf.monitoring.watch;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.port.Metrics.Unit;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.DataAge;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.data.watch.WatchSummary.Value;
import com.hometech.edf.data.watch.WatchSummary.WrittenFile;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.monitoring.TemporaryFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs daily checks. A check that fails does not keep the others from running: its folder stays as it was
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
        // side by side, as they share nothing but what they read; told in their order
        List<Looked> looked = watches.parallelStream()
                .map(watch -> look(watch, inputs, output))
                .toList();
        List<Finding> findings = looked.stream().map(Looked::finding).toList();
        List<Alarm> alarms = new ArrayList<>();
        List<Value> metrics = new ArrayList<>();
        Map<Quantity, Instant> until = new EnumMap<>(Quantity.class);
        looked.stream().flatMap(one -> one.outcome().stream()).forEach(outcome -> {
            alarms.addAll(outcome.alarms());
            metrics.addAll(outcome.metrics());
            outcome.readingsUntil().forEach((quantity, end) -> until.merge(quantity, end, RunWatches::later));
        });
        int failed =
                (int) looked.stream().filter(one -> one.outcome().isEmpty()).count();
        metrics.add(new Value(FAILED, failed, Unit.COUNT, Map.of()));
        metrics.add(new Value(ALARMS, alarms.size(), Unit.COUNT, Map.of()));
        Duration delay = Duration.ofHours(inputs.config().edfFeatureEng().dataDelayHours());
        String note = DataAge.note(until.values(), inputs.asOf(), delay).orElse("");
        alarms.replaceAll(alarm -> withAge(alarm, until, inputs.asOf(), delay));
        alarms.sort(null);
        WatchPage.of(inputs.asOf(), note, findings, alarms, List.of(output, inputs.monitoring()))
                .write(output.resolve(WatchSummary.PAGE_NAME));
        WatchSummary summary = new WatchSummary(
                inputs.asOf(),
                inputs.topology().buildings().size(),
                until,
                note,
                findings,
                alarms,
                metrics,
                written(output));
        Files.writeString(output.resolve(WatchSummary.FILE_NAME), summary.toJson());
        return summary;
    }

    /** An alarm that was found in readings which ended long ago says so, unless it is about that. */
    private static Alarm withAge(Alarm alarm, Map<Quantity, Instant> until, Instant asOf, Duration delay) {
        if (alarm.kind().equals(Alarm.READINGS_ENDED)) {
            return alarm;
        }
        Collection<Instant> ends = alarm.quantity() == null || !until.containsKey(alarm.quantity())
                ? until.values()
                : List.of(until.get(alarm.quantity()));
        return DataAge.note(ends, asOf, delay)
                .map(note -> alarm.withText(alarm.text() + " " + note))
                .orElse(alarm);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What came of one check. */
    private record Looked(Finding finding, Optional<WatchOutcome> outcome) {}

    private static Looked look(Watch watch, WatchInputs inputs, Path output) {
        Path folder = output.resolve(watch.name());
        try {
            Files.createDirectories(folder);
            WatchOutcome outcome = watch.run(inputs, folder);
            return new Looked(new Finding(watch.name(), outcome.lines(), null), Optional.of(outcome));
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The check \"{}\" failed; the others go on", watch.name(), failure);
            // what it wrote so far belongs together with what it did not write any more
            remove(folder);
            return new Looked(new Finding(watch.name(), List.of(), words(failure)), Optional.empty());
        }
    }

    private static void remove(Path folder) {
        try {
            TemporaryFolders.delete(folder);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("What a check left in " + folder + " cannot be removed", failure);
        }
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
