package com.hometech.edf.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
public final class GlobalOptions {
    /** Name of the configuration of a home. */
    static final String CONFIG_FILE = "edf_config.yaml";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where everything is kept: buckets, models, forecasts, executions, logs. "
                    + "Default: the environment variable EDF_HOME, else .edf in the current directory.")
    private @Nullable Path home;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Configuration to use. Default: edf_config.yaml in the home, else the one that comes with EDF.")
    private @Nullable Path config;

    @Option(
            names = "--now",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            description = "What time it is taken to be (ISO instant, for example 2022-12-28T05:00:00Z). "
                    + "For data that ended in the past, and to repeat a run exactly.")
    private @Nullable Instant now;

    /** The options that were given to the command or to any of its parents. */
    public static GlobalOptions of(CommandSpec spec) {
        return ((Edf) spec.root().userObject()).options();
    }

    static Path defaultHome() {
        String variable = System.getenv("EDF_HOME");
        return Path.of(variable == null || variable.isBlank() ? ".edf" : variable);
    }

    /** The directory for everything that is kept. */
    public Path home() {
        return (home == null ? defaultHome() : home).toAbsolutePath().normalize();
    }

    /** The configuration file to use instead of the one that comes with EDF. */
    public Optional<Path> config() {
        Path atHome = home().resolve(CONFIG_FILE);
        if (config == null && Files.exists(atHome)) {
            return Optional.of(atHome);
        }
        return Optional.ofNullable(config);
    }

    /** Whether {@code --now} sets the time. */
    public boolean isNowGiven() {
        return now != null;
    }

    /** The system's clock, or one that stands still where {@code --now} says. */
    public Clock clock() {
        return now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC);
    }
}
