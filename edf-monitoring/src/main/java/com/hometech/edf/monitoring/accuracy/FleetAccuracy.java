package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.MonitoringConfig.AccuracyConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.HourCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the history of all buildings: by day, by day ahead and by building. A building's day counts where enough of its
 * forecast hours are scored; others are counted as such, so that what is missing is seen and does not bend an average.
 */
final class FleetAccuracy {
    private final double minScoredShare;
    private final double minBuildingsShare;
    private final Map<Quantity, Fleet> fleets = new TreeMap<>();
    private final List<AccuracyRecord> pending = new ArrayList<>();

    FleetAccuracy(AccuracyConfig rules) {
        this.minScoredShare = rules.minScoredShare();
        this.minBuildingsShare = rules.minBuildingsShare();
    }

    /** What is known of a quantity. */
    static final class Fleet {
        private final SortedMap<LocalDate, Day> days = new TreeMap<>();
        private final SortedMap<BuildingId, BuildingTotals> buildings = new TreeMap<>();

        /** Days that have forecasts. */
        SortedMap<LocalDate, Day> days() {
            return days;
        }

        /** Buildings that have forecasts. */
        SortedMap<BuildingId, BuildingTotals> buildings() {
            return buildings;
        }

        /** Sums over all days that count: all leads, then each day ahead. */
        List<AccuracySums> leads() {
            List<AccuracySums> sums = new ArrayList<>(List.of(AccuracySums.NONE));
            for (Day day : days.values()) {
                for (int position = 0; position < day.leads.size(); position++) {
                    if (position == sums.size()) {
                        sums.add(AccuracySums.NONE);
                    }
                    sums.set(position, sums.get(position).plus(day.leads.get(position)));
                }
            }
            return sums;
        }
    }

    /** A day of targets. */
    static final class Day {
        private final List<AccuracySums> leads = new ArrayList<>(List.of(AccuracySums.NONE));
        private int buildings;
        private int counted;

        /** Buildings that had forecasts. */
        int buildings() {
            return buildings;
        }

        /** Those that count. */
        int counted() {
            return counted;
        }

        /** Sums over the buildings that count: all leads, then each day ahead. */
        List<AccuracySums> leads() {
            return leads;
        }
    }

    /** Whether so many buildings count that the day can be judged. */
    boolean isJudged(Day day) {
        return day.counted() > 0 && day.counted() >= minBuildingsShare * day.buildings();
    }

    /** Adds a record; those of a building, quantity and day come one after the other. */
    void add(AccuracyRecord accuracy) {
        if (!pending.isEmpty() && !isSameDay(pending.get(0), accuracy)) {
            finish();
        }
        pending.add(accuracy);
    }

    private static boolean isSameDay(AccuracyRecord one, AccuracyRecord other) {
        return one.day().equals(other.day())
                && one.quantity() == other.quantity()
                && one.building().equals(other.building());
    }

    private void finish() {
        AccuracyRecord first = pending.get(0);
        Fleet fleet = fleets.computeIfAbsent(first.quantity(), absent -> new Fleet());
        Day day = fleet.days.computeIfAbsent(first.day(), absent -> new Day());
        BuildingTotals building = fleet.buildings.computeIfAbsent(first.building(), absent -> new BuildingTotals());
        HourCounts counts = HourCounts.NONE;
        for (AccuracyRecord accuracy : pending) {
            counts = counts.plus(accuracy.sums().counts());
        }
        day.buildings++;
        if (counts.scored() > 0 && counts.scored() >= minScoredShare * counts.issued()) {
            day.counted++;
            building.add(pending);
            for (AccuracyRecord accuracy : pending) {
                BuildingTotals.addTo(day.leads, accuracy);
            }
        } else {
            building.addUnscored(pending);
        }
        pending.clear();
    }

    /** All that was added, by quantity. */
    Map<Quantity, Fleet> fleets() {
        if (!pending.isEmpty()) {
            finish();
        }
        return fleets;
    }

    /** What is known of a quantity; null where there is nothing. */
    @Nullable
    Fleet fleet(Quantity quantity) {
        return fleets().get(quantity);
    }
}
