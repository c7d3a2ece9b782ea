package com.hometech.edf.features.build;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.table.FeatureSummary;
import com.hometech.edf.features.table.FeatureSummary.BuildingSummary;
import com.hometech.edf.features.table.FeatureSummary.FailedBuilding;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What became of a group of buildings. Reports of groups add up to the summaries of a run. */
public final class GroupReport implements Serializable {
    private final Map<String, PartReport> parts = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> silent = new TreeSet<>();
    private final Set<String> inactive = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<FailedBuilding> failed = new ArrayList<>();

    PartReport part(String name) {
        return parts.computeIfAbsent(name, key -> new PartReport());
    }

    void addSilent(String building) {
        silent.add(building);
    }

    /** Adds buildings of which nothing was loaded at all. */
    public void addSilent(Collection<String> buildings) {
        silent.addAll(buildings);
    }

    /** Buildings without readings, as far as none was found to have earlier ones. */
    public Set<String> silent() {
        return new TreeSet<>(silent);
    }

    void addSeen(String building) {
        seen.add(building);
    }

    void addInactive(String building) {
        inactive.add(building);
    }

    void addUnknown(String building) {
        unknown.add(building);
    }

    void addFailed(String building, String reason) {
        failed.add(new FailedBuilding(building, reason));
    }

    /** Adds what another group reported. */
    public void addAll(GroupReport other) {
        other.parts.forEach((name, part) -> part(name).addAll(part));
        seen.addAll(other.seen);
        silent.addAll(other.silent);
        inactive.addAll(other.inactive);
        unknown.addAll(other.unknown);
        failed.addAll(other.failed);
    }

    /** Every building of which a reading was loaded. */
    public Set<String> seen() {
        return new TreeSet<>(seen);
    }

    /** Says that these silent buildings had readings before: they are closed, not new. */
    public void markInactive(Collection<String> buildings) {
        for (String building : buildings) {
            if (silent.remove(building)) {
                inactive.add(building);
            }
        }
    }

    /** The summary of one table. */
    public FeatureSummary summary(String name, Quantity quantity, Instant dataEnd) {
        PartReport part = part(name);
        boolean empty = part.rows() == 0;
        return new FeatureSummary(
                quantity,
                instant(empty, part.firstOriginEpochSecond()),
                instant(empty, part.lastOriginEpochSecond()),
                dataEnd,
                part.rows(),
                part.weatherSource(),
                part.weatherShare(),
                part.buildings().stream()
                        .sorted(Comparator.comparing(BuildingSummary::buildingId))
                        .toList(),
                List.copyOf(silent),
                List.copyOf(inactive),
                failed.stream()
                        .sorted(Comparator.comparing(FailedBuilding::buildingId))
                        .toList(),
                List.copyOf(unknown));
    }

    private static @Nullable Instant instant(boolean empty, long epochSecond) {
        return empty ? null : Instant.ofEpochSecond(epochSecond);
    }
}
