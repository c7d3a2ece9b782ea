package com.hometech.edf.common.port;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps issued forecasts. For each building, quantity, target time and issue at most one row is visible: that of the load that
 * began last. Rows become visible together with their run.
 *
 * <p>A load has three steps: {@link #begin}, {@link #stage} for each part, in any order, also at the same time and on several
 * machines, then {@link #publish}. Each may be repeated. What is never published is never seen, and is removed in time.
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

        /** Whether the row is one of this run; where it is none, {@code rejected} hears why. */
        public boolean accepts(ForecastRecord row, Consumer<Rejected> rejected) {
            Optional<String> reason = reasonToReject(row);
            reason.ifPresent(why -> rejected.accept(new Rejected(row, why)));
            return reason.isEmpty();
        }

        /** How many of the rows are of this run; {@code rejected} hears of the others. */
        public long countAccepted(Iterator<ForecastRecord> rows, Consumer<Rejected> rejected) {
            long accepted = 0;
            while (rows.hasNext()) {
                accepted += accepts(rows.next(), rejected) ? 1 : 0;
            }
            return accepted;
        }
    }

    /** A row that could not be written, and why. */
    record Rejected(ForecastRecord row, String reason) {}

    /**
     * A load of a run that has begun.
     *
     * @param run whose rows are loaded
     * @param number tells loads apart; of two that follow each other the later one has the greater number
     * @param parts in how many parts the rows come, at least one
     */
    record Load(Run run, long number, int parts) {
        public Load {
            if (number <= 0) {
                throw new InvalidInputException("load " + number + " is no load's number: numbers start with 1");
            }
            if (parts <= 0) {
                throw new InvalidInputException("A load has at least one part, not " + parts);
            }
        }

        /** @throws InvalidInputException when the load has no such part */
        public void requirePart(int part) {
            if (part < 1 || part > parts) {
                throw new InvalidInputException("Load " + number + " of run " + run.runId() + " has no part " + part
                        + ": parts are numbered from 1 to " + parts);
            }
        }

        /** @throws InvalidInputException naming the parts without a receipt, or the receipt that is none of this load */
        public void requireAllParts(List<LoadReceipt> receipts) {
            TreeSet<Integer> missing =
                    IntStream.rangeClosed(1, parts).boxed().collect(Collectors.toCollection(TreeSet::new));
            for (LoadReceipt receipt : receipts) {
                if (receipt.load() != number) {
                    throw new InvalidInputException("Part " + receipt.part() + " is one of load " + receipt.load()
                            + ", not of load " + number + "; load run " + run.runId() + " again");
                }
                requirePart(receipt.part());
                missing.remove(receipt.part());
            }
            if (!missing.isEmpty()) {
                throw partsMissing(missing);
            }
        }

        /** What {@link #publish} throws when these parts are not in the store. */
        public InvalidInputException partsMissing(Collection<Integer> missing) {
            return new InvalidInputException("Run " + run.runId() + " is not published: of the " + parts
                    + " parts of load " + number + " are missing " + new TreeSet<>(missing)
                    + "; load them, or the run again");
        }
    }

    /**
     * Says that a part of a load is in the store.
     *
     * @param load number of the load
     * @param part number of the part, from 1
     * @param rows its rows that the store took
     */
    record LoadReceipt(long load, int part, long rows) {}

    /** Begins a load; nothing of it is seen before {@link #publish}. */
    Load begin(Run run, int parts);

    /**
     * Writes a part. A row belongs to one part, and a part has the same rows whenever it is staged: again changes nothing.
     *
     * @param part from 1 to the load's number of parts
     * @param rejected takes each row that the store refuses for good, while the others are written
     * @throws InvalidInputException when the load has no such part, or is not known any more
     */
    LoadReceipt stage(Load load, int part, Iterator<ForecastRecord> rows, Consumer<Rejected> rejected);

    /**
     * Makes all rows of the load visible at once. Doing it again changes nothing, also after later loads.
     *
     * @param receipts of all parts, in any order
     * @throws InvalidInputException naming the parts that are missing; nothing becomes visible then
     */
    void publish(Load load, List<LoadReceipt> receipts);

    /** Loads a run of one part: its rows are visible at the end, all or none of those not rejected. */
    default LoadReceipt load(Run run, Iterator<ForecastRecord> rows, Consumer<Rejected> rejected) {
        Load load = begin(run, 1);
        LoadReceipt receipt = stage(load, 1, rows, rejected);
        publish(load, List.of(receipt));
        return receipt;
    }

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
