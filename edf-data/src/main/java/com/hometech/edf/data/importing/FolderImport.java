package com.hometech.edf.data.importing;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.MonthlyCoverage;
import com.hometech.edf.data.quality.QualityWarnings;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.quality.SeriesRules;
import com.hometech.edf.data.quality.WeatherProfile;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.GenerationColumn;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One import on local disk: reads deliveries into sorters, then writes the tables, the rejected rows and the report. */
final class FolderImport {
    static final String TABLES = "tables";
    static final String FORECASTS = "weather-forecast";
    static final String REJECTED = "rejected.csv.gz";

    /** Reads one delivery into the sorter of its table. */
    @FunctionalInterface
    private interface Reader {
        void read(Delivery file, long version, RowSorter sorter, RowTally tally) throws IOException;
    }

    private final List<Building> buildings;
    private final List<SiteId> sites;
    private final DataQualityConfig rules;
    private final TimeStep step;
    private final TimeRange range;
    private final Path work;
    private final String name;
    private final Progress progress;

    private final Map<DeliveredTable, RowTally> tallies = new EnumMap<>(DeliveredTable.class);
    private final List<DataQualityReport.DeliveredFile> files = new ArrayList<>();
    private final Map<Long, String> fileByVersion = new TreeMap<>();
    private final Set<Long> refused = new HashSet<>();
    private List<BuildingQuality> qualities = List.of();
    private MonthlyCoverage coverage = new MonthlyCoverage();

    /**
     * Prepares an import.
     *
     * @param step of the tables of readings
     * @param now readings after it are refused
     * @param work directory for everything that it writes
     * @param name part of the names of its files
     */
    FolderImport(
            Topology topology,
            DataQualityConfig rules,
            TimeStep step,
            Instant now,
            Path work,
            String name,
            Progress progress) {
        this.buildings = topology.buildings();
        this.sites = buildings.stream().map(Building::site).distinct().sorted().toList();
        this.rules = rules;
        this.step = step;
        this.range = TimeRange.until(now, rules.earliestYear());
        this.work = work;
        this.name = name;
        this.progress = progress;
    }

    /** Imports the deliveries; their versions count up from the first in the order of the list. */
    DataQualityReport run(List<Delivery> deliveries, long firstVersion) throws IOException {
        Map<DeliveredTable, Map<Long, Delivery>> byTable = new EnumMap<>(DeliveredTable.class);
        for (int index = 0; index < deliveries.size(); index++) {
            Delivery file = deliveries.get(index);
            fileByVersion.put(firstVersion + index, file.name());
            byTable.computeIfAbsent(file.table(), absent -> new TreeMap<>()).put(firstVersion + index, file);
        }
        try (RejectedRows rejected = new RejectedRows(work.resolve("rejected"))) {
            importReadings(DeliveredTable.CONSUMPTION, byTable, rejected);
            importReadings(DeliveredTable.GENERATION, byTable, rejected);
            qualities = new QualityWarnings(rules).withStatus(qualities);
            WeatherProfile profile = new WeatherProfile(sites, qualities);
            importWeather(byTable, rejected, profile);
            importWeatherForecasts(byTable, rejected, profile);
            if (!rejected.isEmpty()) {
                rejected.writeTo(work.resolve(REJECTED));
            }
            return report(profile);
        }
    }

    private void importReadings(
            DeliveredTable kind, Map<DeliveredTable, Map<Long, Delivery>> byTable, RejectedRows rejected)
            throws IOException {
        if (!byTable.containsKey(kind)) {
            return;
        }
        boolean consumption = kind == DeliveredTable.CONSUMPTION;
        Quantity quantity = consumption ? Quantity.CONSUMPTION : Quantity.SOLAR;
        var columns = consumption ? ConsumptionColumn.SCHEMA : GenerationColumn.SCHEMA;
        String value = columns.get(ConsumptionColumn.CONSUMPTION_KWH.ordinal()).name();
        RowTally tally = tally(kind);
        try (RowSorter sorter = new RowSorter(work.resolve("spill-" + kind.table()), 1);
                MonthlyParts parts = new MonthlyParts(tableDirectory(kind), partName(), columns)) {
            ReadingRows reader = new ReadingRows(buildings, rules, range, quantity, value, rejected);
            readAll(kind, byTable.get(kind), reader::read, sorter, rejected);
            progress.report("Checking " + kind.table(), 0, 0);
            ReadingsTable table = new ReadingsTable(
                    buildings, new SeriesRules(rules), step, fileByVersion, refused, rejected, tally, consumption);
            table.write(sorter.sorted(), parts);
            parts.finish();
            rejected.keepPart();
            if (consumption) {
                qualities = table.qualities();
                coverage = table.coverage();
            }
        }
    }

