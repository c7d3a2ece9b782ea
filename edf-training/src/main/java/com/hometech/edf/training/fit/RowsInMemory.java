package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rows of the fitting period that this machine holds all at once. */
final class RowsInMemory implements FittingRows {
    private final FeatureTable table;
    private final LearnableRows learnable;
    private final RowTally tally;

    RowsInMemory(FeatureTable table) {
        this.table = table;
        this.learnable = LearnableRows.of(table);
        this.tally = RowTally.of(table, learnable);
    }

    @Override
    public FeatureSchema schema() {
        return table.schema();
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public RowTally learnable() {
        return tally;
    }

    @Override
    public Selection sample(int most) {
        return new Selection(table, Thinning.thinned(learnable.rows(), most));
    }

    @Override
    public NewBuildingRows asIfNew(FeatureTable calibration) {
        return NewBuildingRows.of(table, calibration);
    }

    @Override
    public TypicalUseLearner typicalUse() {
        return new TypicalUseLearner(TypicalUseLearner.facts(table, learnable.rows()));
    }

    @Override
    public Grown grow(
            FitSettings settings, FeatureTable calibration, int fresh, boolean weather, int rounds, Progress progress)
            throws XGBoostError, IOException {
        int[] later = Thinning.thinned(LearnableRows.of(calibration).rows(), fresh);
        FeatureTable all = FeatureTable.joined(table, calibration, later);
        LearnableRows learned = LearnableRows.of(all);
        BoosterGrower grower = new BoosterGrower(settings, all, Targets.of(all, learned.rows()), progress);
        return new Grown(
                grower.grow(learned.rows(), weather, rounds),
                RowTally.of(all, learned),
                buildings(all, learned.rows()));
    }

    /** Ids of the buildings of rows, in order. */
    static List<String> buildings(FeatureTable table, int[] rows) {
        return IntStream.of(rows)
                .map(table::buildingIndex)
                .distinct()
                .sorted()
                .mapToObj(table.buildings()::get)
                .toList();
    }
}
