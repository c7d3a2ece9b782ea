package com.hometech.edf.cli;

import com.hometech.edf.cli.command.AccessCommand;
import com.hometech.edf.cli.command.AccuracyCommand;
import com.hometech.edf.cli.command.AnomaliesCommand;
import com.hometech.edf.cli.command.AppliancesCommand;
import com.hometech.edf.cli.command.BacktestCommand;
import com.hometech.edf.cli.command.BenchmarkCommand;
import com.hometech.edf.cli.command.ConfigCommand;
import com.hometech.edf.cli.command.DataCommand;
import com.hometech.edf.cli.command.DemoCommand;
import com.hometech.edf.cli.command.DriftCommand;
import com.hometech.edf.cli.command.EvaluateCommand;
import com.hometech.edf.cli.command.ExecutionsCommand;
import com.hometech.edf.cli.command.ExplainCommand;
import com.hometech.edf.cli.command.ForecastCommand;
import com.hometech.edf.cli.command.ForecastsCommand;
import com.hometech.edf.cli.command.ModelsCommand;
import com.hometech.edf.cli.command.ProphetCommand;
import com.hometech.edf.cli.command.QualityCommand;
import com.hometech.edf.cli.command.RunsCommand;
import com.hometech.edf.cli.command.ServeCommand;
import com.hometech.edf.cli.command.SimulateCommand;
import com.hometech.edf.cli.command.TokenCommand;
import com.hometech.edf.cli.command.TrainCommand;
import com.hometech.edf.cli.command.TuneCommand;
import com.hometech.edf.cli.command.WatchCommand;
import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.error.EdfException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code edf} command. */
@Command(
        name = "edf",
        mixinStandardHelpOptions = true,
        version = "edf 0.1.0",
        description = {
            "Energy Demand Forecasting: hourly demand of each building for the next 72 hours, with intervals.",
            "",
            "Runs the same workflows, jobs and handlers as on AWS inside one JVM. Start with @|bold edf demo|@."
        },
        subcommands = {
            DemoCommand.class,
            DataCommand.class,
            TrainCommand.class,
            ModelsCommand.class,
            RunsCommand.class,
            ForecastCommand.class,
            ForecastsCommand.class,
            ExplainCommand.class,
            AccuracyCommand.class,
            WatchCommand.class,
            AppliancesCommand.class,
            AnomaliesCommand.class,
            DriftCommand.class,
            QualityCommand.class,
            EvaluateCommand.class,
            BacktestCommand.class,
            SimulateCommand.class,
            TuneCommand.class,
            ProphetCommand.class,
            BenchmarkCommand.class,
            ExecutionsCommand.class,
            ServeCommand.class,
            AccessCommand.class,
            TokenCommand.class,
            ConfigCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a defect of EDF; the log has the details",
            "2:wrong words or wrong input",
            "3:a workflow failed; it can be redriven",
            "4:a model was refused by its evaluation or its checks",
            "5:a disk, store or service did not answer; try again"
        })
public final class Edf implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GlobalOptions options = new GlobalOptions();

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command in this process and answers with its exit code. */
    public static int run(String... arguments) {
        logBelow(homeIn(arguments));
        CommandLine commandLine = new CommandLine(new Edf())
                .registerConverter(Instant.class, Edf::instant)
                .registerConverter(LocalDate.class, Edf::date)
                .setUsageHelpWidth(Math.max(80, Math.min(120, Integer.getInteger("edf.columns", 100))))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Edf::explain)
                .setParameterExceptionHandler(Edf::explainUsage);
        return commandLine.execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    GlobalOptions options() {
        return options;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notAnInstant) {
            throw new TypeConversionException("'" + text + "' is not an instant such as 2024-11-18T05:00:00Z");
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw new TypeConversionException("'" + text + "' is not a date such as 2024-11-18");
        }
    }

    private static int explain(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (failure instanceof EdfException known) {
            commandLine.getErr().println(commandLine.getColorScheme().errorText("edf: " + known.getMessage()));
            return ExitCode.of(known);
        }
        LoggerFactory.getLogger(Edf.class).error("{} failed", commandLine.getCommandName(), failure);
        commandLine
                .getErr()
                .println(commandLine
                        .getColorScheme()
                        .errorText("edf: a defect: " + failure + System.lineSeparator() + "The details are in "
                                + System.getProperty("edf.log.file")));
        return ExitCode.DEFECT;
    }

    private static int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine commandLine = failure.getCommandLine();
        commandLine.getErr().println(commandLine.getColorScheme().errorText("edf: " + failure.getMessage()));
        if (!suggested(failure, commandLine)) {
            commandLine.getErr().println("Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.WRONG_INPUT;
    }

    private static boolean suggested(ParameterException failure, CommandLine commandLine) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            Optional<String> near = NearestName.of(
                    unmatched.getUnmatched().get(0),
                    commandLine.getSubcommands().keySet());
            if (near.isPresent()) {
                commandLine
                        .getErr()
                        .println("Did you mean: " + commandLine.getCommandSpec().qualifiedName() + " " + near.get()
                                + "?");
                return true;
            }
        }
        return UnmatchedArgumentException.printSuggestions(failure, commandLine.getErr());
    }

    /** The log's place must be known before the first logger is made, so before the options are parsed. */
    private static Path homeIn(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--home=")) {
                return Path.of(arguments[i].substring("--home=".length()));
            }
            if (arguments[i].equals("--home") && i + 1 < arguments.length) {
                return Path.of(arguments[i + 1]);
            }
        }
        return GlobalOptions.defaultHome();
    }

    private static void logBelow(Path home) {
        System.setProperty(
                "edf.log.file", home.resolve("logs").resolve("edf.log").toString());
    }
}
