package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.inference.accuracy.ReportAccuracy;
import com.hometech.edf.inference.watch.ReportMonitoring;
import com.hometech.edf.monitoring.accuracy.TrackAccuracy;
import com.hometech.edf.monitoring.watch.RunWatches;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.FileUtils;

/**
 * What the workflows of accuracy and monitoring do each day, with the same use cases. What an interrupted day had published is not
 * found out again: it was made from what was there before.
 */
final class SimulatedChecks {
    private final SimulatedHome home;
    private final Workbench bench;

    SimulatedChecks(SimulatedHome home) {
        this.home = home;
        this.bench = home.bench();
    }

    /** Scores the forecasts. */
    AccuracySummary accuracy(LocalDate day) throws IOException {
        ObjectUri published = bench.places().accuracy().resolve(AccuracySummary.FILE_NAME);
        Optional<AccuracySummary> newest = text(published)
                .map(json -> AccuracySummary.parse(json, published.toString()))
                .filter(summary -> summary.asOf().equals(bench.clock().instant()));
        if (newest.isPresent()) {
            return newest.get();
        }
        Map<Quantity, Path> readings = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            if (Files.isDirectory(home.table(quantity.table()))) {
                readings.put(quantity, home.table(quantity.table()));
            }
        }
        TrackAccuracy.Inputs inputs = new TrackAccuracy.Inputs(
                bench.pathOf(bench.places().forecastOutputs()),
                bench.pathOf(bench.places().forecastIndex()),
                readings,
                bench.pathOf(bench.places().accuracy()));
        ObjectUri output =
                bench.places().accuracyOutput(bench.config().general().accuracyStateMachineBase(), "simulated-" + day);
        Path folder = Files.createDirectories(bench.pathOf(output));
        AccuracySummary summary =
                new TrackAccuracy(bench.config(), inputs, bench.clock().instant(), Progress.SILENT).run(folder);
        new ReportAccuracy(bench.platform()).report(output, bench.places().accuracy());
        FileUtils.deleteDirectory(folder.toFile());
        return summary;
    }

    /** Runs the daily checks. */
    WatchSummary watch(LocalDate day) throws IOException {
        ObjectUri published = bench.places().monitoring().resolve(WatchSummary.FILE_NAME);
        Optional<WatchSummary> newest = text(published)
                .map(json -> WatchSummary.parse(json, published.toString()))
                .filter(summary -> summary.asOf().equals(bench.clock().instant()));
        if (newest.isPresent()) {
            return newest.get();
        }
        WatchInputs inputs = new WatchInputs(
                bench.config(),
                bench.topology(),
                bench.pathOf(bench.places().processedData()),
                home.weatherForecasts(),
                bench.pathOf(bench.places().forecastOutputs()),
                bench.pathOf(bench.places().forecastIndex()),
                bench.pathOf(bench.places().shadowOutputs()),
                bench.pathOf(bench.places().accuracy()),
                bench.pathOf(bench.places().monitoring()),
                bench.clock().instant(),
                Progress.SILENT);
        ObjectUri output = bench.places()
                .monitoringOutput(bench.config().general().monitoringStateMachineBase(), "simulated-" + day);
        Path folder = Files.createDirectories(bench.pathOf(output));
        WatchSummary summary = new RunWatches(WatchJob.watches()).run(inputs, folder);
        new ReportMonitoring(bench.platform()).report(output, bench.places().monitoring());
        FileUtils.deleteDirectory(folder.toFile());
        return summary;
    }

    private Optional<String> text(ObjectUri uri) {
        return bench.platform().objects().find(uri).isEmpty()
                ? Optional.empty()
                : Optional.of(new String(bench.platform().objects().read(uri), StandardCharsets.UTF_8));
    }
}
