package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds stored forecasts by what a user types, and says what there is where there is none. */
final class StoredForecasts {
    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");
    private static final int NEAREST = 2;

    private final Workbench bench;
    private final ForecastStore store;
    private final Quantity quantity;

    /** Forecasts of a quantity. */
    StoredForecasts(Workbench bench, Quantity quantity) {
        this.bench = bench;
        this.quantity = quantity;
        this.store = bench.platform().forecasts();
    }

    /**
     * The rows of one issue.
     *
     * @param issuedAt which one; null for the newest
     * @throws InvalidInputException when there is none
     */
    List<ForecastRecord> issue(BuildingId building, @Nullable Instant issuedAt) {
        Instant issue = Optional.ofNullable(issuedAt)
                .or(() -> store.newestIssue(building, quantity))
                .orElseThrow(() -> unknown(building));
        List<ForecastRecord> rows = store.issue(building, quantity, issue);
        if (rows.isEmpty()) {
            throw new InvalidInputException("--issued-at " + issue + ": " + building
                    + " has no forecast of that time; the newest is of "
                    + store.newestIssue(building, quantity).orElseThrow(() -> unknown(building)));
        }
        return rows;
    }

    /**
     * The forecast of one hour.
     *
     * @param issuedAt of which issue; null for the newest that has the hour
     * @throws InvalidInputException when there is none, naming the nearest hours that are stored
     */
    ForecastRecord forecast(BuildingId building, Instant time, @Nullable Instant issuedAt) {
        if (store.newestIssue(building, quantity).isEmpty()) {
            throw unknown(building);
        }
        List<ForecastRecord> rows =
                issuedAt == null ? store.newest(building, quantity, Instant.EPOCH, FAR) : issue(building, issuedAt);
        return rows.stream()
                .filter(row -> row.targetTime().equals(time))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInputException("--time " + time + ": " + building + " has no forecast of it"
                                + (issuedAt == null ? "" : " in the issue of " + issuedAt) + "; nearest are "
                                + nearest(rows, time)));
    }

    private static String nearest(List<ForecastRecord> rows, Instant time) {
        return rows.stream()
                .map(ForecastRecord::targetTime)
                .sorted(Comparator.comparingLong(target -> Math.abs(target.getEpochSecond() - time.getEpochSecond())))
                .limit(NEAREST)
                .map(Instant::toString)
                .collect(Collectors.joining(" and "));
    }

    /** What to say of a building that has no forecast. */
    InvalidInputException unknown(BuildingId building) {
        String none = "--building " + building + " has no forecast"
                + (quantity == Quantity.CONSUMPTION ? "" : " of " + quantity.code()) + ": ";
        List<String> known =
                store.buildings(quantity).stream().map(BuildingId::value).toList();
        if (known.isEmpty()) {
            return new InvalidInputException(none + "nothing is stored yet; make forecasts with: "
                    + bench.command("forecast" + TargetOption.words(quantity, bench)));
        }
        String which = NearestName.of(building.value(), known)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "there are forecasts of " + known.size() + " buildings, for example "
                        + known.subList(0, Math.min(5, known.size())));
        return new InvalidInputException(none + which);
    }
}
