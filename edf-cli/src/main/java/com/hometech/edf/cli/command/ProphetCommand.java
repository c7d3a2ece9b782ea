package com.hometech.edf.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.additive.AdditiveInputException;
import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.CrossValidation;
import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.FrameJson;
import com.hometech.edf.additive.ProphetJson;
import com.hometech.edf.additive.ProphetSettings;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.cli.prophet.BacktestAnswer;
import com.hometech.edf.cli.prophet.ProphetAnswer;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.inference.additive.DayConditions;
import com.hometech.edf.inference.artifact.AdditiveFiles;
import com.hometech.edf.inference.interval.PredictionSource;
import com.hometech.edf.training.report.ComponentExample;
import com.hometech.edf.training.report.ComponentPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code edf prophet …} */
@Command(
        name = "prophet",
        mixinStandardHelpOptions = true,
        description = {
            "Fits an additive (Prophet-style) model to one series, exactly and in milliseconds.",
            "",
            "Models are exchanged with Prophet itself as prophet_model.json (its model_to_json)."
        })
public final class ProphetCommand implements Runnable {
    /** NaN and Infinity, which Python's json writes, are numbers here: absent values, and ones refused with their place. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final String NO_MODEL =
            "none; Prophet's file has a table of all components in all columns of features,"
                    + " and cannot hold more than " + ProphetJson.MOST_COLUMNS;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "fit",
            mixinStandardHelpOptions = true,
            description = {
                "Fits the series of a case and writes what was prepared, found and forecast, and beside it",
                "prophet_model.json.",
                "",
                "CASE is a JSON object: settings (Prophet's arguments, with lists seasonalities and regressors),",
                "history and, if wanted, future (columns by name: ds, y, ...; null is no value). Its name and the",
                "unit of y, where it has them, go into the answer and the page."
            })
    int fit(
            @Parameters(paramLabel = "CASE", description = "The JSON file with settings, history and future.")
                    Path file,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the answer goes.")
                    Path out,
            @Option(names = "--plot", paramLabel = "PAGE", description = "An HTML file for plots of the components.")
                    @Nullable
                    Path plot) {
        JsonNode tree = json(file);
        return explained(file, () -> {
            Frame history = FrameJson.read(field(tree, "history"), "history");
            Frame future = tree.hasNonNull("future") ? FrameJson.read(tree.get("future"), "future") : null;
            FittedModel fitted = settings(tree).fit(history);
            Path model = out.toAbsolutePath().resolveSibling("prophet_model.json");
            write(out, ProphetAnswer.of(name(tree, file), fitted, history, future));
            boolean exchanged = fitted.preparation().columns().size() <= ProphetJson.MOST_COLUMNS;
            if (exchanged) {
                write(model, ProphetJson.write(fitted));
            }
            print(fitted, out, exchanged ? model.toString() : NO_MODEL);
            if (plot != null) {
                write(plot, page(name(tree, file), tree.path("unit").asText(""), fitted));
                terminal().plain("plots:  " + plot);
            }
            return ExitCode.OK;
        });
    }

    @Command(
            name = "predict",
            mixinStandardHelpOptions = true,
            description = {
                "Forecasts with a model that 'edf prophet fit' or Prophet's model_to_json wrote, or with one of a building",
                "in the prophet_model.json of a model that EDF trained: its times are those of the building's own clock.",
                "Prints JSON, or writes it to a file."
            })
    int predict(
            @Parameters(paramLabel = "MODEL", description = "prophet_model.json") Path file,
            @Option(
                            names = "--future",
                            required = true,
                            paramLabel = "FRAME",
                            description = "A JSON file of columns by name: ds and what the model asks for.")
                    Path frame,
            @Option(
                            names = "--building",
                            paramLabel = "ID",
                            description = "Whose model, where MODEL holds those of many buildings.")
                    @Nullable
                    String building,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where the forecast goes. Default: the terminal.")
                    @Nullable
                    Path out) {
        JsonNode tree = json(frame);
        Frame given =
                explained(frame, () -> FrameJson.read(tree.hasNonNull("future") ? tree.get("future") : tree, "future"));
        FittedModel fitted = explained(file, () -> model(file, building, given));
        return explained(frame, () -> {
            Frame future = DayConditions.added(given, fitted.model());
            JsonNode answer = ProphetAnswer.of(fitted, fitted.predict(future));
            if (out == null) {
                terminal().plain(answer.toString());
            } else {
                write(out, answer);
                terminal().plain(future.size() + " rows: " + out);
            }
            return ExitCode.OK;
        });
    }

    @Command(
            name = "backtest",
            mixinStandardHelpOptions = true,
            description = {
                "Forecasts the history of a case from many of its own times (Prophet's cross_validation) and writes the",
                "forecasts and their errors by horizon. Durations are ISO: PT72H, P30D."
            })
    int backtest(
            @Parameters(paramLabel = "CASE", description = "The JSON file with settings and history.") Path file,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the answer goes.")
                    Path out,
            @Option(
                            names = "--horizon",
                            required = true,
                            paramLabel = "DURATION",
                            converter = IsoDuration.class,
                            description = "How far each forecast goes.")
                    Duration horizon,
            @Option(
                            names = "--step",
                            paramLabel = "DURATION",
                            converter = IsoDuration.class,
                            description = "Between two cutoffs (Prophet's period). Default: half of the horizon.")
                    @Nullable
                    Duration step,
            @Option(
                            names = "--first",
                            paramLabel = "DURATION",
                            converter = IsoDuration.class,
                            description = "The least history before a cutoff (Prophet's initial). Default: three "
                                    + "horizons, or the longest period of a seasonality if that is longer.")
                    @Nullable
                    Duration first) {
        JsonNode tree = json(file);
        return explained(file, () -> {
            Frame history = FrameJson.read(field(tree, "history"), "history");
            CrossValidation validation = CrossValidation.of(settings(tree), history, horizon, step, first);
            BacktestAnswer answer = new BacktestAnswer(name(tree, file), validation);
            write(out, answer.json());
            answer.print(terminal());
            terminal().plain("answer: " + out);
            return ExitCode.OK;
        });
    }

    /** Of a building's models the one whose regressors the rows have. */
    private static FittedModel model(Path file, @Nullable String building, Frame rows) {
        JsonNode document = json(file);
        if (!AdditiveFiles.isCollection(document)) {
            if (building != null) {
                throw new InvalidInputException("--building " + building + ": " + file
                        + " holds a single model; leave the option away, or give the prophet_model.json of a model that"
                        + " EDF trained");
            }
            return ProphetJson.read(text(file));
        }
        if (building == null) {
            throw new InvalidInputException(file + " holds the models of many buildings; say whose: --building ID");
        }
        Map<PredictionSource, FittedModel> models = AdditiveFiles.models(document, building);
        return models.values().stream()
                .filter(model -> model.model().regressors().stream().allMatch(regressor -> rows.has(regressor.name())))
                .findFirst()
                .orElseGet(() -> models.values().iterator().next());
    }

