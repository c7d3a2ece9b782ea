package com.hometech.edf.inference.accuracy;

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
import com.hometech.edf.inference.correction.IntervalCorrections;
import com.hometech.edf.inference.findings.TakeOver;
import com.hometech.edf.inference.findings.TakenOver;
import com.hometech.edf.inference.findings.TakenOver.Status;
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

    /**
     * Takes over the output of an execution.
     *
     * @param output prefix that its job wrote to
     * @param accuracy prefix that the configuration calls {@code accuracy_path}
     * @return its files are those of the history
     * @throws InvalidInputException when the job did not finish, or a file is not what its summary says
     */
    public TakenOver report(ObjectUri output, ObjectUri accuracy) {
        TakeOver findings = new TakeOver(objects, output, accuracy);
        AccuracySummary summary = AccuracySummary.parse(
                findings.summary(AccuracySummary.FILE_NAME, "the job that scores forecasts"),
                findings.source(AccuracySummary.FILE_NAME).toString());
        List<String> alarms = alarms(summary);
        boolean isSuperseded = findings.publishedSummary(AccuracySummary.FILE_NAME)
                .map(json -> AccuracySummary.parse(json, accuracy.toString()))
                .filter(newest -> newest.asOf().isAfter(summary.asOf()))
                .isPresent();
        if (isSuperseded) {
            return new TakenOver(Status.SUPERSEDED, 0, alarms);
        }
        for (HistoryFile file : summary.files()) {
            String name =
                    AccuracyHistory.FOLDER + AccuracyFile.parse(file.name()).name();
            findings.copy(name, file.sha256(), "score the forecasts again");
        }
        String corrections = IntervalCorrections.FOLDER + IntervalCorrections.FILE_NAME;
        if (objects.find(output.resolve(corrections)).isPresent()) {
            findings.copy(corrections);
        }
        findings.copy(AccuracySummary.PAGE_NAME);
        findings.copy(AccuracySummary.STATE_NAME);
        findings.copy(AccuracySummary.FILE_NAME);
        metrics.put(summary);
        return new TakenOver(Status.PUBLISHED, summary.files().size(), alarms);
    }

    private static List<String> alarms(AccuracySummary summary) {
        List<String> alarms = new ArrayList<>();
        for (QuantityAccuracy quantity : summary.quantities()) {
            quantity.checks().stream().filter(Check::alarm).map(Check::text).forEach(alarms::add);
        }
        return alarms;
    }
}
