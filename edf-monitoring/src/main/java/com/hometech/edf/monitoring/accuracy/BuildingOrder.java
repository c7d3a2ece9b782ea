package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.data.accuracy.AccuracyFile;
import java.util.Comparator;

/** The order in which buildings are scored: file by file of the history, so that one is written at a time. */
final class BuildingOrder {
    static final Comparator<BuildingId> BY_FILE =
            Comparator.comparingInt(AccuracyFile::shardOf).thenComparing(Comparator.naturalOrder());

    private BuildingOrder() {}
}
