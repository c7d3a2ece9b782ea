package com.hometech.edf.inference.watch;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.WatchSummary;
import com.hometech.edf.data.watch.WatchSummary.Finding;
import com.hometech.edf.data.watch.WatchSummary.WrittenFile;
import com.hometech.edf.inference.findings.TakeOver;
import com.hometech.edf.inference.findings.TakenOver;
import com.hometech.edf.inference.findings.TakenOver.Status;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what the daily checks of an execution found: the files that the summary names first, each in one step, the summary
 * last; logs alarms and failed checks as errors, and puts the summary's metrics. Again with the same execution changes nothing,
 * and an execution that began before the newest one that was taken over is left alone.
 */
public final class ReportMonitoring {
    private static final Logger LOG = LoggerFactory.getLogger(ReportMonitoring.class);

    /** What a function answers becomes the state of a workflow, which holds 256 KiB. */
    private static final int MOST_SENTENCES = 50;

    private final ObjectStore objects;
    private final Metrics metrics;

    public ReportMonitoring(Platform platform) {
        objects = platform.objects();
        metrics = platform.metrics();
    }

    /**
     * Takes over the output of an execution.
     *
     * @param output prefix that its job wrote to
     * @param monitoring prefix that the configuration calls {@code monitoring_path}
     * @return its alarms are those that last, with what to do
     * @throws InvalidInputException when the job did not finish, or a file is not what its summary says
     */
    public TakenOver report(ObjectUri output, ObjectUri monitoring) {
        TakeOver findings = new TakeOver(objects, output, monitoring);
        WatchSummary summary = WatchSummary.parse(
                findings.summary(WatchSummary.FILE_NAME, "the job of the daily checks"),
                findings.source(WatchSummary.FILE_NAME).toString());
        List<String> alarms = sentences(summary);
        boolean isSuperseded = findings.publishedSummary(WatchSummary.FILE_NAME)
                .map(json -> WatchSummary.parse(json, monitoring.toString()))
                .filter(newest -> newest.asOf().isAfter(summary.asOf()))
                .isPresent();
        if (isSuperseded) {
            return new TakenOver(Status.SUPERSEDED, 0, alarms);
        }
        for (WrittenFile file : summary.files()) {
            findings.copy(file.name(), file.sha256(), "run the daily checks again");
        }
        findings.copy(WatchSummary.FILE_NAME);
        tell(summary);
        return new TakenOver(Status.PUBLISHED, summary.files().size(), alarms);
    }

    /** Those of all buildings come first. */
    private static List<String> sentences(WatchSummary summary) {
        List<String> sentences = new ArrayList<>();
        summary.alarms().stream()
                .limit(MOST_SENTENCES)
                .map(alarm -> alarm.text() + " " + alarm.advice())
                .forEach(sentences::add);
        if (summary.alarms().size() > MOST_SENTENCES) {
            int others = summary.alarms().size() - MOST_SENTENCES;
            sentences.add(others + " more are in " + WatchSummary.FILE_NAME + ".");
        }
        return sentences;
    }

    private void tell(WatchSummary summary) {
        for (Alarm alarm : summary.alarms()) {
            LOG.error("{} {}", alarm.text(), alarm.advice());
        }
        for (Finding finding : summary.watches()) {
            if (finding.failure() != null) {
                LOG.error("The daily check \"{}\" failed: {}", finding.watch(), finding.failure());
            }
        }
        summary.metrics().forEach(value -> metrics.put(value.name(), value.value(), value.unit(), value.dimensions()));
    }
}
