package com.hometech.edf.insights;

import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.TextWriter;
import com.hometech.edf.insights.analysis.Anomaly;
import com.hometech.edf.insights.analysis.ApplianceForecast;
import com.hometech.edf.insights.analysis.FindAnomalies;
import com.hometech.edf.insights.analysis.ForecastUpload;
import com.hometech.edf.insights.analysis.Rounded;
import com.hometech.edf.insights.analysis.SummariseUpload;
import com.hometech.edf.insights.analysis.UploadSummary;
import com.hometech.edf.insights.report.Findings;
import com.hometech.edf.insights.report.Recommendations;
import com.hometech.edf.insights.report.ReportPage;
import com.hometech.edf.insights.report.ReportText;
import com.hometech.edf.insights.report.UploadReport;
import com.hometech.edf.insights.report.WriteText;
import com.hometech.edf.insights.upload.Upload;
import com.hometech.edf.insights.upload.UploadReader;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps of {@code EDFApplianceWorkflow}. Each reads the upload as it is now and writes its own results, the same bytes for
 * the same file. A step whose file was replaced since the first step writes nothing: the execution that the new file started
 * does it all again.
 */
public final class ApplianceInsights {
    private static final int BYTES_PER_MEGABYTE = 1_000_000;

    private final ObjectStore store;
    private final ObjectUri uploads;
    private final InsightsConfig config;
    private final ResultFiles files;
    private final UploadReader reader;

    /** How a step ended. */
    public enum Status {
        /** The results are written. */
        DONE,
        /** Nothing in the file can be used. */
        REFUSED,
        /** The file was replaced or removed since the first step. */
        SUPERSEDED,
        /** No file: a folder that a console made. */
        IGNORED
    }

    /**
     * What a step did.
     *
     * @param upload id of the upload; empty text for no file
     * @param sha256 checksum of the file that was read
     * @param problem why the file cannot be used; null otherwise
     */
    public record Outcome(
            Status status,
            String upload,
            String sha256,
            @Nullable String problem) {}

    public ApplianceInsights(ObjectStore store, Places places, InsightsConfig config) {
        this.store = store;
        this.config = config;
        uploads = places.applianceUploads();
        files = new ResultFiles(store, places.applianceResults());
        reader = new UploadReader(config);
    }

    /**
     * Reads a file and summarises it.
     *
     * @throws InvalidInputException when there is no such object, or it is no upload
     */
    public Outcome read(ObjectUri object) {
        if (object.key().endsWith("/")) {
            return new Outcome(Status.IGNORED, "", "", null);
        }
        UploadedObject uploaded = find(object)
                .orElseThrow(() -> new InvalidInputException("There is no " + object + ": put the file there again"));
        try {
            Upload upload = reader.read(uploaded.id(), uploaded.bytes());
            files.put(upload, summary(upload));
            return outcome(Status.DONE, uploaded);
        } catch (InvalidInputException useless) {
            return new Outcome(Status.REFUSED, uploaded.id().value(), uploaded.sha256(), useless.getMessage());
        }
    }

    /** Forecasts the days after a file, which the first step read. */
    public Outcome forecast(ObjectUri object, String sha256) {
        return unchanged(object, sha256, uploaded -> {
            Upload upload = reader.read(uploaded.id(), uploaded.bytes());
            files.put(upload.id(), new ForecastUpload(config).forecasts(upload));
            return outcome(Status.DONE, uploaded);
        });
    }

    /** Finds what is not as usual in a file, which the first step read. */
    public Outcome findAnomalies(ObjectUri object, String sha256) {
        return unchanged(object, sha256, uploaded -> {
            Upload upload = reader.read(uploaded.id(), uploaded.bytes());
            files.put(upload.id(), new FindAnomalies(config).anomalies(upload), upload.zone());
            return outcome(Status.DONE, uploaded);
        });
    }

    /**
     * Writes the report on a file that the steps before went through, or on why it cannot be used.
     *
     * @param writer writes the text in place of the rules; empty where they are to
     */
    public Outcome report(ObjectUri object, String sha256, Optional<TextWriter> writer) {
        return unchanged(object, sha256, uploaded -> {
            Upload upload;
            try {
                upload = reader.read(uploaded.id(), uploaded.bytes());
            } catch (InvalidInputException useless) {
                return refuse(uploaded, useless.getMessage());
            }
            Findings findings = findings(upload);
            ReportText text = new WriteText(writer).write(findings);
            files.put(upload.id(), report(findings, text), ReportPage.of(upload, findings, text, config));
            return outcome(Status.DONE, uploaded);
        });
    }

    private Outcome refuse(UploadedObject uploaded, String problem) {
        String id = uploaded.id().value();
        files.clear(uploaded.id());
        files.put(
                uploaded.id(),
                UploadReport.refused(id, uploaded.sha256(), problem),
                ReportPage.ofRefused(id, uploaded.sha256(), problem));
        return new Outcome(Status.REFUSED, id, uploaded.sha256(), problem);
    }

    private UploadSummary summary(Upload upload) {
        return new SummariseUpload(config.savings()).summary(upload);
    }

    private Findings findings(Upload upload) {
        UploadSummary summary = summary(upload);
        return new Findings(
                summary,
                files.forecasts(upload.id()),
                files.anomalies(upload.id()),
                new Recommendations(config.savings()).of(summary.appliances(), ReportPage.profiles(upload)));
    }

    private static UploadReport report(Findings findings, ReportText text) {
        Map<String, Long> anomalies = new TreeMap<>();
        for (Anomaly anomaly : findings.anomalies().anomalies()) {
            anomalies.merge(anomaly.severity().code(), 1L, Long::sum);
        }
        ApplianceForecast total = findings.forecasts().total();
        return new UploadReport(
                findings.summary().upload(),
                findings.summary().sha256(),
                UploadReport.Status.DONE,
                null,
                text,
                findings.recommendations(),
                anomalies,
                total.days().isEmpty() ? null : Rounded.kwh(total.kwh()));
    }

    /** A step of an execution. */
    private interface Step {
        Outcome of(UploadedObject uploaded);
    }

    private Outcome unchanged(ObjectUri object, String sha256, Step step) {
        Optional<UploadedObject> now = find(object);
        if (now.isEmpty() || !now.get().sha256().equals(sha256)) {
            String id = now.map(uploaded -> uploaded.id().value()).orElse("");
            return new Outcome(Status.SUPERSEDED, id, sha256, null);
        }
        return step.of(now.get());
    }

    private Optional<UploadedObject> find(ObjectUri object) {
        return UploadedObject.find(store, object, uploads, config.maxFileMb() * BYTES_PER_MEGABYTE);
    }

    private static Outcome outcome(Status status, UploadedObject uploaded) {
        return new Outcome(status, uploaded.id().value(), uploaded.sha256(), null);
    }
}
