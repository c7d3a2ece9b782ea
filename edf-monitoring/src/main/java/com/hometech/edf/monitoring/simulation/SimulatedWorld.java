package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.importing.DeliveredTable;
import com.hometech.edf.data.importing.TimeText;
import com.hometech.edf.data.table.AreaFile;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cuts a data folder into what arrives by each daily run, with the faults that are injected. Streams readings, so that their
 * number does not matter; the weather of the simulated days is in memory.
 */
final class SimulatedWorld {
    private static final String TIME = "timestamp_utc";
    private static final String BUILDING = "building_id";
    private static final String DATE = "date";
    private static final String GZIP = ".gz";

    private final Path data;
    private final Arrivals arrivals;
    private final Faults faults;
    private final Deliveries deliveries;
    private final SimulatedWeather weather;

    /** @param folder where the deliveries go */
    SimulatedWorld(Path data, Arrivals arrivals, Faults faults, Path folder) {
        this.data = data;
        this.arrivals = arrivals;
        this.faults = faults;
        this.deliveries = new Deliveries(folder);
        this.weather = new SimulatedWeather(arrivals, faults, deliveries);
    }

    /**
     * Writes all deliveries.
     *
     * @return whether weather forecasts are archived; else the weather that was observed later stands in for them
     * @throws InvalidInputException when the folder is not one that can be cut, or a fault is about what it does not have
     */
    boolean write() throws IOException {
        Topology topology = topology();
        requireBuildings(topology);
        writeCalendar();
        copy(TopologyFiles.BUILDINGS);
        copy(AreaFile.NAME);
        for (Path file : files()) {
            switch (kind(file)) {
                case CONSUMPTION, GENERATION -> writeReadings(file);
                case WEATHER -> weather.readObserved(file, name(file));
                case WEATHER_FORECAST -> weather.readForecasts(file, name(file));
            }
        }
        boolean archived = weather.write();
        deliveries.finish();
        return archived;
    }

    private Topology topology() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new InvalidInputException("--data " + data + " is not a folder; give one with consumption.csv and "
                    + TopologyFiles.BUILDINGS + " (docs/data-layout.md)");
        }
        if (!Files.exists(data.resolve(TopologyFiles.BUILDINGS))) {
            throw new InvalidInputException("Folder " + data + " has no " + TopologyFiles.BUILDINGS
                    + ": it says which buildings exist (docs/data-layout.md)");
        }
        return TopologyFiles.read(data);
    }

    private void requireBuildings(Topology topology) {
        for (Fault fault : faults.all()) {
            if (!fault.building().isEmpty()
                    && topology.buildings().stream()
                            .noneMatch(building -> building.id().value().equals(fault.building()))) {
                throw new InvalidInputException("--inject " + fault.text() + ": there is no building "
                        + fault.building() + " in " + data + "; there are "
                        + first(topology.buildings().stream()
                                .map(Building::id)
                                .map(id -> id.value())
                                .sorted()
                                .toList()));
            }
        }
    }

    private static String first(List<String> names) {
        int shown = 5;
        return names.size() <= shown
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, shown)) + " and " + (names.size() - shown) + " more";
    }

    private void copy(String name) throws IOException {
        Path file = data.resolve(name);
        if (Files.exists(file)) {
            try (CsvTable table = new CsvTable(file)) {
                while (table.next()) {
                    deliveries.add(0, name, table.columns(), table.fields());
                }
            }
        }
    }

    /** The calendar comes once and for all, with the holidays that are shifted. */
    private void writeCalendar() throws IOException {
        Path file = data.resolve(TopologyFiles.CALENDAR);
        List<Fault> unseen = new ArrayList<>(faults.of(FaultKind.HOLIDAY_SHIFTED));
        if (Files.exists(file)) {
            try (CsvTable table = new CsvTable(file)) {
                int date = table.position(DATE);
                while (table.next()) {
                    List<String> row = new ArrayList<>(table.fields());
                    for (Fault fault : faults.of(FaultKind.HOLIDAY_SHIFTED)) {
                        if (table.field(date).equals(fault.first().toString())) {
                            row.set(date, fault.last().toString());
                            unseen.remove(fault);
                        }
                    }
                    deliveries.add(0, TopologyFiles.CALENDAR, table.columns(), row);
                }
            }
        }
        if (!unseen.isEmpty()) {
            throw new InvalidInputException(
                    "--inject " + unseen.get(0).text() + ": " + unseen.get(0).first() + " is no holiday in " + file);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(data)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file ->
                            DeliveredTable.of(file.getFileName().toString()).isPresent())
                    .sorted()
                    .toList();
            if (files.stream().noneMatch(file -> kind(file) == DeliveredTable.CONSUMPTION)) {
                throw new InvalidInputException("Folder " + data + " has no consumption.csv (docs/data-layout.md)");
            }
            return files;
        }
    }

    private static DeliveredTable kind(Path file) {
        return DeliveredTable.of(file.getFileName().toString()).orElseThrow();
    }

    /** Name of a delivered file: without the packing, which small files do not need. */
    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    }

    private void writeReadings(Path file) throws IOException {
        try (CsvTable table = new CsvTable(file)) {
            int building = table.position(BUILDING);
            int time = timeColumn(table, file);
            int value = table.columns().size() - 1;
            for (String column : List.of("consumption_kwh", "generation_kwh")) {
                value = table.has(column) ? table.position(column) : value;
            }
            TimeText times = new TimeText();
            while (table.next()) {
                long second = times.utcEpochSecond(table.field(time));
                if (second == TimeText.BAD || !table.isComplete()) {
                    // for the import to set aside
                    deliveries.add(0, name(file), table.columns(), table.fields());
                } else {
                    writeReading(table, name(file), building, time, value, second);
                }
            }
        }
    }

    private void writeReading(CsvTable table, String name, int building, int time, int value, long second)
            throws IOException {
        int delivery = arrivals.ofReading(second);
        List<Fault> found = faults.of(table.field(building), second);
        if (found.isEmpty()) {
            deliveries.add(delivery, name, table.columns(), table.fields());
            return;
        }
        List<String> row = new ArrayList<>(table.fields());
        long shown = second;
        for (Fault fault : found) {
            if (fault.kind() == FaultKind.METER_SCALED) {
                row.set(value, scaled(row.get(value), fault.factor()));
            } else {
                shown += Faults.CLOCK_SHIFT_SECONDS;
                row.set(time, Instant.ofEpochSecond(shown).toString());
            }
        }
        // once the clock is right again, the hour that was shown too early is read again
        boolean readAgain = found.stream()
                .anyMatch(fault -> fault.kind() == FaultKind.CLOCK_SHIFTED
                        && !Faults.isOn(fault, second + Faults.CLOCK_SHIFT_SECONDS));
        if (!readAgain) {
            deliveries.add(delivery, name, table.columns(), row);
        }
    }

    private static String scaled(String text, double factor) {
        try {
            return text.isBlank() ? text : Double.toString(Double.parseDouble(text) * factor);
        } catch (NumberFormatException notNumber) {
            return text;
        }
    }

    static int timeColumn(CsvTable table, Path file) {
        if (!table.has(TIME)) {
            throw new InvalidInputException("File " + file + " has no column " + TIME
                    + ", which tells when its rows arrive; a simulation takes no local times");
        }
        return table.position(TIME);
    }

    /** The day of a time in UTC. */
    static LocalDate day(long epochSecond) {
        return LocalDate.ofEpochDay(Math.floorDiv(epochSecond, Faults.DAY_SECONDS));
    }
}
