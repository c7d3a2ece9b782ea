package com.hometech.edf.inference.balance;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Use less generation of a building, interval by interval, from forecasts of one issue.
 *
 * <p>The interval of the net joins the least use to the most generation and the most use to the least generation. Nothing is
 * assumed about how both err together: the net lies inside whenever use and generation lie inside theirs. Two intervals of
 * 80 % so give one that holds in at least 60 % of all hours (Bonferroni's inequality), whatever clouds do to lighting and
 * heating; where both err independently it holds in more than 80 %.
 *
 * @param building whose balance
 * @param issuedAt when both forecasts were issued
 * @param hours in time order
 */
public record EnergyBalance(BuildingId building, Instant issuedAt, List<BalanceHour> hours) {
    public EnergyBalance {
        hours = List.copyOf(hours);
    }

    /**
     * The balance of an issue, from the newest one that both quantities have.
     *
     * @param issuedAt which issue; empty takes the older of the newest ones of both quantities
     * @return empty where one of both forecasts is missing
     */
    public static Optional<EnergyBalance> read(ForecastStore store, BuildingId building, Optional<Instant> issuedAt) {
        Optional<Instant> use = store.newestIssue(building, Quantity.CONSUMPTION);
        Optional<Instant> solar = store.newestIssue(building, Quantity.SOLAR);
        if (use.isEmpty() || solar.isEmpty()) {
            return Optional.empty();
        }
        Instant older = use.get().isBefore(solar.get()) ? use.get() : solar.get();
        Instant issue = issuedAt.orElse(older);
        EnergyBalance balance = of(
                building,
                issue,
                store.issue(building, Quantity.CONSUMPTION, issue),
                store.issue(building, Quantity.SOLAR, issue));
        return balance.hours().isEmpty() ? Optional.empty() : Optional.of(balance);
    }

    /** Joins both forecasts by their time; an interval that only one of them has is left out. */
    static EnergyBalance of(
            BuildingId building, Instant issuedAt, List<ForecastRecord> use, List<ForecastRecord> solar) {
        Map<Instant, ForecastRecord> generation = new TreeMap<>();
        solar.forEach(row -> generation.put(row.targetTime(), requireOf(Quantity.SOLAR, row)));
        List<BalanceHour> hours = new ArrayList<>();
        for (ForecastRecord row : use) {
            ForecastRecord generated = generation.get(row.targetTime());
            if (generated != null) {
                hours.add(new BalanceHour(requireOf(Quantity.CONSUMPTION, row), generated));
            }
        }
        return new EnergyBalance(building, issuedAt, hours);
    }

    private static ForecastRecord requireOf(Quantity quantity, ForecastRecord row) {
        if (row.quantity() != quantity) {
            throw new InvalidInputException(
                    "A forecast of " + row.quantity().code() + " stands where one of " + quantity.code() + " belongs");
        }
        return row;
    }

    /** Sum of the expected nets [kWh]. */
    public double netKwh() {
        return hours.stream().mapToDouble(BalanceHour::netKwh).sum();
    }
}
