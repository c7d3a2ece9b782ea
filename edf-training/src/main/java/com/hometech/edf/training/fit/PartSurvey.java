package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.training.fit.Stretches.Stretch;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What is to be known of a part before boosters are grown with its rows.
 *
 * @param name of the file
 * @param learned the rows to learn from, those of calibration included
 * @param buildings ids of these rows' buildings, in order
 * @param limits of these buildings' targets
 * @param sample rows for the trees that do without weather
 */
record PartSurvey(String name, RowTally learned, List<String> buildings, Map<String, Double> limits, TablePiece sample)
        implements Serializable {
    /**
     * Looks at a part.
     *
     * @param rows of the part, numbered among all that are learned
     * @param thinning takes the sample
     */
    static PartSurvey of(JoinedParts parts, Stretch rows, Thinning thinning) throws IOException {
        FeatureTable table = parts.read(rows.name());
        LearnableRows learned = LearnableRows.of(table);
        return new PartSurvey(
                rows.name(),
                RowTally.of(table, learned),
                RowsInMemory.buildings(table, learned.rows()),
                Targets.of(table, learned.rows()).limits(),
                TablePiece.of(table, thinning.of(learned.rows(), rows.before())));
    }
}
