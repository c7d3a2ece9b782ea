package com.hometech.edf.common.port;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps issued forecasts. For each building, quantity, target time and issue there is one row; writing it again changes nothing or
 * replaces it, so a run can be repeated. Rows become visible together with their run.
 */
public interface ForecastStore {
    /** Characters of the longest model version that a store takes. */
    int LONGEST_MODEL_VERSION = 256;

    /**
     * A run whose rows are loaded.
     *
     * @param runId the execution that made the forecasts
     * @param issuedAt nominal issue time of all its rows
     * @param modelVersion which model made them
     * @param quantity what all its rows forecast
     */
    record Run(String runId, Instant issuedAt, String modelVersion, Quantity quantity) {
        /** A run that forecasts consumption. */
        public Run(String runId, Instant issuedAt, String modelVersion) {
            this(runId, issuedAt, modelVersion, Quantity.CONSUMPTION);
        }

        /** Why no store takes the row as one of this run; empty when it is one. */
        public Optional<String> reasonToReject(ForecastRecord row) {
            if (!row.issuedAt().equals(issuedAt)) {
                return Optional.of("issued_at " + row.issuedAt() + " is not that of its run, " + issuedAt);
            }
            if (row.quantity() != quantity) {
                return Optional.of("quantity " + row.quantity().code() + " is not that of its run, " + quantity.code());
            }
            if (row.targetTime().getNano() != 0 || row.issuedAt().getNano() != 0) {
                return Optional.of("target_time " + row.targetTime() + " is not a whole second");
            }
            if (!Double.isFinite(row.leadHours()) || row.leadHours() <= 0) {
                return Optional.of("lead_hours " + row.leadHours() + " is not after the origin");
            }
            if (row.modelVersion().length() > LONGEST_MODEL_VERSION) {
                return Optional.of("model_version has more than " + LONGEST_MODEL_VERSION + " characters");
            }
            return Optional.empty();
        }
    }

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
    List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to);

    /** {@link #newest} of consumption. */
    default List<ForecastRecord> newest(BuildingId building, Instant from, Instant to) {
        return newest(building, Quantity.CONSUMPTION, from, to);
    }

    /** The rows of exactly one issue, in time order. */
    List<ForecastRecord> issue(BuildingId building, Quantity quantity, Instant issuedAt);

    /** {@link #issue} of consumption. */
    default List<ForecastRecord> issue(BuildingId building, Instant issuedAt) {
        return issue(building, Quantity.CONSUMPTION, issuedAt);
    }

    /** The newest issue that has rows of the quantity for this building. */
    Optional<Instant> newestIssue(BuildingId building, Quantity quantity);

    /** {@link #newestIssue} of consumption. */
    default Optional<Instant> newestIssue(BuildingId building) {
        return newestIssue(building, Quantity.CONSUMPTION);
    }

    /** Every building that has a row of the quantity, in id order. */
    List<BuildingId> buildings(Quantity quantity);

    /** {@link #buildings} with a row of consumption. */
    default List<BuildingId> buildings() {
        return buildings(Quantity.CONSUMPTION);
    }

    /** Every loaded run, newest issue first. */
    List<Run> runs();
}