    /** Reads ISO durations above 0, and says so where it cannot. */
    static final class IsoDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            Duration duration;
            try {
                duration = Duration.parse(value);
            } catch (DateTimeParseException wrong) {
                throw refused(value, "not an ISO duration of days, hours and minutes");
            }
            if (duration.isNegative() || duration.isZero()) {
                throw refused(value, "not above 0");
            }
            return duration;
        }

        private static TypeConversionException refused(String value, String why) {
            return new TypeConversionException("'" + value + "' is " + why + "; give for example PT72H or P30D");
        }
    }

    private static String page(String name, String unit, FittedModel fitted) {
        return ComponentPage.of(new ComponentExample(name, fitted, unit)).render();
    }

    private void print(FittedModel fitted, Path out, String model) {
        String found = fitted.maximum()
                .map(maximum ->
                        String.format(Locale.ROOT, "log posterior %.6f, %s", maximum.logPosterior(), proof(maximum)))
                .orElse("the series never changes: nothing to fit");
        terminal()
                .plain(fitted.history().size() + " values, "
                        + fitted.preparation().columns().size() + " columns of features: " + found);
        terminal().plain("answer: " + out);
        terminal().plain("model:  " + model);
    }

    private static String proof(PosteriorMaximum maximum) {
        return switch (maximum.proof()) {
            case GLOBAL -> "certified: there is no higher maximum";
            case LOCAL -> "certified as a maximum; a higher one elsewhere is not excluded";
            case NONE -> "NOT certified: the conditions for a maximum are missed";
            case UNBOUNDED -> "NOT certified: the model meets every value, so there is no maximum";
        };
    }

    private Terminal terminal() {
        return Terminal.standard(spec.commandLine().getOut());
    }

    /** The library's words about wrong input, with the file in which it is. */
    private static <T> T explained(Path file, Supplier<T> action) {
        try {
            return action.get();
        } catch (AdditiveInputException wrong) {
            throw new InvalidInputException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static AdditiveModel settings(JsonNode tree) {
        return ProphetSettings.read(tree.hasNonNull("settings") ? tree.get("settings") : MAPPER.createObjectNode());
    }

    private static String name(JsonNode tree, Path file) {
        return tree.path("name").asText(file.getFileName().toString().replaceFirst("\\.json$", ""));
    }

    private static JsonNode field(JsonNode tree, String name) {
        if (!tree.hasNonNull(name)) {
            throw new AdditiveInputException("there is no field '" + name + "'; give it as an object of columns");
        }
        return tree.get(name);
    }

    private static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(text(file));
        } catch (JsonProcessingException broken) {
            throw new InvalidInputException(file + " is not JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException absent) {
            throw new InvalidInputException(file + " does not exist", absent);
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + file + ": " + failure, failure);
        }
    }

    private static void write(Path file, Object content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, content + "\n");
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot write " + file + ": " + failure, failure);
        }
    }
}
