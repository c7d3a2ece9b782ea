package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.Forecaster;
import com.hometech.edf.inference.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Forecasts a whole table on all cores, building by building; the result does not depend on how many there are. */
public final class BuildingPredictions {
    private BuildingPredictions() {}

    /** Rows of one building: {@code [from, to)}. */
    private record Rows(int from, int to) {}

    /** Forecasts of all rows, in their order. */
    public static Prediction of(Forecaster forecaster, FeatureTable table, Progress progress) {
        Prediction all = Prediction.empty(table.rows(), forecaster.levels().size());
        List<Rows> buildings = buildings(table);
        AtomicInteger done = new AtomicInteger();
        buildings.parallelStream().forEach(building -> {
            copy(forecaster.predict(table, building.from(), building.to()), all, building.from());
            progress.report("Forecasting evaluation rows", done.incrementAndGet(), buildings.size());
        });
        return all;
    }

    private static List<Rows> buildings(FeatureTable table) {
        List<Rows> buildings = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= table.rows(); to++) {
            if (to == table.rows() || table.buildingIndex(to) != table.buildingIndex(from)) {
                buildings.add(new Rows(from, to));
                from = to;
            }
        }
        return buildings;
    }

    private static void copy(Prediction part, Prediction all, int at) {
        System.arraycopy(part.yhat(), 0, all.yhat(), at, part.rows());
        for (int level = 0; level < all.quantiles().length; level++) {
            System.arraycopy(part.quantiles()[level], 0, all.quantiles()[level], at, part.rows());
        }
        System.arraycopy(part.quality(), 0, all.quality(), at, part.rows());
    }
}
