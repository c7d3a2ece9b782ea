package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.features.engine.FeatureSettings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Buildings in groups that are forecast and scored one after the other, so that memory does not grow with their number.
 *
 * @param buildings in the order of their ids
 * @param size of a group
 */
record BuildingGroups(List<Building> buildings, int size) {
    /** Rows of a group, about: some tens of megabytes of features. */
    private static final int ROWS = 250_000;

    BuildingGroups {
        buildings = List.copyOf(buildings);
    }

    /** Groups for so many origins; the same for the same buildings and origins. */
    static BuildingGroups of(List<Building> buildings, int origins, EdfConfig config) {
        int rowsOfBuilding = origins * FeatureSettings.of(config).horizonSteps();
        return new BuildingGroups(buildings, Math.max(1, ROWS / rowsOfBuilding));
    }

    int count() {
        return (buildings.size() + size - 1) / size;
    }

    IntStream numbers() {
        return IntStream.range(0, count());
    }

    List<Building> of(int group) {
        return buildings.subList(group * size, Math.min(buildings.size(), (group + 1) * size));
    }

    List<String> ids(int group) {
        return of(group).stream().map(building -> building.id().value()).toList();
    }

    /** The group that holds a building. */
    int groupOf(String id) {
        return numbers().filter(group -> ids(group).contains(id)).findFirst().orElseThrow();
    }
}
