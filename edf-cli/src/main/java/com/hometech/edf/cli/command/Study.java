package com.hometech.edf.cli.command;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.data.importing.PlainCsv;
import com.hometech.edf.features.build.StoredBuildings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Readings whose past is studied, imported into the work folder of the study. */
final class Study implements AutoCloseable {
    /** The option that begins a study again. */
    static final String FRESH = "--fresh";

    /** Imports accept readings until a day after their clock. */
    private static final Duration ACCEPTED_AHEAD = Duration.ofDays(1);

    private final Path data;
    private final Optional<ZoneId> zone;
    private final Optional<Instant> end;
    private final Optional<PlainCsv> plain;
    private final Workbench imported;
    private final Quantity quantity;

    private Study(StudyOptions options, Workbench bench, Path work) {
        this.data = options.data();
        this.zone = options.zone();
        this.end = options.end(bench);
        this.plain = DataImport.plain(data, zone.orElse(null));
        this.imported = bench.at(
                work,
                end.map(time -> Clock.fixed(time.minus(ACCEPTED_AHEAD), ZoneOffset.UTC))
                        .orElse(bench.clock()),
                plain.map(PlainCsv::step));
        this.quantity = options.target().of(imported);
    }

    /**
     * Prepares a study; nothing is imported yet.
     *
     * @param work where imported readings go
     */
    static Study open(StudyOptions options, Workbench bench, Path work) {
        return new Study(options, bench, work);
    }

    /** The configuration with the step of the readings, for the quantity that is asked for. */
    EdfConfig config() {
        return imported.config().withQuantity(quantity);
    }

    /** Text of the configuration with the step of the readings. */
    String configurationText() {
        return imported.configurationText();
    }

    /** Name of the zone that was given; null where none was. */
    @Nullable
    String timezone() {
        return zone.map(ZoneId::getId).orElse(null);
    }

    /** End of the readings; null where all of them are meant. */
    @Nullable
    Instant end() {
        return end.orElse(null);
    }

    /**
     * Imports the readings, if that was not done before.
     *
     * @param command that goes on after an interruption
     */
    StoredBuildings.Tables importTables(String command) {
        DataImport dataImport = new DataImport(imported, command);
        plain.ifPresentOrElse(dataImport::run, () -> dataImport.run(data));
        return tables(imported, quantity);
    }

    /** Where the imported readings of a quantity and the weather lie. */
    static StoredBuildings.Tables tables(Workbench imported, Quantity quantity) {
        return new StoredBuildings.Tables(
                imported.pathOf(imported.places().processedData().resolve(quantity.table() + "/")),
                imported.pathOf(imported.places().processedData().resolve("weather/")),
                imported.pathOf(imported.places().weatherForecast()));
    }

    /** The buildings that were imported. */
    Topology topology() {
        return imported.topology();
    }

    /** The command as the user gave it, to be copied from the terminal to go on: without the word to begin again. */
    static String sameCommand(CommandSpec spec) {
        return Stream.concat(
                        Stream.of(System.getProperty("edf.command", "edf")),
                        spec.root().commandLine().getParseResult().originalArgs().stream()
                                .filter(word -> !word.equals(FRESH)))
                .map(Workbench::quoted)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        imported.close();
    }
}
