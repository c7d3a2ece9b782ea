package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a part file holds.
 *
 * @param name of the file
 * @param buildings ids of its buildings, in order
 * @param learnable its rows to learn from
 * @param later how many calibration rows may be learned from
 * @param asIfNew how many rows look at their building as if it were new
 */
record PartCount(String name, List<String> buildings, RowTally learnable, long later, long asIfNew)
        implements Serializable {
    PartCount {
        buildings = List.copyOf(buildings);
    }

    static PartCount of(PartTables tables, String name) throws IOException {
        FeatureTable train = tables.train(name);
        FeatureTable calibration = tables.calibration(name);
        TreeSet<String> buildings = new TreeSet<>(train.buildings());
        buildings.addAll(calibration.buildings());
        return new PartCount(
                name,
                new ArrayList<>(buildings),
                RowTally.of(train, LearnableRows.of(train)),
                LearnableRows.of(calibration).rows().length,
                NewBuildingRows.asIfNew(train).length);
    }
}
