package com.hometech.edf.training.evaluation;

import static java.util.Objects.requireNonNull;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.area.AreaHour;
import com.hometech.edf.inference.area.AreaSums;
import com.hometech.edf.inference.area.ErrorCorrelation;
import com.hometech.edf.inference.area.SumInterval;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.SumScores.Kind;
import com.hometech.edf.training.evaluation.SumScores.SumCoverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Adds up forecasts as they are served, and counts how often the sums of the readings lie inside. */
final class SumChecks {
    private static final Duration DAY = Duration.ofDays(1);
    private static final double SECONDS_PER_HOUR = 3600;
    private static final String EVALUATED = "evaluated";

    private final Outcomes outcomes;
    private final Quantity quantity;
    private final LeadBuckets days;
    private final long hoursOfDay;
    private final List<ErrorCorrelation> correlations;
    private final SumCoverageTally allBuildings;
    private final SumCoverageTally sites;
    private final SumCoverageTally buildingDays;

    /** @param measured what the intervals are to rest on */
    SumChecks(Outcomes outcomes, Quantity quantity, LeadBuckets days, ErrorCorrelation measured) {
        this.outcomes = outcomes;
        this.quantity = quantity;
        this.days = days;
        hoursOfDay = DAY.dividedBy(outcomes.table().schema().step());
        correlations = List.of(measured, ErrorCorrelation.assumed(), new ErrorCorrelation(0, 0, 0, "independent"));
        allBuildings = new SumCoverageTally(Kind.ALL_BUILDINGS, days.count());
        sites = new SumCoverageTally(Kind.SITE, days.count());
        buildingDays = new SumCoverageTally(Kind.DAY, days.count());
    }

    /** A forecast and what happened. */
    private record Scored(ForecastRecord forecast, double actualKwh) {}

    /** Sums over buildings, with the readings that they should have met. */
    private final class Area {
        private final AreaSums sums = new AreaSums(quantity);
        private final Map<Instant, Double> actualKwh = new HashMap<>();

        void add(IssueRows building, List<Scored> scored) {
            List<ForecastRecord> forecasts =
                    scored.stream().map(Scored::forecast).toList();
            sums.add(building.site(), new BuildingId(building.building()), forecasts);
            scored.forEach(row -> actualKwh.merge(row.forecast().targetTime(), row.actualKwh(), Double::sum));
        }

        /** A sum of one building says nothing of sums. */
        void count(long originEpochSecond, SumCoverageTally tally) {
            List<List<AreaHour>> hours = correlations.stream()
                    .map(correlation -> sums.forecast(correlation).hours())
                    .toList();
            for (int position = 0; position < hours.get(0).size(); position++) {
                int hour = position;
                AreaHour any = hours.get(0).get(hour);
                if (any.buildings() > 1) {
                    double leadHours = (any.time().getEpochSecond() - originEpochSecond) / SECONDS_PER_HOUR;
                    tally.add(
                            days.of(leadHours),
                            requireNonNull(actualKwh.get(any.time())),
                            hours.stream().map(ofOne -> ofOne.get(hour).sum()).toList());
                }
            }
        }
    }

    /** Adds the forecasts of one origin. */
    void add(List<IssueRows> issue) {
        Area all = new Area();
        Map<SiteId, Area> bySite = new TreeMap<>();
        for (IssueRows rows : issue) {
            List<Scored> scored = scored(rows);
            all.add(rows, scored);
            bySite.computeIfAbsent(rows.site(), absent -> new Area()).add(rows, scored);
            addDays(scored);
        }
        long origin = outcomes.table().originEpochSecond(issue.get(0).from());
        all.count(origin, allBuildings);
        if (bySite.size() > 1) {
            bySite.values().forEach(site -> site.count(origin, sites));
        }
    }

    private List<Scored> scored(IssueRows rows) {
        return IntStream.range(rows.from(), rows.to())
                .filter(outcomes::isScored)
                .mapToObj(row -> new Scored(forecast(rows, row), outcomes.actualKwh(row)))
                .toList();
    }

    private ForecastRecord forecast(IssueRows rows, int row) {
        FeatureTable table = outcomes.table();
        return new ForecastRecord(
                new BuildingId(rows.building()),
                quantity,
                Instant.ofEpochSecond(table.targetEpochSecond(row)),
                Instant.ofEpochSecond(table.originEpochSecond(row)),
                table.leadHours(row),
                outcomes.prediction().yhat()[row],
                outcomes.lowerKwh(row),
                outcomes.upperKwh(row),
                EVALUATED,
                outcomes.prediction().quality()[row]);
    }

    /** Only whole days are added up, as a resident sees them. */
    private void addDays(List<Scored> scored) {
        Map<Integer, List<Scored>> byDay = new TreeMap<>();
        scored.forEach(row -> byDay.computeIfAbsent(days.of(row.forecast().leadHours()), absent -> new ArrayList<>())
                .add(row));
        byDay.forEach((day, hours) -> {
            if (hours.size() > 1 && hours.size() == hoursOfDay) {
                List<ForecastRecord> forecasts =
                        hours.stream().map(Scored::forecast).toList();
                buildingDays.add(
                        day,
                        hours.stream().mapToDouble(Scored::actualKwh).sum(),
                        correlations.stream()
                                .map(correlation -> SumInterval.ofHours(forecasts, correlation))
                                .toList());
            }
        });
    }

    /** By kind of sum, those that occurred. */
    List<SumCoverage> coverages() {
        return Stream.of(allBuildings, sites, buildingDays)
                .flatMap(tally -> tally.coverages().stream())
                .toList();
    }
}
