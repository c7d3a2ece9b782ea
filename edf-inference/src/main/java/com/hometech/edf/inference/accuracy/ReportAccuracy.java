package com.hometech.edf.inference.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.data.accuracy.AccuracyFile;
import com.hometech.edf.data.accuracy.AccuracyHistory;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.HistoryFile;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.inference.artifact.Checksums;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes over what an execution found out about accuracy: the changed files of the history first, each in one step, then page
 * and state, the summary last; and puts metrics. Again with the same execution changes nothing, and an execution that began
 * before the newest one that was taken over is left alone. Killed in between, the next execution finds the same changes again.
 */
public final class ReportAccuracy {
    private final ObjectStore objects;
    private final AccuracyMetrics metrics;

    public ReportAccuracy(Platform platform) {
        objects = platform.objects();
        metrics = new AccuracyMetrics(platform.metrics());
    }

    /** What was done. */
    public enum Status {
        /** Taken over. */
        PUBLISHED,
        /** Newer findings are there already; nothing was changed. */
        SUPERSEDED
    }

    /**
     * What a report did.
     *
     * @param files of the history that were replaced
     * @param alarms what is wrong, in sentences; empty where nothing is
     */
    public record Outcome(Status status, int files, List<String> alarms) {
        public Outcome {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * Takes over the output of an execution.
     *
     * @param output prefix that its job wrote to
     * @param accuracy prefix that the configuration calls {@code accuracy_path}
     * @throws InvalidInputException when the job did not finish, or a file is not what its summary says
     */
    public Outcome report(ObjectUri output, ObjectUri accuracy) {
        ObjectUri source = output.resolve(AccuracySummary.FILE_NAME);
        if (objects.find(source).isEmpty()) {
            throw new InvalidInputException("There is no " + source
                    + ": the job that scores forecasts did not finish, so nothing is taken over; run it again");
        }
        AccuracySummary summary = summary(source);
        List<String> alarms = alarms(summary);
        ObjectUri published = accuracy.resolve(AccuracySummary.FILE_NAME);
        if (objects.find(published).isPresent() && summary(published).asOf().isAfter(summary.asOf())) {
            return new Outcome(Status.SUPERSEDED, 0, alarms);
        }
        for (HistoryFile file : summary.files()) {
            publish(file, output, accuracy);
        }
        copy(AccuracySummary.PAGE_NAME, output, accuracy);
        copy(AccuracySummary.STATE_NAME, output, accuracy);
        copy(AccuracySummary.FILE_NAME, output, accuracy);
        metrics.put(summary);
        return new Outcome(Status.PUBLISHED, summary.files().size(), alarms);
    }

    private AccuracySummary summary(ObjectUri uri) {
        return AccuracySummary.parse(new String(objects.read(uri), UTF_8), uri.toString());
    }

    private void publish(HistoryFile file, ObjectUri output, ObjectUri accuracy) {
        String name = AccuracyHistory.FOLDER + AccuracyFile.parse(file.name()).name();
        byte[] content = objects.read(output.resolve(name));
        if (!Checksums.sha256(content).equals(file.sha256())) {
            throw new InvalidInputException(
                    output.resolve(name) + " is not the file that the summary names; score the forecasts again");
        }
        objects.put(accuracy.resolve(name), content);
    }

    private void copy(String name, ObjectUri output, ObjectUri accuracy) {
        objects.put(accuracy.resolve(name), objects.read(output.resolve(name)));
    }

    private static List<String> alarms(AccuracySummary summary) {
        List<String> alarms = new ArrayList<>();
        for (QuantityAccuracy quantity : summary.quantities()) {
            quantity.checks().stream().filter(Check::alarm).map(Check::text).forEach(alarms::add);
        }
        return alarms;
    }
}
