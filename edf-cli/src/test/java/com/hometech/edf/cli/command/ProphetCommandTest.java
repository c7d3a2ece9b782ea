package com.hometech.edf.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.FittedModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.additive.ProphetJson;
import com.hometech.edf.additive.Regressor;
import com.hometech.edf.additive.Seasonality;
import com.hometech.edf.cli.Edf;
import com.hometech.edf.cli.ExitCode;
import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.artifact.AdditiveFiles;
import com.hometech.edf.inference.artifact.AdditiveModels;
import com.hometech.edf.inference.artifact.AdditiveModels.BuildingModels;
import com.hometech.edf.inference.artifact.AdditiveModels.TrainedModel;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.interval.PredictionSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProphetCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private String printed = "";

    @Test
    void aCaseIsFittedAndItsModelForecastsTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("case.json"), series().toString());
        Path out = folder.resolve("answers/answer.json");

        assertThat(edf("prophet", "fit", file.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(printed).contains("60 values, 6 columns of features", "certified: there is no higher maximum");
        JsonNode answer = MAPPER.readTree(out.toFile());
        assertThat(answer.at("/prepared/columns")).hasSize(6);
        assertThat(answer.at("/exact/params/delta")).hasSize(25);
        assertThat(answer.at("/exact/certificate/certified").booleanValue()).isTrue();
        assertThat(answer.at("/history/yhat")).hasSize(60);
        assertThat(answer.at("/future/weekly")).hasSize(7);

        Path forecast = folder.resolve("forecast.json");
        String model = folder.resolve("answers/prophet_model.json").toString();
        assertThat(edf("prophet", "predict", model, "--future", file.toString(), "--out", forecast.toString()))
                .isEqualTo(ExitCode.OK);
        JsonNode again = MAPPER.readTree(forecast.toFile());
        assertThat(again.get("future")).isEqualTo(answer.get("future"));
        assertThat(again.get("intervals")).isEqualTo(answer.get("intervals"));
    }

    @Test
    void theModelOfOneBuildingForecastsOutOfThoseOfAll() throws IOException {
        FittedModel warm = fitted(Regressor.of("temperature_c"));
        FittedModel plain = fitted();
        AdditiveModels models = new AdditiveModels(
                List.of("temperature_c"),
                Map.of(
                        "office",
                        building(Map.of(PredictionSource.MODEL, warm)),
                        "shop",
                        building(Map.of(PredictionSource.MODEL, warm, PredictionSource.MODEL_WITHOUT_WEATHER, plain))));
        Path file = folder.resolve("prophet_model.json");
        Files.write(file, AdditiveFiles.write(models).get(ArtifactFile.ADDITIVE));
        Path frame = Files.writeString(folder.resolve("frame.json"), "{\"ds\": [\"2024-03-02T12:00:00\"]}");
        Path withWeather = Files.writeString(
                folder.resolve("warm.json"), "{\"ds\": [\"2024-03-02T12:00:00\"], \"temperature_c\": [5]}");

        assertThat(predict(file, frame, "shop")).isEqualTo(ExitCode.OK);
        assertThat(printed).contains("is_saturday").doesNotContain("temperature_c");
        assertThat(predict(file, withWeather, "shop")).isEqualTo(ExitCode.OK);
        assertThat(printed).contains("temperature_c");
        assertThat(predict(file, frame, "office")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("frame.json", "Regressor 'temperature_c'");
        assertThat(predict(file, frame, "offce")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("did you mean \"office\"?");
        assertThat(edf("prophet", "predict", file.toString(), "--future", frame.toString()))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("many buildings", "--building ID");
        Path single = Files.writeString(folder.resolve("single.json"), ProphetJson.write(plain));
        assertThat(predict(single, frame, "shop")).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--building shop", "holds a single model");
    }

    private int predict(Path models, Path frame, String building) {
        return edf("prophet", "predict", models.toString(), "--future", frame.toString(), "--building", building);
    }

    private static BuildingModels building(Map<PredictionSource, FittedModel> models) {
        Map<PredictionSource, TrainedModel> trained = new EnumMap<>(PredictionSource.class);
        models.forEach((source, model) -> trained.put(source, new TrainedModel(model, new byte[0])));
        BuildingSeries oldest =
                new BuildingSeries("any", 0, 3600, new double[0], new TreeMap<>(Map.of("temperature_c", new float[0])));
        return new BuildingModels(ZoneOffset.UTC, Instant.parse("2024-03-01T00:00:00Z"), oldest, trained);
    }

    private static FittedModel fitted(Regressor... regressors) {
        Random random = new Random(3);
        int rows = 60 * 24;
        double[] saturday = new double[rows];
        Frame frame = Frame.regular(LocalDateTime.of(2024, 1, 1, 0, 0), Duration.ofHours(1), rows);
        for (int row = 0; row < rows; row++) {
            saturday[row] = frame.time(row).getDayOfWeek() == DayOfWeek.SATURDAY ? 1 : 0;
        }
        return AdditiveModel.builder()
                .seasonalities(Seasonality.of("is_saturday_day", 1, 2).onlyWhere("is_saturday"))
                .regressors(regressors)
                .build()
                .fit(frame.with("y", random.doubles(rows, 1, 2).toArray())
                        .with("is_saturday", saturday)
                        .with("temperature_c", random.doubles(rows, -5, 9).toArray()));
    }

    @Test
    void thePlotsOfACaseAreAPageOfItsComponents() throws IOException {
        ObjectNode tree = series().put("name", "bakery").put("unit", "kWh");
        Path file = Files.writeString(folder.resolve("case.json"), tree.toString());
        Path page = folder.resolve("plots/page.html");

        assertThat(edf(
                        "prophet",
                        "fit",
                        file.toString(),
                        "--out",
                        folder.resolve("answer.json").toString(),
                        "--plot",
                        page.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(printed).contains("plots:  " + page);
        assertThat(page).content().contains("Components of bakery", "bakery: trend", "bakery: weekly", "Trend [kWh]");
    }

    @Test
    void whatIsWrongIsNamedWithItsFile() throws IOException {
        ObjectNode broken = series();
        ((ObjectNode) broken.get("settings")).put("growth", "cubic");
        Path file = Files.writeString(folder.resolve("case.json"), broken.toString());
        String out = folder.resolve("answer.json").toString();

        assertThat(edf("prophet", "fit", file.toString(), "--out", out)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains(file.toString(), "'growth' is \"cubic\"").doesNotContain("Exception");

        assertThat(edf("prophet", "fit", folder.resolve("none.json").toString(), "--out", out))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("none.json does not exist");

        Files.writeString(file, "{\"history\": {\"ds\": [\"2024-01-01\"], \"y\": [1]}}");
        assertThat(edf("prophet", "fit", file.toString(), "--out", out)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("one row only");
    }

    @Test
    void numbersThatPythonWritesWithoutAValueAreNamedOrTakenAsAbsent() throws IOException {
        String out = folder.resolve("answer.json").toString();
        String text = series().toString();
        String first = text.substring(text.indexOf("\"y\":[") + 5, text.indexOf(',', text.indexOf("\"y\":[")));
        Path file = Files.writeString(folder.resolve("case.json"), text.replace(first, "Infinity"));

        assertThat(edf("prophet", "fit", file.toString(), "--out", out)).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("'y'", "row 0", "infinite").doesNotContain("Exception");

        Files.writeString(file, text.replace(first, "NaN"));
        assertThat(edf("prophet", "fit", file.toString(), "--out", out)).isEqualTo(ExitCode.OK);
        assertThat(printed).contains("59 values");
    }

    @Test
    void aRowWithoutAValueMayLackARegressorToo() throws IOException {
        ObjectNode tree = series();
        ObjectNode settings = (ObjectNode) tree.get("settings");
        settings.putArray("regressors").addObject().put("name", "price");
        ArrayNode prices = ((ObjectNode) tree.get("history")).putArray("price");
        for (int day = 0; day < 60; day++) {
            prices.add(day % 4);
        }
        prices.setNull(8);
        ((ArrayNode) tree.at("/history/y")).setNull(8);
        ((ArrayNode) tree.at("/history/y")).setNull(9);
        ((ObjectNode) tree.get("future"))
                .putArray("price")
                .add(1)
                .add(2)
                .add(1)
                .add(1)
                .add(1)
                .add(1)
                .add(1);
        Path file = Files.writeString(folder.resolve("case.json"), tree.toString());
        Path out = folder.resolve("answer.json");

        assertThat(edf("prophet", "fit", file.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(printed).contains("58 values");
        JsonNode answer = MAPPER.readTree(out.toFile());
        assertThat(answer.at("/history/ds")).hasSize(59);
        assertThat(answer.at("/history/ds/8").textValue()).startsWith("2024-01-10");
        assertThat(answer.at("/history/yhat")).hasSize(59);
    }

    @Test
    void tenThousandHolidaysAreForecastWithoutAFileForProphet() throws IOException {
        ObjectNode tree = series();
        ArrayNode holidays = ((ObjectNode) tree.get("settings")).putArray("holidays");
        LocalDate first = LocalDate.of(2000, 1, 1);
        for (int day = 0; day < 10_000; day++) {
            holidays.addObject()
                    .put("holiday", "day " + day)
                    .put("ds", first.plusDays(day).toString());
        }
        Path file = Files.writeString(folder.resolve("case.json"), tree.toString());
        Path out = folder.resolve("answer.json");

        assertThat(edf("prophet", "fit", file.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(printed).contains("10006 columns of features", "model:  none", "more than 4000");
        assertThat(folder.resolve("prophet_model.json")).doesNotExist();
        JsonNode answer = MAPPER.readTree(out.toFile());
        assertThat(answer.at("/prepared/columns")).hasSize(10_006);
        assertThat(answer.at("/future/holidays")).hasSize(7);
        assertThat(answer.at("/future/day 1").isMissingNode()).isTrue();
        assertThat(Files.size(out)).isLessThan(3_000_000);
    }

    @Test
    void aCaseIsHeldAgainstItsOwnPast() throws IOException {
        Path file = Files.writeString(folder.resolve("case.json"), series().toString());
        Path out = folder.resolve("answers/backtest.json");

        assertThat(edf("prophet", "backtest", file.toString(), "--horizon", "P7D", "--out", out.toString()))
                .isEqualTo(ExitCode.OK);

        // the last cutoff is 7 days before the end; half a horizon lies between two, three before the first
        assertThat(printed).contains("9 cutoffs from 2024-01-25T00:00:00 to 2024-02-22T00:00:00", "coverage", "7 d");
        JsonNode answer = MAPPER.readTree(out.toFile());
        assertThat(answer.get("period").textValue()).isEqualTo("PT84H");
        assertThat(answer.get("initial").textValue()).isEqualTo("PT504H");
        assertThat(answer.at("/cutoffs/yhat")).hasSize(63);
        assertThat(answer.at("/cutoffs/ds/0").textValue()).isEqualTo("2024-01-26T00:00:00");
        assertThat(answer.at("/cutoffs/y/0").doubleValue()).isEqualTo(20 + 2.5 + 4 + Math.sin(25 * 25));
        // whole and half days ahead from 12 hours on, but 6 forecasts are needed for a mean: those up to 1 day
        assertThat(answer.at("/metrics/horizon/0").textValue()).isEqualTo("PT24H");
        assertThat(answer.at("/metrics/horizon/12").textValue()).isEqualTo("PT168H");
        double rmse = answer.at("/metrics/rmse/12").doubleValue();
        assertThat(rmse * rmse).isCloseTo(answer.at("/metrics/mse/12").doubleValue(), within(1e-9));
        assertThat(answer.at("/metrics/coverage/12").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void wrongDurationsNameTheirOption() throws IOException {
        String file = Files.writeString(folder.resolve("case.json"), series().toString())
                .toString();
        String out = folder.resolve("backtest.json").toString();

        assertThat(edf("prophet", "backtest", file, "--out", out, "--horizon", "3 days"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed)
                .contains("--horizon", "'3 days' is not an ISO duration")
                .doesNotContain("Exception");
        assertThat(edf("prophet", "backtest", file, "--out", out, "--horizon", "P7D", "--step", "PT0S"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("--step", "'PT0S' is not above 0");
        assertThat(edf("prophet", "backtest", file, "--out", out, "--horizon", "P7D", "--first", "P90D"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains("first is PT2160H", "make first or horizon shorter");
        assertThat(edf("prophet", "backtest", file, "--out", out, "--horizon", "P90D"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(printed).contains(file + ": horizon is PT2160H, but the history spans only PT1416H");
    }

    private static ObjectNode series() {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.putObject("settings").put("growth", "linear");
        ObjectNode history = tree.putObject("history");
        ArrayNode times = history.putArray("ds");
        ArrayNode values = history.putArray("y");
        LocalDateTime start = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (int day = 0; day < 60; day++) {
            times.add(start.plusDays(day).toString());
            values.add(20 + day * 0.1 + day % 7 + Math.sin(day * day));
        }
        ArrayNode future = tree.putObject("future").putArray("ds");
        for (int day = 60; day < 67; day++) {
            future.add(start.plusDays(day).toString());
        }
        return tree;
    }

    private int edf(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            return Edf.run(arguments);
        } finally {
            System.setOut(out);
            System.setErr(err);
            printed = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
