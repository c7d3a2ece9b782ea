package com.hometech.edf.cli;

import com.hometech.edf.cli.platform.EmbeddedPlatform;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.cli.workflow.Workflows;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.ConfigText;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Model.CommandSpec;

/** What a command works with: the embedded platform below the home, the configuration, the workflows, the terminal. */
public final class Workbench implements AutoCloseable {
    private static final DateTimeFormatter NAME_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path home;
    private final Clock clock;
    private final Terminal terminal;
    private final String configYaml;
    private final EdfConfig config;
    private final Places places;
    private final EmbeddedPlatform platform;
    private final Workflows workflows;

    private Workbench(Path home, Clock clock, Terminal terminal, String configYaml, String configName) {
        this.home = home;
        this.clock = clock;
        this.terminal = terminal;
        this.configYaml = configYaml;
        this.config = ConfigReader.parse(configYaml, configName);
        this.places = new Places(config.general(), "");
        this.platform = new EmbeddedPlatform(home, clock);
        this.workflows = new Workflows(home, platform, config, places, terminal, this::command);
    }

    /**
     * Opens the home that the options name, with the configuration that they name.
     *
     * @throws InvalidInputException where the configuration cannot be meant
     */
    public static Workbench open(CommandSpec spec) {
        return open(spec, Terminal.standard(spec.commandLine().getOut()));
    }

    /** As {@link #open(CommandSpec)}, with another terminal. */
    public static Workbench open(CommandSpec spec, Terminal terminal) {
        GlobalOptions options = GlobalOptions.of(spec);
        String name = options.config().map(Path::toString).orElse("the configuration that comes with EDF");
        String yaml = options.config().map(Workbench::read).orElseGet(Workbench::shippedConfiguration);
        return new Workbench(options.home(), options.clock(), terminal, yaml, name);
    }

    /** The same configuration and terminal with another home and time. */
    public Workbench at(Path otherHome, Clock otherClock) {
        return new Workbench(otherHome, otherClock, terminal, configYaml, "the configuration");
    }

    /**
     * As {@link #at(Path, Clock)}, for readings of another step than the configuration's: the home gets a configuration of its
     * own with this step, which later commands in it take too.
     *
     * @param step of the readings; empty where the configuration's is meant
     */
    public Workbench at(Path otherHome, Clock otherClock, Optional<TimeStep> step) {
        if (step.isEmpty()
                || step.get().duration().equals(config.edfFeatureEng().step())) {
            return at(otherHome, otherClock);
        }
        String yaml = ConfigText.with(
                configYaml, "edf_feature_eng", "step", step.get().toString());
        Path file = otherHome.resolve(GlobalOptions.CONFIG_FILE);
        terminal.plain("  edf_feature_eng.step becomes " + step.get() + ", as in the data: " + shown(file));
        try {
            Files.createDirectories(otherHome);
            Files.writeString(file, yaml);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + file + ": " + failure, failure);
        }
        return new Workbench(otherHome, otherClock, terminal, yaml, file.toString());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new InvalidInputException(
                    "--config " + file + " cannot be read: "
                            + (Files.exists(file) ? failure.toString() : "there is no such file"),
                    failure);
        }
    }

    private static String shippedConfiguration() {
        try (InputStream resource = Workbench.class.getResourceAsStream("/edf_config.yaml")) {
            return new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path home() {
        return home;
    }

    public Clock clock() {
        return clock;
    }

    public Terminal terminal() {
        return terminal;
    }

    public EdfConfig config() {
        return config;
    }

    /** Text of the configuration, with its comments. */
    public String configurationText() {
        return configYaml;
    }

    /** Who may see what of this home. */
    public EntitlementRegister entitlements() {
        return platform.entitlements();
    }

    public Places places() {
        return places;
    }

    public Platform platform() {
        return platform;
    }

    public Workflows workflows() {
        return workflows;
    }

    /** The model package group of the quantity that the configuration names. */
    public String modelGroup() {
        return modelGroup(config.edfFeatureEng().quantity());
    }

    /** The model package group of a quantity in this environment. */
    public String modelGroup(Quantity quantity) {
        return config.general().modelPackageGroupBase(quantity);
    }

    /** The quantity whose models a group keeps. */
    public Quantity quantityOf(String modelGroup) {
        return modelGroup.equals(modelGroup(Quantity.SOLAR)) ? Quantity.SOLAR : Quantity.CONSUMPTION;
    }

    /** The file or directory that stands for an object or prefix. */
    public Path pathOf(ObjectUri uri) {
        return home.resolve("buckets").resolve(uri.bucket()).resolve(uri.key());
    }

    /** Puts the configuration where jobs read it. */
    public void publishConfiguration() {
        platform.objects().put(places.configuration(), configYaml.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The buildings and holidays that were imported.
     *
     * @throws InvalidInputException where nothing was imported
     */
    public Topology topology() {
        Path directory = pathOf(places.calendarTopology());
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException("There is no data in " + home + " yet. Import some: "
                    + command("data import FOLDER") + " (or try: " + command("demo") + ")");
        }
        try {
            return TopologyFiles.read(directory);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + directory + ": " + failure, failure);
        }
    }

    /** The building's own time zone; UTC where it is not known any more. */
    public ZoneId zoneOf(BuildingId building) {
        return topology().find(building).map(Building::zone).orElse(ZoneOffset.UTC);
    }

    /** A picture of a forecast with the readings around it, as wide as the terminal; its forecast is marked cyan. */
    public String forecastPicture(List<ForecastRecord> rows) {
        Quantity quantity = rows.get(0).quantity();
        StoredReadings readings =
                new StoredReadings(pathOf(places.processedData().resolve(quantity.table())), quantity);
        return new ForecastPicture(readings, config.edfFeatureEng().step())
                .draw(rows, zoneOf(rows.get(0).building()), terminal.width());
    }

    /** How the user calls {@code edf} with these words in this home; to be copied from the terminal. */
    public String command(String words) {
        String call = System.getProperty("edf.command", "edf") + " " + words;
        return home.equals(GlobalOptions.defaultHome().toAbsolutePath().normalize())
                ? call
                : call + " --home " + quoted(shown(home));
    }

    /** A word as a shell takes it back. */
    public static String quoted(String word) {
        return word.matches("[\\p{L}\\p{N}/._=+,:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A path as short as it can be copied: relative where it lies below the current directory. */
    public static String shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here)
                ? here.relativize(whole).toString()
                : whole.toString();
    }

    /** A name for an execution that starts now: {@code prefix-20241121-050000}. */
    public String executionName(String prefix) {
        return prefix + "-" + NAME_TIME.format(clock.instant());
    }

    /** As {@link #executionName}, with a number behind it where there is one of this name: for what is done anew each time. */
    public String freeExecutionName(String prefix) {
        String name = executionName(prefix);
        Set<String> taken = workflows.executions().list().stream()
                .map(ExecutionRecord::name)
                .collect(Collectors.toSet());
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? name : name + "-" + number)
                .filter(free -> !taken.contains(free))
                .findFirst()
                .orElseThrow();
    }

    /** An empty directory below the home for temporary files. */
    public Path emptyDirectory(String name) {
        Path directory = home.resolve("work").resolve(name);
        try {
            FileUtils.deleteDirectory(directory.toFile());
            return Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot empty " + directory + ": " + failure, failure);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
