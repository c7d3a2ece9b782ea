package com.hometech.edf.features.spark;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
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
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.WeatherFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The inputs that both feature jobs share. */
final class FeatureInputs {
    private static final String CONFIG_FILE = "edf_config.yaml";
    private static final Duration YEAR = Duration.ofDays(366);

    private final JobContext context;
    private final String configYaml;
    private final EdfConfig config;
    private final Topology topology;

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
        Optional<Instant> stored = ConsumptionFiles.firstMonthStart(readings()).map(Instant::ofEpochSecond);
        Instant first = stored.filter(start::isBefore).orElse(start);
        return stored.isPresent() && !first.plus(YEAR).isAfter(end);
    }
}
