package com.hometech.edf.api.forecast;

import com.hometech.edf.api.access.Refreshed;
import com.hometech.edf.api.http.ProblemException;
import com.hometech.edf.api.http.ProblemType;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads forecasts. A building whose newest issue ends before the newest run of all begins is no longer forecast: it was closed,
 * or its meter is silent. Nothing old is given as if it were its forecast.
 */
public final class StoredForecasts {
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Supplier<ForecastStore> store;
    private final Terms terms;
    private final Refreshed<Map<Quantity, Instant>> newestRuns;

    /** @param store asked for when it is needed: who only answers about models does without it */
    public StoredForecasts(Supplier<ForecastStore> store, Terms terms, Clock clock) {
        this.store = store;
        this.terms = terms;
        newestRuns = new Refreshed<>(
                FRESH, LONGEST, clock, before -> newestRuns(store.get().runs()));
    }

    private static Map<Quantity, Instant> newestRuns(List<Run> runs) {
        Map<Quantity, Instant> newest = new EnumMap<>(Quantity.class);
        for (Run run : runs) {
            newest.merge(run.quantity(), run.issuedAt(), (one, other) -> one.isAfter(other) ? one : other);
        }
        return newest;
    }

    /** What there is of a building. */
    public sealed interface Found {
        /** Rows in time order; none where there is no forecast. */
        record Rows(List<ForecastRecord> rows) implements Found {}

        /** The building is no longer forecast. */
        record Inactive(Instant lastIssue) implements Found {}
    }

    /** The wanted rows of a building. */
    public Found find(BuildingId building, Selection wanted) {
        if (wanted.issuedAt().isPresent()) {
            return new Found.Rows(within(
                    wanted,
                    store.get()
                            .issue(
                                    building,
                                    wanted.quantity(),
                                    wanted.issuedAt().get())));
        }
        if (wanted.period().isPresent()) {
            Selection.Period period = wanted.period().get();
            return new Found.Rows(store.get().newest(building, wanted.quantity(), period.from(), period.to()));
        }
        Optional<Instant> newest = store.get().newestIssue(building, wanted.quantity());
        if (newest.isEmpty()) {
            return new Found.Rows(List.of());
        }
        return isOver(newest.get(), wanted.quantity())
                ? new Found.Inactive(newest.get())
                : new Found.Rows(store.get().issue(building, wanted.quantity(), newest.get()));
    }

    /**
     * {@link #find} of one building.
     *
     * @throws ProblemException when it is no longer forecast
     */
    public Found.Rows require(BuildingId building, Selection wanted) {
        Found found = find(building, wanted);
        if (found instanceof Found.Rows rows) {
            return rows;
        }
        throw inactive(((Found.Inactive) found).lastIssue());
    }

    /**
     * The newest issue of a building, if any.
     *
     * @throws ProblemException when it is no longer forecast
     */
    public Optional<Instant> requireActive(BuildingId building, Quantity quantity) {
        Optional<Instant> newest = store.get().newestIssue(building, quantity);
        newest.filter(issue -> isOver(issue, quantity)).ifPresent(issue -> {
            throw inactive(issue);
        });
        return newest;
    }

    private static ProblemException inactive(Instant lastIssue) {
        return ProblemException.of(
                ProblemType.INACTIVE,
                "The building is no longer forecast; its last forecast was issued at " + lastIssue);
    }

    /** For each interval that starts in a period the row that was issued last, in time order. */
    public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
        return store.get().newest(building, quantity, from, to);
    }

    private boolean isOver(Instant newestOfBuilding, Quantity quantity) {
        Instant newestOfAll = newestRuns.get().getOrDefault(quantity, newestOfBuilding);
        return !newestOfBuilding.plus(terms.horizon()).isAfter(newestOfAll);
    }

    private static List<ForecastRecord> within(Selection wanted, List<ForecastRecord> rows) {
        return wanted.period()
                .map(period -> rows.stream()
                        .filter(row -> period.contains(row.targetTime()))
                        .toList())
                .orElse(rows);
    }

    /** The newest issue of a building, as it is, also where the building is no longer forecast. */
    public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
        return store.get().newestIssue(building, quantity);
    }
}
