package com.hometech.edf.insights.analysis;

import java.util.List;

/**
 * What is not as usual in an upload: {@code anomalies.json}.
 *
 * @param upload id of the upload
 * @param sha256 checksum of the file
 * @param zThreshold standard deviations from the mean of the days before that count
 * @param interval probability of the forecast intervals outside of which a day counts
 * @param testedDays days that could be held against a forecast made before them, over all appliances
 * @param anomalies the gravest first
 */
public record Anomalies(
        String upload, String sha256, double zThreshold, double interval, int testedDays, List<Anomaly> anomalies) {
    /** Its name. */
    public static final String FILE_NAME = "anomalies.json";

    /** The same as a table. */
    public static final String CSV_NAME = "anomalies.csv";

    public Anomalies {
        anomalies = List.copyOf(anomalies);
    }
}
