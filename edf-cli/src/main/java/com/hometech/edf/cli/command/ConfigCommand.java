package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.config.ConfigFingerprint;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edf config …} */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Looks after configuration files.",
        subcommands = {})
public final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Reads a configuration file and says everything that is wrong with it.")
    int check(@Parameters(paramLabel = "FILE", description = "The YAML file to check.") Path file) {
        EdfConfig config = ConfigReader.read(file);
        Terminal terminal = Terminal.standard(spec.commandLine().getOut());
        terminal.line("@|green ✓|@ " + file + " is valid");
        terminal.plain("  strategy " + config.edfTraining().defaultStrategy() + ", horizon "
                + config.edfInference().forecastHorizonHours() + " h, store "
                + config.edfInference().forecastDbType());
        terminal.plain("  fingerprint " + ConfigFingerprint.of(config));
        return ExitCode.OK;
    }
}
