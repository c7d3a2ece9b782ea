package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one building in a table: {@code [from, to)}.
 *
 * @param building its id
 */
record BuildingRows(String building, int from, int to) {

    /** The buildings of a table, in its order. */
    static List<BuildingRows> of(FeatureTable table) {
        List<BuildingRows> buildings = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= table.rows(); to++) {
            if (to == table.rows() || table.buildingIndex(to) != table.buildingIndex(from)) {
                buildings.add(new BuildingRows(table.building(from), from, to));
                from = to;
            }
        }
        return buildings;
    }
}
