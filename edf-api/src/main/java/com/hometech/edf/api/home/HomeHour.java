package com.hometech.edf.api.home;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.inference.balance.BalanceHour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * An interval of a home's forecast.
 *
 * @param from its start, in local time
 * @param to its end, in local time
 * @param solar empty where the home has none, or it is not forecast
 */
record HomeHour(ZonedDateTime from, ZonedDateTime to, ForecastRecord use, Optional<ForecastRecord> solar) {

    /** The intervals of a home in time order. */
    static List<HomeHour> join(Building home, TimeStep step, List<ForecastRecord> use, List<ForecastRecord> solar) {
        Map<Instant, ForecastRecord> generation = new TreeMap<>();
        solar.forEach(row -> generation.put(row.targetTime(), row));
        List<HomeHour> hours = new ArrayList<>();
        for (ForecastRecord row : use) {
            ZonedDateTime from = start(home, step, row.targetTime());
            ZonedDateTime to = step.isDay() ? from.plusDays(1) : from.plus(step.duration());
            hours.add(new HomeHour(from, to, row, Optional.ofNullable(generation.get(row.targetTime()))));
        }
        return hours;
    }

    /** An interval of a day is a local date, stored at its midnight in UTC. */
    private static ZonedDateTime start(Building home, TimeStep step, Instant target) {
        return step.isDay()
                ? target.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(home.zone())
                : target.atZone(home.zone());
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** Expected solar that is not used at home [kWh]; empty where solar is not forecast. */
    OptionalDouble surplusKwh() {
        return solar.isEmpty()
                ? OptionalDouble.empty()
                // + 0.0: of a zero that is negative nothing is left over either
                : OptionalDouble.of(Math.max(0, -new BalanceHour(use, solar.get()).netKwh()) + 0.0);
    }
}
