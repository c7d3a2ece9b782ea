package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.Rejected;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** One part of a load on its way into Timestream. */
final class TimestreamPart {
    private final TimestreamRecords records;
    private final TimestreamBatches batches;
    private final TreeMap<BuildingId, Long> rowsOfBuilding = new TreeMap<>();

    /** @param rejected takes each row that Timestream refuses for good */
    TimestreamPart(Load load, Function<Consumer<Rejected>, TimestreamBatches> batches, Consumer<Rejected> rejected) {
        records = new TimestreamRecords(load);
        this.batches = batches.apply(refused -> {
            rowsOfBuilding.merge(refused.row().building(), -1L, Long::sum);
            rejected.accept(refused);
        });
    }

    /** Takes a row of the run. */
    void add(ForecastRecord row) {
        rowsOfBuilding.merge(row.building(), 1L, Long::sum);
        batches.add(records.forecast(row), Optional.of(row));
    }

    /** Writes what is left; answers how many rows are in. */
    long finish() {
        batches.flush();
        rowsOfBuilding.values().removeIf(rows -> rows == 0);
        rowsOfBuilding.keySet().forEach(building -> batches.add(records.issue(building), Optional.empty()));
        batches.flush();
        return rowsOfBuilding.values().stream().mapToLong(Long::longValue).sum();
    }
}
