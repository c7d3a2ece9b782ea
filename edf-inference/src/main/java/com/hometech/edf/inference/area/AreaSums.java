package com.hometech.edf.inference.area;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds up the forecasts of an area, building by building, in time and memory linear in what is added: of each hour it keeps
 * a few numbers for each site. The last digits of sums depend on the order of the buildings. Not for several threads.
 */
public final class AreaSums {
    private final Quantity quantity;
    private final SortedSet<BuildingId> buildings = new TreeSet<>();
    private final List<BuildingId> withoutForecast = new ArrayList<>();
    private final SortedSet<Instant> issues = new TreeSet<>();
    private final SortedSet<String> modelVersions = new TreeSet<>();
    private final Map<Instant, Hour> hours = new TreeMap<>();

    private static final class Hour {
        double yhat;
        double lowest;
        double highest;
        int buildings;
        int byModel;
        final Map<SiteId, EndDistance> lower = new TreeMap<>();
        final Map<SiteId, EndDistance> upper = new TreeMap<>();

        void add(SiteId site, ForecastRecord row) {
            yhat += row.yhat();
            lowest += row.yhatLower();
            highest += row.yhatUpper();
            buildings++;
            byModel += row.modelVersion().equals(ForecastRecord.NO_MODEL) ? 0 : 1;
            lower.computeIfAbsent(site, absent -> new EndDistance()).add(row.yhat() - row.yhatLower());
            upper.computeIfAbsent(site, absent -> new EndDistance()).add(row.yhatUpper() - row.yhat());
        }

        AreaHour finish(Instant time, ErrorCorrelation correlation) {
            SumInterval sum = new SumInterval(yhat, lowest, highest)
                    .narrowed(
                            EndDistance.joined(lower.values(), correlation),
                            EndDistance.joined(upper.values(), correlation));
            return new AreaHour(time, sum, buildings, (double) byModel / buildings);
        }
    }

    /** @param quantity what all forecasts are of */
    public AreaSums(Quantity quantity) {
        this.quantity = quantity;
    }

    /**
     * Adds a building of the area.
     *
     * @param site where it stands
     * @param rows its forecasts in time order, each interval once; of different issues where one alone does not cover them.
     *     Empty where it has none
     * @throws InvalidInputException where the building was added before, or a row is not its own, of another quantity, or
     *     of an interval that was there already; nothing is added then
     */
    public void add(SiteId site, BuildingId building, List<ForecastRecord> rows) {
        requireRows(building, rows);
        if (!buildings.add(building)) {
            throw new InvalidInputException("Building " + building + " is in the area already: add each one once");
        }
        if (rows.isEmpty()) {
            withoutForecast.add(building);
        }
        for (ForecastRecord row : rows) {
            hours.computeIfAbsent(row.targetTime(), absent -> new Hour()).add(site, row);
            issues.add(row.issuedAt());
            modelVersions.add(row.modelVersion());
        }
    }

    private void requireRows(BuildingId building, List<ForecastRecord> rows) {
        Instant previous = Instant.MIN;
        for (ForecastRecord row : rows) {
            if (!row.building().equals(building) || row.quantity() != quantity) {
                throw new InvalidInputException(
                        "A forecast of " + row.quantity().code() + " of " + row.building() + " stands where one of "
                                + quantity.code() + " of " + building + " belongs");
            }
            if (!row.targetTime().isAfter(previous)) {
                throw new InvalidInputException("Building " + building + " has a forecast for " + row.targetTime()
                        + " after that for " + previous + ": give each interval once, in time order");
            }
            previous = row.targetTime();
        }
    }

    /** Which models made the forecasts that were added; {@link ForecastRecord#NO_MODEL} stands for plain ones. */
    public SortedSet<String> modelVersions() {
        return Collections.unmodifiableSortedSet(modelVersions);
    }

    /** The sums over what was added. */
    public AreaForecast forecast(ErrorCorrelation correlation) {
        List<AreaHour> finished = hours.entrySet().stream()
                .map(hour -> hour.getValue().finish(hour.getKey(), correlation))
                .toList();
        return new AreaForecast(
                finished, buildings.size(), withoutForecast.stream().sorted().toList(), issues, correlation);
    }
}
