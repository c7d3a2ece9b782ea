package com.hometech.edf.common.port;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A registered model.
 *
 * @param group model package group, for example {@code EDFBuildingDemandForecaster}
 * @param version 1, 2, 3 … within the group
 * @param arn its full name
 * @param modelData where its {@code model.tar.gz} lies
 * @param sha256 checksum of {@code model.tar.gz} at registration, in lower-case hex; never loaded when it differs
 * @param status whether it may go live
 * @param statusReason who decided and why; empty while pending
 * @param createdAt when it was registered
 * @param metrics scores of its evaluation, by name
 * @param metadata strategy, execution, report URI and the like, by name
 */
public record ModelPackage(
        String group,
        int version,
        String arn,
        ObjectUri modelData,
        String sha256,
        ApprovalStatus status,
        String statusReason,
        Instant createdAt,
        Map<String, Double> metrics,
        Map<String, String> metadata) {
    public ModelPackage {
        metrics = new TreeMap<>(metrics);
        metadata = new TreeMap<>(metadata);
    }

    /** How forecasts name the model: {@code group/version}. */
    public String modelVersion() {
        return group + "/" + version;
    }
}
