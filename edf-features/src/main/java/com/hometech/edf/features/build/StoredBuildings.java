package com.hometech.edf.features.build;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.BuildingInput;
import com.hometech.edf.features.engine.FeatureEngine;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.SiteContext;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.input.WeatherFiles;
import com.hometech.edf.features.plan.RowPlan;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.features.series.SeriesSource;
import com.hometech.edf.features.series.WeatherColumns;
import com.hometech.edf.features.table.FeatureColumns;
import com.hometech.edf.features.table.FeatureTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buildings with their stored readings and weather in memory: tables of any rows without Spark, by the same engine and the
 * same plan as the jobs. For studies of some hundreds of buildings. Safe to share between threads.
 */
public final class StoredBuildings {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBuildings.class);
    private static final Duration YEAR = Duration.ofDays(366);
    /** Buildings that one thread computes together: it prepares weather and calendar of their site once. */
    private static final int BUILDINGS_PER_GROUP = 8;

    private final FeatureEngine engine;
    private final RowPlan plan;
    private final Topology topology;
    private final StepGrid grid;
    private final Map<String, SiteWeather> weather;
    private final List<Building> buildings;
    private final Map<BuildingId, ReadingSeries> readings;

    /**
     * Where the tables lie.
     *
     * @param readings of the quantity that the configuration forecasts, by month
     * @param weather observations; may be absent
     * @param weatherForecast archived forecasts; may be absent
     */
    public record Tables(Path readings, Path weather, Path weatherForecast) {}

    private StoredBuildings(
            EdfConfig config,
            Topology topology,
            StepGrid grid,
            Map<String, SiteWeather> weather,
            Map<BuildingId, ReadingSeries> readings) {
        this.engine = new FeatureEngine(FeatureSettings.of(config));
        this.plan = new RowPlan(config);
        this.topology = topology;
        this.grid = grid;
        this.weather = weather;
        this.readings = readings;
        this.buildings = readings.keySet().stream()
                .map(id -> topology.find(id).orElseThrow())
                .toList();
    }

    /**
     * Reads all buildings of the topology that have readings before {@code end}; nothing later is looked at, neither readings
     * nor weather.
     *
     * @throws InsufficientHistoryException when there is no reading
     */
    public static StoredBuildings read(EdfConfig config, Topology topology, Tables tables, Instant end)
            throws IOException {
        TimeSpan span = new TimeSpan(TimeSpan.EVER.fromEpochSecond(), end.getEpochSecond());
        Map<String, List<ReadingChunk>> chunks = new TreeMap<>();
        for (Path file : MonthPartitions.within(tables.readings(), span)) {
            ConsumptionFiles.read(file, span, config.edfFeatureEng().quantity())
                    .forEach((building, chunk) -> chunks.computeIfAbsent(building, id -> new ArrayList<>())
                            .add(chunk));
        }
        chunks.keySet()
                .removeIf(id -> !BuildingId.isValid(id)
                        || topology.find(new BuildingId(id)).isEmpty());
        StepGrid grid = grid(chunks, FeatureSettings.of(config).stepSeconds());
        Map<BuildingId, ReadingSeries> readings = new TreeMap<>();
        chunks.forEach((id, parts) -> {
            ReadingSeries series = ReadingSeries.of(parts, grid);
            if (series.first() >= 0) {
                readings.put(new BuildingId(id), series);
            }
        });
        Map<String, SiteWeather> weather = WeatherFiles.read(tables.weather(), tables.weatherForecast(), grid);
        return new StoredBuildings(config, topology, grid, weather, readings);
    }

    private static StepGrid grid(Map<String, List<ReadingChunk>> chunks, int stepSeconds) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (List<ReadingChunk> parts : chunks.values()) {
            for (ReadingChunk chunk : parts) {
                for (long epochSecond : chunk.epochSeconds()) {
                    first = Math.min(first, epochSecond);
                    last = Math.max(last, epochSecond);
                }
            }
        }
        if (first > last) {
            throw new InsufficientHistoryException(
                    "There are no readings of known buildings: import readings first, or choose a later end");
        }
        return StepGrid.between(first, last + stepSeconds, stepSeconds);
    }

    public FeatureEngine engine() {
        return engine;
    }

    /** Chooses rows by the configuration. */
    public RowPlan plan() {
        return plan;
    }

    /** From the first reading to the last. */
    public StepGrid grid() {
        return grid;
    }

    /** End of the last interval with a reading. */
    public Instant dataEnd() {
        return Instant.ofEpochSecond(grid.epochSecond(grid.length()));
    }

    /** Those that have readings, in the order of their ids. */
    public List<Building> buildings() {
        return buildings;
    }

    /** The readings of a building. */
    public ReadingSeries readings(Building building) {
        ReadingSeries series = readings.get(building.id());
        if (series == null) {
            throw new IllegalArgumentException(building.id() + " has no readings here");
        }
        return series;
    }

    /** The rows to learn from: targets lie before the first calibration issue. */
    public FeatureTable training(TrainingPeriods periods) {
        long quota = plan.quota(buildings.stream()
                .mapToLong(building -> readings(building).count())
                .toArray());
        return table(periods.trainingEnd(), building -> plan.training(building, periods, quota));
    }

    /** The rows that calibrate: daily issues with all leads. */
    public FeatureTable calibration(TrainingPeriods periods) {
        return table(periods.trainingEnd(), building -> plan.calibration(building, periods.calibrationIssues()));
    }

    /**
     * All leads of some issues.
     *
     * @param trainingEnd end of what the model learned from, which decides whether seasons are features
     */
    public FeatureTable everyLead(Instant trainingEnd, List<Instant> issues) {
        return table(trainingEnd, building -> plan.everyLead(building, issues));
    }

    /**
     * A table of chosen rows of each building, in the order of the buildings, the same whatever the number of threads.
     *
     * @param trainingEnd end of what a model learns from: with less than a year before it, features that name a season are
     *     missing in all tables of that model
     * @param rows chooses the rows of a building
     */
    public FeatureTable table(Instant trainingEnd, Function<BuildingFeatures, RowBatch> rows) {
        return table(trainingEnd, buildings, rows);
    }

    /**
     * A table as {@link #table(Instant, Function)} of some buildings only, for work that goes through many of them part by
     * part.
     *
     * @param among some of {@link #buildings()}, in their order
     */
    public FeatureTable table(Instant trainingEnd, List<Building> among, Function<BuildingFeatures, RowBatch> rows) {
        boolean seasonal =
                !Instant.ofEpochSecond(grid.epochSecond(0)).plus(YEAR).isAfter(trainingEnd);
        int groups = (among.size() + BUILDINGS_PER_GROUP - 1) / BUILDINGS_PER_GROUP;
        List<FeatureTable> tables = IntStream.range(0, groups)
                .parallel()
                .mapToObj(group -> new Group(seasonal).tables(part(among, group), rows))
                .toList()
                .stream()
                .flatMap(List::stream)
                .filter(table -> table.rows() > 0)
                .toList();
        return joined(tables);
    }

    /**
     * The series of each building over the whole grid, computed anew each time that one is asked for. A building without
     * readings has none, nor has one whose series fails.
     *
     * @param weatherColumns some of {@link WeatherColumns known ones}
     * @throws com.hometech.edf.common.error.InvalidInputException when a weather column is not known
     */
    public SeriesSource series(List<String> weatherColumns) {
        List<String> columns = WeatherColumns.checked(weatherColumns, "The weather of a series");
        return id -> Optional.of(id)
                .filter(BuildingId::isValid)
                .map(BuildingId::new)
                .filter(readings::containsKey)
                .flatMap(topology::find)
                .flatMap(building -> series(building, columns));
    }

    /**
     * The series that a model of these periods may learn from: everything that is known when the first evaluated forecast is
     * issued.
     */
    public SeriesSource series(List<String> weatherColumns, TrainingPeriods periods) {
        int origin = plan.origin(periods.evaluationIssues().get(0), grid);
        return series(weatherColumns).until(grid.epochSecond(origin + 1));
    }

    /** Knows no features: a series needs none of them. */
    private Optional<BuildingSeries> series(Building building, List<String> weatherColumns) {
        try {
            BuildingFeatures plain = engine.preparePlain(new Group(false).input(building));
            return Optional.of(plain.series(weatherColumns, 0, grid.length()));
        } catch (RuntimeException failure) {
            LOG.warn("The series of {} failed; it has none", building.id(), failure);
            return Optional.empty();
        }
    }

    private static List<Building> part(List<Building> among, int group) {
        int from = group * BUILDINGS_PER_GROUP;
        return among.subList(from, Math.min(among.size(), from + BUILDINGS_PER_GROUP));
    }

    /** One thread's work. */
    private final class Group {
        private final boolean seasonal;
        private final Map<SiteKey, SiteContext> sites = new HashMap<>();

        private record SiteKey(SiteId site, ZoneId zone) {}

        Group(boolean seasonal) {
            this.seasonal = seasonal;
        }

        List<FeatureTable> tables(List<Building> part, Function<BuildingFeatures, RowBatch> rows) {
            return part.stream().map(building -> table(input(building), rows)).toList();
        }

        /** A building whose features fail has the plain forecasts alone, as in the jobs. */
        private FeatureTable table(BuildingInput input, Function<BuildingFeatures, RowBatch> rows) {
            try {
                BuildingFeatures features = engine.prepare(input);
                return features.table(rows.apply(features));
            } catch (RuntimeException failure) {
                LOG.warn(
                        "Features of {} failed; it falls back alone",
                        input.building().id(),
                        failure);
                BuildingFeatures plain = engine.preparePlain(input);
                return plain.table(rows.apply(plain));
            }
        }

        private BuildingInput input(Building building) {
            ReadingSeries series = readings(building);
            SiteContext site = sites.computeIfAbsent(
                    new SiteKey(building.site(), building.zone()),
                    key -> new SiteContext(
                            grid,
                            key.zone(),
                            topology.holidaysOf(key.site()),
                            weather.getOrDefault(key.site().value(), SiteWeather.NONE),
                            seasonal,
                            engine.settings()));
            return new BuildingInput(building, series.kwh(), series.flags(), site);
        }
    }

    private FeatureTable joined(List<FeatureTable> tables) {
        int rows = tables.stream().mapToInt(FeatureTable::rows).sum();
        FeatureColumns all = FeatureColumns.allocate(rows, engine.schema().size());
        List<String> ids = new ArrayList<>();
        int offset = 0;
        for (FeatureTable table : tables) {
            all.copyFrom(table.columns(), offset, ids.size());
            ids.addAll(table.buildings());
            offset += table.rows();
        }
        return new FeatureTable(engine.schema(), Collections.unmodifiableList(ids), all);
    }
}