    private void importWeather(
            Map<DeliveredTable, Map<Long, Delivery>> byTable, RejectedRows rejected, WeatherProfile profile)
            throws IOException {
        DeliveredTable kind = DeliveredTable.WEATHER;
        if (!byTable.containsKey(kind)) {
            return;
        }
        try (RowSorter sorter = new RowSorter(work.resolve("spill-weather"), WeatherColumn.VARIABLES.size());
                MonthlyParts parts = new MonthlyParts(tableDirectory(kind), partName(), WeatherColumn.SCHEMA)) {
            WeatherRows reader = new WeatherRows(sites, range, false, rejected);
            readAll(kind, byTable.get(kind), reader::read, sorter, rejected);
            weatherTable(kind, rejected, profile).write(sorter.sorted(), parts::at);
            parts.finish();
            rejected.keepPart();
        }
    }

    private void importWeatherForecasts(
            Map<DeliveredTable, Map<Long, Delivery>> byTable, RejectedRows rejected, WeatherProfile profile)
            throws IOException {
        DeliveredTable kind = DeliveredTable.WEATHER_FORECAST;
        if (!byTable.containsKey(kind)) {
            return;
        }
        try (RowSorter sorter = new RowSorter(work.resolve("spill-forecast"), WeatherColumn.VARIABLES.size());
                ParquetRowWriter writer = new ParquetRowWriter(
                        work.resolve(FORECASTS).resolve(partName()), WeatherForecastColumn.SCHEMA)) {
            WeatherRows reader = new WeatherRows(sites, range, true, rejected);
            readAll(kind, byTable.get(kind), reader::read, sorter, rejected);
            weatherTable(kind, rejected, profile).write(sorter.sorted(), time -> writer);
            if (writer.rows() > 0) {
                writer.finish();
            }
            rejected.keepPart();
        }
    }

    private WeatherTable weatherTable(DeliveredTable kind, RejectedRows rejected, WeatherProfile profile) {
        boolean forecasts = kind == DeliveredTable.WEATHER_FORECAST;
        return new WeatherTable(sites, fileByVersion, refused, rejected, tally(kind), forecasts, profile);
    }

    /** A file that cannot be used as a whole is refused with its reason, and the others go on. */
    private void readAll(
            DeliveredTable kind, Map<Long, Delivery> deliveries, Reader reader, RowSorter sorter, RejectedRows rejected)
            throws IOException {
        int done = 0;
        for (Map.Entry<Long, Delivery> each : deliveries.entrySet()) {
            Delivery file = each.getValue();
            long version = each.getKey();
            progress.report("Reading " + file.name(), done++, deliveries.size());
            RowTally ofFile = new RowTally();
            String problem = "";
            try {
                reader.read(file, version, sorter, ofFile);
                tally(kind).add(ofFile);
                rejected.keepPart();
            } catch (InvalidInputException refusal) {
                refused.add(version);
                rejected.dropPart();
                problem = String.valueOf(refusal.getMessage());
            }
            long rows = problem.isEmpty() ? ofFile.input() : 0;
            files.add(new DataQualityReport.DeliveredFile(file.name(), kind.table(), rows, version, problem));
        }
    }

    private RowTally tally(DeliveredTable kind) {
        return tallies.computeIfAbsent(kind, absent -> new RowTally());
    }

    private Path tableDirectory(DeliveredTable kind) {
        return work.resolve(TABLES).resolve(kind.table());
    }

    private String partName() {
        return name.replace("import", "part") + ".parquet";
    }

    /** Without corrections and warnings, for these need what is stored. */
    private DataQualityReport report(WeatherProfile profile) {
        List<DataQualityReport.Rejection> rejections = new ArrayList<>();
        List<DataQualityReport.TableTotals> totals = new ArrayList<>();
        tallies.forEach((kind, tally) -> {
            totals.add(tally.totals(kind.table()));
            rejections.addAll(tally.rejections(kind.table()));
        });
        return new DataQualityReport(
                name,
                totals,
                files,
                rejections,
                qualities,
                profile.sites(),
                coverage.months(),
                List.of(),
                List.of(),
                null);
    }
}
