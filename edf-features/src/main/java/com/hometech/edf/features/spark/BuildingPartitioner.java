package com.hometech.edf.features.spark;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Topology;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.Partitioner;
import org.jspecify.annotations.Nullable;

/**
 * Assigns buildings to files by the rank of their id: the n-th file holds the n-th stretch of ids, whatever the number of
 * threads. Ids that the topology does not know go to the first.
 */
final class BuildingPartitioner extends Partitioner {
    private final String[] ids;
    private final int groups;

    BuildingPartitioner(Topology topology, int buildingsPerGroup, int mostGroups) {
        this.ids = topology.buildings().stream()
                .map(Building::id)
                .map(id -> id.value())
                .sorted()
                .toArray(String[]::new);
        this.groups = Math.max(1, Math.min(mostGroups, ids.length / buildingsPerGroup));
    }

    @Override
    public int numPartitions() {
        return groups;
    }

    @Override
    public int getPartition(Object building) {
        int rank = Arrays.binarySearch(ids, (String) building);
        return rank < 0 ? 0 : (int) ((long) rank * groups / ids.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BuildingPartitioner partitioner
                && partitioner.groups == groups
                && Arrays.equals(partitioner.ids, ids);
    }

    @Override
    public int hashCode() {
        return Objects.hash(groups, Arrays.hashCode(ids));
    }
}
