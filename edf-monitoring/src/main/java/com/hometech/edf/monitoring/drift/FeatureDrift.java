package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.inference.manifest.TrainingCheck;
import com.hometech.edf.inference.manifest.TrainingCheck.OutsideFeature;
import com.hometech.edf.monitoring.accuracy.IssuedRun;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A feature of the newest forecasts that has values beyond everything that the model learned.
 *
 * @param quantity what is forecast
 * @param feature its name
 * @param since day of the first of the issues in a row that had such values
 * @param lastDay day of the newest issue
 * @param rows of the newest issue with such values
 * @param checkedRows of the newest issue
 * @param buildings with such rows
 * @param checkedBuildings of the newest issue
 * @param least smallest value that was learned
 * @param most greatest value that was learned
 * @param farthest the value farthest beyond
 * @param excess how far beyond it lies, in widths of the range in which 98 of 100 values lay
 * @param defect whether no such value can be
 */
record FeatureDrift(
        Quantity quantity,
        String feature,
        LocalDate since,
        LocalDate lastDay,
        long rows,
        long checkedRows,
        int buildings,
        int checkedBuildings,
        double least,
        double most,
        double farthest,
        double excess,
        boolean defect) {
    /** Days of issues that make it last. */
    static final int LASTING_DAYS = 3;
    /** Share of the rows that makes it large. */
    static final double LARGE_SHARE = 0.1;
    /** How far beyond makes it large, in widths of the usual range. */
    static final double LARGE_EXCESS = 0.1;

    /** Those of the newest issue; empty where nothing is known of what its model learned. */
    static List<FeatureDrift> of(Quantity quantity, List<IssuedRun> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        IssuedRun newest = runs.get(runs.size() - 1);
        TrainingCheck check = newest.manifest().trainingCheck();
        if (check == null) {
            return List.of();
        }
        List<FeatureDrift> drifts = new ArrayList<>();
        for (OutsideFeature outside : check.outside()) {
            drifts.add(new FeatureDrift(
                    quantity,
                    outside.feature(),
                    since(outside.feature(), runs),
                    day(newest),
                    outside.rows(),
                    check.checkedRows(),
                    outside.buildings(),
                    check.checkedBuildings(),
                    outside.least(),
                    outside.most(),
                    outside.farthest(),
                    outside.excess(),
                    outside.defect()));
        }
        return drifts;
    }

    private static LocalDate since(String feature, List<IssuedRun> runs) {
        LocalDate since = day(runs.get(runs.size() - 1));
        for (int index = runs.size() - 2; index >= 0; index--) {
            TrainingCheck check = runs.get(index).manifest().trainingCheck();
            if (check == null
                    || check.outside().stream()
                            .noneMatch(outside -> outside.feature().equals(feature))) {
                break;
            }
            since = day(runs.get(index));
        }
        return since;
    }

    private static LocalDate day(IssuedRun run) {
        return LocalDate.ofInstant(run.issuedAt(), ZoneOffset.UTC);
    }

    /** Whether it is a reason for an alarm: it cannot be, or it is much, far beyond, and lasts. */
    boolean isAlarming() {
        return defect
                || (!since.isAfter(lastDay.minusDays(LASTING_DAYS - 1L))
                        && rows >= LARGE_SHARE * checkedRows
                        && excess >= LARGE_EXCESS);
    }
}
