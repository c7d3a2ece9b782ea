package com.hometech.edf.data.table;

import com.hometech.edf.common.domain.Area;
import com.hometech.edf.common.domain.AreaId;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.csv.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads which buildings are looked at together ({@code areas.csv}, beside {@code buildings.csv}): one row for each building of
 * each area. Columns that are not known here are ignored; errors name file, line and column.
 */
public final class AreaFile {
    /** Name of the file. */
    public static final String NAME = "areas.csv";

    private static final String AREA_ID = "area_id";
    private static final String KIND = "kind";
    private static final List<Area.Kind> KINDS = List.of(Area.Kind.PORTFOLIO, Area.Kind.GRID_AREA);
    private static final int LONGEST_NAME = 128;

    private AreaFile() {}

    /** What the rows of an area have said so far. */
    private record Rows(String name, Area.Kind kind, Set<BuildingId> buildings) {}

    /**
     * Reads the file of a directory.
     *
     * @param topology the buildings that exist
     * @return in the order of the ids; empty where there is no such file
     * @throws InvalidInputException when a row cannot be understood, or contradicts another one or the topology
     */
    public static List<Area> read(Path directory, Topology topology) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return List.of();
        }
        Set<String> sites = new TreeSet<>();
        topology.buildings().forEach(building -> sites.add(building.site().value()));
        Map<AreaId, Rows> areas = new TreeMap<>();
        try (CsvTable csv = new CsvTable(file)) {
            while (csv.next()) {
                add(csv, topology, sites, areas);
            }
        }
        return areas.entrySet().stream()
                .map(area -> new Area(
                        area.getKey(),
                        area.getValue().name(),
                        area.getValue().kind(),
                        area.getValue().buildings()))
                .toList();
    }

    private static void add(CsvTable csv, Topology topology, Set<String> sites, Map<AreaId, Rows> areas) {
        AreaId id = id(csv, sites);
        String name = name(csv);
        Area.Kind kind = kind(csv);
        Rows rows = areas.computeIfAbsent(id, absent -> new Rows(name, kind, new TreeSet<>()));
        if (!rows.name().equals(name) || rows.kind() != kind) {
            throw wrong(
                    csv,
                    AREA_ID,
                    id.value(),
                    "is named \"" + rows.name() + "\" (" + rows.kind().code()
                            + ") in an earlier line: write the same in each");
        }
        BuildingId building = building(csv, topology);
        if (!rows.buildings().add(building)) {
            throw wrong(
                    csv,
                    TopologyFiles.BUILDING_ID,
                    building.value(),
                    "is in area " + id + " by an earlier line too: keep one");
        }
    }

    private static AreaId id(CsvTable csv, Set<String> sites) {
        String text = field(csv, AREA_ID);
        if (!BuildingId.isValid(text)) {
            throw wrong(
                    csv,
                    AREA_ID,
                    text,
                    "is not valid: use 1 to 128 letters, digits, '_', '-', '.' or ':', starting with a letter or digit");
        }
        AreaId id = new AreaId(text);
        if (id.equals(Area.MINE)) {
            throw wrong(csv, AREA_ID, text, "means all buildings of the one who asks: choose another id");
        }
        if (sites.contains(text)) {
            throw wrong(csv, AREA_ID, text, "is the id of a site, which is an area already: choose another id");
        }
        return id;
    }

    private static String name(CsvTable csv) {
        String name = field(csv, "area_name");
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong(
                    csv,
                    "area_name",
                    name,
                    "must have 1 to " + LONGEST_NAME + " characters, none of them a control character");
        }
        return name;
    }

    private static Area.Kind kind(CsvTable csv) {
        String code = field(csv, KIND);
        return KINDS.stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> wrong(csv, KIND, code, "must be portfolio or grid_area"));
    }

    private static BuildingId building(CsvTable csv, Topology topology) {
        String text = field(csv, TopologyFiles.BUILDING_ID);
        if (!BuildingId.isValid(text)) {
            throw wrong(csv, TopologyFiles.BUILDING_ID, text, "is not the id of a building");
        }
        return topology.find(new BuildingId(text))
                .map(Building::id)
                .orElseThrow(() -> wrong(
                        csv,
                        TopologyFiles.BUILDING_ID,
                        text,
                        "is not in " + TopologyFiles.BUILDINGS + ": add it there"));
    }

    private static String field(CsvTable csv, String column) {
        return csv.field(csv.position(column)).strip();
    }

    private static InvalidInputException wrong(CsvTable csv, String column, String value, String why) {
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
        return new InvalidInputException(csv.where() + ": " + column + " \"" + shown + "\" " + why);
    }
}
