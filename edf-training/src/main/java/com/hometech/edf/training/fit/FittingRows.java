package com.hometech.edf.training.fit;

import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The rows of the fitting period, wherever they lie. They are in the order of their buildings' ids. */
interface FittingRows {
    FeatureSchema schema();

    /** How many workers grow the boosters that will serve; above 1 it has an influence on the result. */
    int workers();

    /** What there is to learn from. */
    RowTally learnable();

    /** At most so many of the rows to learn from, evenly spread. */
    Selection sample(int most) throws IOException;

    /**
     * The rows whose building is looked at as if it were new.
     *
     * @param calibration rows of the period afterwards
     */
    NewBuildingRows asIfNew(FeatureTable calibration) throws IOException;

    /** What the rows to learn from tell of uses of buildings. */
    TypicalUseLearner typicalUse() throws IOException;

    /**
     * Grows the boosters that will serve.
     *
     * @param calibration rows of the period afterwards
     * @param fresh at most so many of them are learned as well, evenly spread
     * @param weather whether to learn from weather, and to grow trees that do without beside
     * @param rounds of what is expected
     */
    Grown grow(
            FitSettings settings, FeatureTable calibration, int fresh, boolean weather, int rounds, Progress progress)
            throws XGBoostError, IOException;

    /**
     * Some rows of a table.
     *
     * @param table holds them, and maybe others
     * @param rows their numbers, ascending
     */
    @SuppressWarnings("ArrayRecordComponent") // row numbers; never compared
    record Selection(FeatureTable table, int[] rows) {
        /** All rows of a table. */
        static Selection all(FeatureTable table) {
            return new Selection(table, IntStream.range(0, table.rows()).toArray());
        }
    }

    /**
     * Boosters that will serve.
     *
     * @param boosters by their file
     * @param learned the rows that they were grown with
     * @param buildings ids of those rows' buildings, in order
     */
    record Grown(Map<ArtifactFile, GrownBooster> boosters, RowTally learned, List<String> buildings) {}
}
