package com.hometech.edf.api.home;

import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.inference.area.ErrorCorrelation;
import com.hometech.edf.inference.area.SumInterval;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A local day of a home: of 23, 24 or 25 hours.
 *
 * @param complete whether every hour is forecast; where solar is, its every hour too
 * @param solar empty where no hour has any forecast of it
 * @param surplusKwh solar that is not used at home, hour by hour; empty where no hour has a forecast of solar
 * @param surplus the times when something is left over, in order
 * @param hours those that are forecast, in time order; at least one
 */
record HomeDay(
        LocalDate date,
        boolean complete,
        Energy use,
        Optional<Energy> solar,
        OptionalDouble surplusKwh,
        List<Surplus> surplus,
        List<HomeHour> hours) {

    /** Hours that follow each other, each of which leaves something over [kWh]. */
    record Surplus(ZonedDateTime from, ZonedDateTime to, double kwh) {}

    /**
     * The day of these hours.
     *
     * @param correlation how the errors of the hours of some rows go together
     */
    static HomeDay of(
            LocalDate date,
            ZoneId zone,
            List<HomeHour> hours,
            Function<List<ForecastRecord>, ErrorCorrelation> correlation) {
        List<ForecastRecord> use = hours.stream().map(HomeHour::use).toList();
        List<ForecastRecord> solar =
                hours.stream().flatMap(hour -> hour.solar().stream()).toList();
        Duration length =
                Duration.between(date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone));
        Duration known = hours.stream().map(HomeHour::length).reduce(Duration.ZERO, Duration::plus);
        List<Surplus> surplus = surplus(hours);
        return new HomeDay(
                date,
                known.equals(length) && (solar.isEmpty() || solar.size() == hours.size()),
                sum(use, correlation),
                solar.isEmpty() ? Optional.empty() : Optional.of(sum(solar, correlation)),
                solar.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(
                                surplus.stream().mapToDouble(Surplus::kwh).sum()),
                surplus,
                hours);
    }

    private static Energy sum(List<ForecastRecord> rows, Function<List<ForecastRecord>, ErrorCorrelation> correlation) {
        return Energy.of(SumInterval.ofHours(rows, correlation.apply(rows)));
    }

    private static List<Surplus> surplus(List<HomeHour> hours) {
        List<Surplus> joined = new ArrayList<>();
        for (HomeHour hour : hours) {
            double kwh = hour.surplusKwh().orElse(0);
            if (kwh > 0) {
                int last = joined.size() - 1;
                if (last >= 0 && joined.get(last).to().isEqual(hour.from())) {
                    Surplus before = joined.get(last);
                    joined.set(last, new Surplus(before.from(), hour.to(), before.kwh() + kwh));
                } else {
                    joined.add(new Surplus(hour.from(), hour.to(), kwh));
                }
            }
        }
        return joined;
    }
}
