package com.hometech.edf.features.build;

import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.plan.RowPlan;
import com.hometech.edf.features.plan.TrainingPeriods;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/** The tables that a run writes and the rows of each. */
public sealed interface TableParts extends Serializable {
    /** Names of the tables, which are those of their directories. */
    List<String> names();

    /** The rows of a building in a table. */
    RowBatch rows(String name, BuildingFeatures building, RowPlan plan);

    /**
     * The intervals that the series beside a table cover; empty where it has none.
     *
     * @param grid that of the run
     */
    GridSpan series(String name, StepGrid grid, RowPlan plan);

    /** Those of the rows that the table's summary counts. */
    default RowBatch counted(RowBatch rows) {
        return rows;
    }

    /** Whether a building whose features fail still has rows in a table, with the fallback alone. */
    boolean isServed(String name);

    /** The issue time at which a building must be active to be forecast. */
    Instant lastIssue();

    /** Scale of MASE for a building; NaN where the run does not know it [kWh]. */
    double maseScaleKwh(ReadingSeries readings, StepGrid grid, RowPlan plan);

    /**
     * The tables of a training run.
     *
     * @param periods what ends where
     * @param quota most training rows of one building
     */
    record Training(TrainingPeriods periods, long quota) implements TableParts {
        /** Rows to learn from. */
        public static final String TRAIN = "train";
        /** Rows that calibrate intervals. */
        public static final String CALIBRATION = "calibration";
        /** Rows to score. */
        public static final String EVALUATION = "eval";

        @Override
        public List<String> names() {
            return List.of(TRAIN, CALIBRATION, EVALUATION);
        }

        @Override
        public RowBatch rows(String name, BuildingFeatures building, RowPlan plan) {
            return switch (name) {
                case TRAIN -> plan.training(building, periods, quota);
                case CALIBRATION -> plan.calibration(building, periods.calibrationIssues());
                default -> plan.everyLead(building, periods.evaluationIssues());
            };
        }

        /** What is known to the first evaluated forecast lies beside the training rows, what comes after beside the scored. */
        @Override
        public GridSpan series(String name, StepGrid grid, RowPlan plan) {
            int known = plan.origin(periods.evaluationIssues().get(0), grid) + 1;
            return switch (name) {
                case TRAIN ->
                    new GridSpan(Math.max(0, grid.indexOf(periods.from().getEpochSecond())), known);
                case EVALUATION -> new GridSpan(known, grid.length());
                default -> GridSpan.NONE;
            };
        }

        @Override
        public boolean isServed(String name) {
            return name.equals(EVALUATION);
        }

        @Override
        public Instant lastIssue() {
            return periods.evaluationIssues().get(periods.evaluationIssues().size() - 1);
        }

        @Override
        public double maseScaleKwh(ReadingSeries readings, StepGrid grid, RowPlan plan) {
            int end = plan.origin(periods.evaluationIssues().get(0), grid) + 1;
            return readings.maseScaleKwh(end, grid.step());
        }
    }

    /**
     * The one table of a daily run.
     *
     * @param issuedAt time of the run
     */
    record Daily(Instant issuedAt) implements TableParts {
        /** Rows to forecast, and before them rows of the weeks before that show how forecasts erred lately. */
        public static final String FEATURES = "features";

        @Override
        public List<String> names() {
            return List.of(FEATURES);
        }

        @Override
        public RowBatch rows(String name, BuildingFeatures building, RowPlan plan) {
            return plan.daily(building, issuedAt);
        }

        @Override
        public GridSpan series(String name, StepGrid grid, RowPlan plan) {
            return new GridSpan(0, plan.origin(issuedAt, grid) + 1);
        }

        @Override
        public RowBatch counted(RowBatch rows) {
            return rows.ofLastOrigin();
        }

        @Override
        public boolean isServed(String name) {
            return true;
        }

        @Override
        public Instant lastIssue() {
            return issuedAt;
        }

        @Override
        public double maseScaleKwh(ReadingSeries readings, StepGrid grid, RowPlan plan) {
            return Double.NaN;
        }
    }
}
