package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One part on its way into the table. Rows of a building are gathered as long as they come one after the other. */
final class DynamoDbPart {
    /** Buildings in one item: even with the longest ids far below the 400 KB that an item may have. */
    private static final int CHUNK_BUILDINGS = 2_000;

    private final DynamoDbLoadItems items;
    private final int part;
    private final DynamoDbBatches batches;
    private final TreeMap<BuildingId, Extent> extents = new TreeMap<>();
    private final TreeMap<LocalDate, TreeMap<Instant, ForecastRecord>> gathered = new TreeMap<>();
    private @Nullable BuildingId building;
    private long rows;

    /** The targets of a building, and in how many pieces its rows came. */
    private record Extent(Instant first, Instant last, int pieces) {
        Extent with(Instant earliest, Instant latest) {
            return new Extent(
                    earliest.isBefore(first) ? earliest : first, latest.isAfter(last) ? latest : last, pieces + 1);
        }
    }

    DynamoDbPart(DynamoDbLoadItems items, int part, DynamoDbBatches batches) {
        this.items = items;
        this.part = part;
        this.batches = batches;
    }

    /** Takes a row of the run. */
    void add(ForecastRecord row) {
        if (!row.building().equals(building)) {
            writeGathered();
            building = row.building();
        }
        gathered.computeIfAbsent(LocalDate.ofInstant(row.targetTime(), ZoneOffset.UTC), unused -> new TreeMap<>())
                .put(row.targetTime(), row);
        rows++;
    }

    /** Writes what is left, then that the part is whole; answers how many rows it has. */
    long finish() {
        writeGathered();
        extents.forEach((id, extent) -> batches.add(items.issue(id, part, extent.first(), extent.last())));
        List<BuildingId> buildings = new ArrayList<>(extents.keySet());
        for (int from = 0; from < buildings.size(); from += CHUNK_BUILDINGS) {
            int to = Math.min(from + CHUNK_BUILDINGS, buildings.size());
            batches.add(items.buildings(part, from / CHUNK_BUILDINGS, buildings.subList(from, to)));
        }
        batches.flush();
        batches.add(items.whole(part));
        batches.flush();
        return rows;
    }

    private void writeGathered() {
        BuildingId current = building;
        if (current == null || gathered.isEmpty()) {
            return;
        }
        Instant first = gathered.firstEntry().getValue().firstKey();
        Instant last = gathered.lastEntry().getValue().lastKey();
        Extent known = extents.getOrDefault(current, new Extent(first, last, 0));
        gathered.forEach(
                (day, rowsOfDay) -> batches.add(items.rows(current, day, part, known.pieces(), rowsOfDay.values())));
        extents.put(current, known.with(first, last));
        gathered.clear();
    }
}
