package com.hometech.edf.common.port;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps issued forecasts. For each building, target time and issue there is one row; writing it again changes nothing or
 * replaces it, so a run can be repeated. Rows become visible together with their run.
 */
public interface ForecastStore {
    /**
     * A run whose rows are loaded.
     *
     * @param runId the execution that made the forecasts
     * @param issuedAt nominal issue time of all its rows
     */
    record Run(String runId, Instant issuedAt, String modelVersion) {}

    /** A row that could not be written, and why. */
    record Rejected(ForecastRecord row, String reason) {}

    /**
     * What a load did.
     *
     * @param written rows that are in the store now, new or as they were
     * @param rejected rows that the store refused for good; the caller sets them aside
     */
    record LoadSummary(long written, List<Rejected> rejected) {}

    /** Writes the rows and makes them visible at the end, all or none of those not rejected. */
    LoadSummary load(Run run, Iterator<ForecastRecord> rows);

    /** For each target time in {@code [from, to)} the row of the newest issue, in time order. */
    List<ForecastRecord> newest(BuildingId building, Instant from, Instant to);

    /** The rows of exactly one issue, in time order. */
    List<ForecastRecord> issue(BuildingId building, Instant issuedAt);

    /** The newest issue that has rows for this building. */
    Optional<Instant> newestIssue(BuildingId building);

    /** Every building that has a row, in id order. */
    List<BuildingId> buildings();

    /** Every loaded run, newest issue first. */
    List<Run> runs();
}
