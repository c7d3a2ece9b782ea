package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.BuildingDays;
import com.hometech.edf.data.accuracy.AccuracySummary.BuildingScores;
import com.hometech.edf.data.accuracy.AccuracySummary.Check;
import com.hometech.edf.data.accuracy.AccuracySummary.CorrectionSummary;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.AccuracySummary.Unscored;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.monitoring.accuracy.FleetAccuracy.Day;
import com.hometech.edf.monitoring.accuracy.FleetAccuracy.Fleet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The sums of a fleet as scores. */
final class FleetScores {
    private static final int MOST_NAMED = 10;

    private final FleetAccuracy accuracy;

    FleetScores(FleetAccuracy accuracy) {
        this.accuracy = accuracy;
    }

    /** The scores of a quantity, with what was found to be wrong and what its intervals are corrected by. */
    QuantityAccuracy of(
            Quantity quantity, Fleet fleet, List<Check> checks, @Nullable CorrectionSummary intervalCorrection) {
        List<AccuracySums> leads = fleet.leads();
        List<LeadScores> scores = new ArrayList<>();
        for (int position = 0; position < leads.size(); position++) {
            scores.add(lead(position, leads.get(position), medians(fleet, position)));
        }
        List<DayScores> days = new ArrayList<>();
        for (Map.Entry<LocalDate, Day> day : fleet.days().entrySet()) {
            days.add(day(day.getKey(), day.getValue()));
        }
        return new QuantityAccuracy(
                quantity,
                fleet.buildings().size(),
                scores,
                days,
                leads.get(0).bestBaseline().key(),
                unscored(fleet),
                worst(fleet),
                checks,
                intervalCorrection);
    }

    private DayScores day(LocalDate date, Day day) {
        List<LeadScores> leads = new ArrayList<>();
        for (int position = 0; position < day.leads().size(); position++) {
            leads.add(lead(position, day.leads().get(position), Map.of()));
        }
        return new DayScores(date, day.buildings(), day.counted(), accuracy.isJudged(day), leads);
    }

    private static LeadScores lead(int position, AccuracySums sums, Map<String, Double> medians) {
        return new LeadScores(
                position == 0 ? AccuracySummary.ALL_LEADS : AccuracyRecord.leads(position),
                sums.counts(),
                AccuracyScores.of(sums),
                medians);
    }

    private static Map<String, Double> medians(Fleet fleet, int position) {
        Map<String, Double> medians = new TreeMap<>();
        for (Candidate candidate : Candidate.values()) {
            double[] sorted = fleet.buildings().values().stream()
                    .mapToDouble(
                            building -> building.lead(position).point(candidate).wapePercent())
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            if (sorted.length > 0) {
                int middle = sorted.length / 2;
                medians.put(
                        candidate.key(),
                        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
            }
        }
        return medians;
    }

    private static Unscored unscored(Fleet fleet) {
        long days = 0;
        long unscoredDays = 0;
        HourCounts hours = HourCounts.NONE;
        for (BuildingTotals building : fleet.buildings().values()) {
            days += building.days() + building.unscoredDays();
            unscoredDays += building.unscoredDays();
            hours = hours.plus(building.unscored());
        }
        List<BuildingDays> most = fleet.buildings().entrySet().stream()
                .filter(entry -> entry.getValue().unscoredDays() > 0)
                .sorted(Comparator.<Map.Entry<BuildingId, BuildingTotals>>comparingLong(
                                entry -> -entry.getValue().unscoredDays())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMED)
                .map(entry -> new BuildingDays(
                        entry.getKey().value(), entry.getValue().unscoredDays()))
                .toList();
        return new Unscored(days, unscoredDays, hours, most);
    }

    private static List<BuildingScores> worst(Fleet fleet) {
        return greatest(fleet, building -> building.all().model().wapePercent()).stream()
                .map(building -> new BuildingScores(
                        building.getKey().value(),
                        building.getValue().days(),
                        AccuracyScores.of(building.getValue().all())))
                .toList();
    }

    /** The buildings with the greatest values, at most ten, the greatest first; those without a value are left out. */
    static List<Map.Entry<BuildingId, BuildingTotals>> greatest(Fleet fleet, ToDoubleFunction<BuildingTotals> value) {
        return fleet.buildings().entrySet().stream()
                .filter(entry -> Double.isFinite(value.applyAsDouble(entry.getValue())))
                .sorted(Comparator.<Map.Entry<BuildingId, BuildingTotals>>comparingDouble(
                                entry -> -value.applyAsDouble(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMED)
                .toList();
    }
}
