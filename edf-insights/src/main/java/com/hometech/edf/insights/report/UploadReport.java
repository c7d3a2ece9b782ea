package com.hometech.edf.insights.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report on an upload: {@code report.json}.
 *
 * @param upload id of the upload
 * @param sha256 checksum of the file
 * @param status whether the file could be used
 * @param problem why it could not; null where it could
 * @param text the executive summary; null where there is nothing to report on
 * @param recommendations the greatest saving first
 * @param anomalies how many, by severity
 * @param expectedKwh energy that is expected over the days of the forecast; null where nothing is forecast
 */
public record UploadReport(
        String upload,
        String sha256,
        Status status,
        @Nullable String problem,
        @Nullable ReportText text,
        List<Recommendation> recommendations,
        Map<String, Long> anomalies,
        @Nullable Double expectedKwh) {
    /** Its name. */
    public static final String FILE_NAME = "report.json";

    /** Name of the page for people. */
    public static final String PAGE_NAME = "report.html";

    /** Whether a file could be used. */
    public enum Status {
        DONE,
        REFUSED
    }

    public UploadReport {
        recommendations = List.copyOf(recommendations);
        anomalies = Map.copyOf(anomalies);
    }

    /** The report on a file of which nothing could be used. */
    public static UploadReport refused(String upload, String sha256, String problem) {
        return new UploadReport(upload, sha256, Status.REFUSED, problem, null, List.of(), Map.of(), null);
    }
}
