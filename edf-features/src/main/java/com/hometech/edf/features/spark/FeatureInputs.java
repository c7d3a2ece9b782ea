package com.hometech.edf.features.spark;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.WeatherFiles;
import com.hometech.edf.features.series.WeatherColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inputs that both feature jobs share. */
final class FeatureInputs {
    private static final String CONFIG_FILE = "edf_config.yaml";
    /** The strategy that fits one model for each building, with its series. */
    private static final String PER_BUILDING = "Prophet";

    private static final String REGRESSORS = "prophet-regressors";
    private static final Duration YEAR = Duration.ofDays(366);

    private final JobContext context;
    private final String configYaml;
    private final EdfConfig config;
    private final Topology topology;
    private final @Nullable List<String> seriesWeather;

    FeatureInputs(JobContext context) throws IOException {
        this.context = context;
        Path file = context.processingInput("config").resolve(CONFIG_FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no configuration " + file);
        }
        this.configYaml = Files.readString(file);
        EdfConfig configured = ConfigReader.parse(configYaml, file.toString());
        this.config = context.optional("target")
                .map(target -> configured.withQuantity(Quantity.ofCode(target, "Parameter --target")))
                .orElse(configured);
        this.seriesWeather = chosenSeriesWeather();
        this.topology = TopologyFiles.read(context.processingInput("topology"));
    }

    String configYaml() {
        return configYaml;
    }

    EdfConfig config() {
        return config;
    }

    Topology topology() {
        return topology;
    }

    /** Whether the topology has a building with this id. */
    boolean isKnown(String building) {
        return BuildingId.isValid(building)
                && topology.find(new BuildingId(building)).isPresent();
    }

    /** What is forecast: as the parameter {@code target} says, else as the configuration does. */
    Quantity quantity() {
        return config.edfFeatureEng().quantity();
    }

    /** The table of the readings of the quantity. */
    Path readings() {
        return context.processingInput(quantity().table());
    }

    Map<String, SiteWeather> weather(StepGrid grid) throws IOException {
        return WeatherFiles.read(context.processingInput("weather"), context.processingInput("weather-forecast"), grid);
    }

    FeatureSettings settings() {
        return FeatureSettings.of(config);
    }

    /**
     * The weather of the series that the strategy is fitted with, as the parameters {@code strategy} and
     * {@code prophet-regressors} say, else as the configuration does; null where the strategy needs no series.
     */
    @Nullable
    List<String> seriesWeather() {
        return seriesWeather;
    }

    private @Nullable List<String> chosenSeriesWeather() {
        String strategy =
                context.optional("strategy").orElse(config.edfTraining().defaultStrategy());
        if (!TrainingConfig.STRATEGIES.contains(strategy)) {
            throw new InvalidInputException("Parameter --strategy is \"" + strategy + "\"; write one of "
                    + String.join(", ", TrainingConfig.STRATEGIES));
        }
        List<String> weather = WeatherColumns.checked(regressors(), "Parameter --" + REGRESSORS);
        return strategy.equals(PER_BUILDING) ? weather : null;
    }

    /** Empty text is a choice: no weather. */
    private List<String> regressors() {
        String given = context.parameters().get(REGRESSORS);
        return given == null
                ? config.edfTraining().hyperparameters().prophet().prophetRegressors()
                : Arrays.stream(given.split(","))
                        .map(String::strip)
                        .filter(column -> !column.isEmpty())
                        .toList();
    }

    /** Ids of the topology without those that have readings; a building that never generated has no plant to wait for. */
    List<String> withoutReadings(Set<String> known) {
        if (quantity() == Quantity.SOLAR) {
            return List.of();
        }
        return topology.buildings().stream()
                .map(building -> building.id().value())
                .filter(id -> !known.contains(id))
                .toList();
    }

    /** The buildings with these ids, in their order. */
    List<Building> buildings(Set<String> ids) {
        return topology.buildings().stream()
                .filter(building -> ids.contains(building.id().value()))
                .toList();
    }

    /** Whether the stored readings from {@code start} to {@code end} span a year, so that a season is more than a few weeks. */
    boolean spansYear(Instant start, Instant end) throws IOException {
        Optional<Instant> stored = MonthPartitions.firstMonthStart(readings()).map(Instant::ofEpochSecond);
        Instant first = stored.filter(start::isBefore).orElse(start);
        return stored.isPresent() && !first.plus(YEAR).isAfter(end);
    }
}
