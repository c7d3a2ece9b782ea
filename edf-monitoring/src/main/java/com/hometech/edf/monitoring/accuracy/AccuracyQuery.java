package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.MonitoringConfig.AccuracyConfig;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.monitoring.accuracy.FleetAccuracy.Fleet;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the history about other days than those of the newest summary, or about a single building. */
public final class AccuracyQuery {
    private final HistoryFiles history;
    private final AccuracyConfig rules;

    public AccuracyQuery(HistoryFiles history, AccuracyConfig rules) {
        this.history = history;
        this.rules = rules;
    }

    /**
     * The scores of some days, without checks, which judge days as they come, and corrections, which are about the next forecasts.
     *
     * @param newest the newest summary, whose other facts stay
     * @param firstDay first of the days
     * @param lastDay last of them
     * @param building which one; empty for all
     */
    public AccuracySummary of(
            AccuracySummary newest, LocalDate firstDay, LocalDate lastDay, Optional<BuildingId> building)
            throws IOException {
        FleetAccuracy accuracy = new FleetAccuracy(rules);
        history.read(firstDay, lastDay.plusDays(1), found -> {
            if (building.isEmpty() || building.get().equals(found.building())) {
                accuracy.add(found);
            }
        });
        FleetScores scores = new FleetScores(accuracy);
        List<QuantityAccuracy> quantities = new ArrayList<>();
        for (Map.Entry<Quantity, Fleet> fleet : accuracy.fleets().entrySet()) {
            quantities.add(scores.of(fleet.getKey(), fleet.getValue(), List.of(), null));
        }
        return new AccuracySummary(
                newest.asOf(), firstDay, lastDay, quantities, newest.months(), newest.unusableRuns(), List.of());
    }
}
