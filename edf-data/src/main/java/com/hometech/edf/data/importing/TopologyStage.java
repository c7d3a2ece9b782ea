package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.table.AreaFile;
import com.hometech.edf.data.table.TopologyFiles;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Brings the delivered {@code buildings.csv} and {@code calendar.csv} together with those imported before: a delivered row
 * replaces the one of the same building or day, all others stay. A delivered {@code areas.csv} replaces the one before as a
 * whole, for who has left an area stands in no row.
 */
final class TopologyStage {
    private static final Map<String, List<String>> KEYS = Map.of(
            TopologyFiles.BUILDINGS, List.of(TopologyFiles.BUILDING_ID),
            TopologyFiles.CALENDAR, List.of("site_id", "date"));

    private final ObjectStore objects;
    private final ObjectUri published;
    private final Path directory;

    /**
     * Prepares the stage.
     *
     * @param published prefix of what was imported before
     * @param directory where the merged files are put
     */
    TopologyStage(ObjectStore objects, ObjectUri published, Path directory) throws IOException {
        this.objects = objects;
        this.published = published;
        this.directory = Files.createDirectories(directory);
    }

    /** Merges the files and reads them. */
    Topology merge(Path folder) throws IOException {
        for (String name : KEYS.keySet()) {
            mergeFile(name, folder.resolve(name));
        }
        replaceAreas(folder.resolve(AreaFile.NAME));
        if (!Files.exists(directory.resolve(TopologyFiles.BUILDINGS))) {
            throw new InvalidInputException("Folder " + folder + " has no " + TopologyFiles.BUILDINGS
                    + ", and none was imported before: it says which buildings exist");
        }
        Topology topology = TopologyFiles.read(directory);
        AreaFile.read(directory, topology);
        return topology;
    }

    private void replaceAreas(Path delivered) throws IOException {
        ObjectUri earlier = published.resolve(AreaFile.NAME);
        Path target = directory.resolve(AreaFile.NAME);
        if (objects.find(earlier).isPresent()) {
            Path before = Files.write(directory.resolve("published-" + AreaFile.NAME), objects.read(earlier));
            Files.copy(before, target);
        }
        if (Files.exists(delivered)) {
            Files.copy(delivered, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Describes the series of a plain CSV file in {@code folder}. What is known of a building from an earlier import stays; a
     * series that has become negative feeds in from now on.
     */
    void describe(PlainCsv csv, Path folder) throws IOException {
        SortedMap<String, Map<String, String>> rows = csv.buildingRows();
        Set<String> columns = new LinkedHashSet<>();
        rows.values().forEach(row -> columns.addAll(row.keySet()));
        ObjectUri earlier = published.resolve(TopologyFiles.BUILDINGS);
        if (objects.find(earlier).isPresent()) {
            Path before = Files.write(directory.resolve("known-" + TopologyFiles.BUILDINGS), objects.read(earlier));
            Map<String, Map<String, String>> known = new TreeMap<>();
            read(before, List.of(TopologyFiles.BUILDING_ID), columns, known);
            known.keySet().retainAll(rows.keySet());
            known.forEach((id, row) -> {
                if (csv.isFeedingIn(id)) {
                    row.put(TopologyFiles.FEEDS_IN, "yes");
                }
            });
            rows.putAll(known);
        }
        write(folder.resolve(TopologyFiles.BUILDINGS), columns, rows.values());
    }

    private void mergeFile(String name, Path delivered) throws IOException {
        Path target = directory.resolve(name);
        ObjectUri earlier = published.resolve(name);
        boolean known = objects.find(earlier).isPresent();
        if (!known && Files.exists(delivered)) {
            Files.copy(delivered, target);
        } else if (known) {
            Path before = directory.resolve("published-" + name);
            Files.write(before, objects.read(earlier));
            if (Files.exists(delivered)) {
                write(target, KEYS.getOrDefault(name, List.of()), before, delivered);
            } else {
                Files.copy(before, target);
            }
        }
    }

    private static void write(Path target, List<String> key, Path before, Path delivered) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        Map<String, Map<String, String>> rows = new TreeMap<>();
        read(before, key, columns, rows);
        read(delivered, key, columns, rows);
        write(target, columns, rows.values());
    }

    private static void write(Path target, Set<String> columns, Collection<Map<String, String>> rows)
            throws IOException {
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(target, StandardCharsets.UTF_8)) {
            writer.writeRecord(columns);
            for (Map<String, String> row : rows) {
                writer.writeRecord(columns.stream()
                        .map(column -> row.getOrDefault(column, ""))
                        .toList());
            }
        }
    }

    private static void read(Path file, List<String> key, Set<String> columns, Map<String, Map<String, String>> rows)
            throws IOException {
        try (CsvTable csv = new CsvTable(file)) {
            columns.addAll(csv.columns());
            while (csv.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                csv.columns().forEach(column -> row.put(column, csv.field(csv.position(column))));
                List<String> values = new ArrayList<>();
                key.forEach(column -> values.add(csv.field(csv.position(column))));
                rows.put(String.join("\u0000", values), row);
            }
        }
    }

    /** Publishes the areas alone, where they have changed: no reading depends on them. */
    void publishAreas() throws IOException {
        ObjectUri areas = published.resolve(AreaFile.NAME);
        Path changed = changes().get(areas);
        if (changed != null) {
            objects.put(areas, changed);
        }
    }

    /** The merged files that differ from what was imported before, with where each goes. */
    Map<ObjectUri, Path> changes() throws IOException {
        Map<ObjectUri, Path> changed = new LinkedHashMap<>();
        for (String name : List.of(TopologyFiles.BUILDINGS, TopologyFiles.CALENDAR, AreaFile.NAME)) {
            Path merged = directory.resolve(name);
            Path before = directory.resolve("published-" + name);
            boolean same = Files.exists(before) && Files.exists(merged) && Files.mismatch(before, merged) < 0;
            if (Files.exists(merged) && !same) {
                changed.put(published.resolve(name), merged);
            }
        }
        return changed;
    }
}
