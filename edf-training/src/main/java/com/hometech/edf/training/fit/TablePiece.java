package com.hometech.edf.training.fit;

import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a table, on their way to another machine.
 *
 * @param buildings ids that the columns point into
 * @param columns the rows
 */
record TablePiece(List<String> buildings, FeatureColumns columns) implements Serializable {
    /** Copies rows of a table. */
    static TablePiece of(FeatureTable table, int[] rows) {
        FeatureTable copy =
                FeatureTable.joined(FeatureTable.builder(table.schema()).build(), table, rows);
        return new TablePiece(copy.buildings(), copy.columns());
    }

    /** Puts pieces together; each has buildings of its own, after those of the one before. */
    static FeatureTable together(FeatureSchema schema, List<TablePiece> pieces) {
        List<String> buildings = new ArrayList<>();
        FeatureColumns all = FeatureColumns.allocate(
                pieces.stream().mapToInt(piece -> piece.columns().rows()).sum(), schema.size());
        int rows = 0;
        for (TablePiece piece : pieces) {
            all.copyFrom(piece.columns(), rows, buildings.size());
            rows += piece.columns().rows();
            buildings.addAll(piece.buildings());
        }
        return new FeatureTable(schema, buildings, all);
    }
}
