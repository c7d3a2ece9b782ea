package com.hometech.edf.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.table.AccuracyColumn;
import com.hometech.edf.data.table.AnomalyColumn;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.data.table.GenerationColumn;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import com.hometech.edf.inference.registry.ArtifactCheck.Problem;
import com.hometech.edf.training.evaluation.ScoresTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that stand in Terraform and in the code alike: a typing error in one of them would show on AWS only. */
class StacksAgreeWithCodeTest {
    private static final Path PROJECT = Path.of(System.getProperty("edf.root"));
    private static final Map<String, List<ParquetColumn>> TABLES = Map.of(
            "consumption", ConsumptionColumn.SCHEMA,
            "generation", GenerationColumn.SCHEMA,
            "weather", WeatherColumn.SCHEMA,
            "weather_forecast", WeatherForecastColumn.SCHEMA,
            "forecasts", ForecastColumn.ALL,
            "accuracy", AccuracyColumn.SCHEMA,
            "anomalies", AnomalyColumn.SCHEMA,
            "evaluation_scores", ScoresTable.SCHEMA);
    private static final Map<ParquetKind, String> CATALOG_TYPES = Map.of(
            ParquetKind.STRING, "string",
            ParquetKind.DOUBLE, "double",
            ParquetKind.FLOAT, "float",
            ParquetKind.LONG, "bigint",
            ParquetKind.BOOLEAN, "boolean",
            ParquetKind.TIMESTAMP, "timestamp");

    @Test
    void theCatalogHasTheColumnsOfTheTables() throws IOException {
        JsonNode catalog = new JsonMapper().readTree(text(PROJECT.resolve("terraform/ingestion/tables.json")));
        Map<String, List<List<String>>> described = new TreeMap<>();
        catalog.fields().forEachRemaining(table -> {
            List<List<String>> columns = new ArrayList<>();
            table.getValue()
                    .get("columns")
                    .forEach(column -> columns.add(
                            List.of(column.get(0).asText(), column.get(1).asText())));
            described.put(table.getKey(), columns);
        });
        Map<String, List<List<String>>> stored = TABLES.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, table -> table.getValue().stream()
                        .map(column -> List.of(column.name(), CATALOG_TYPES.get(column.kind())))
                        .toList()));
        assertThat(described).isEqualTo(stored);
    }

    @Test
    void everyHandlerIsAFunction() throws IOException {
        assertThat(found("handler\\s+= \"([^\"]+)\"")).hasSize(14).allSatisfy(name -> assertThat(Class.forName(name))
                .isAssignableTo(RequestHandler.class));
    }

    @Test
    void everyEnvironmentVariableIsRead() throws IOException {
        String settings = text(PROJECT.resolve("edf-aws/src/main/java/com/hometech/edf/aws/AwsSettings.java"));
        assertThat(found("\\b(EDF_[A-Z_]+)\\s+="))
                .contains("EDF_CONFIG_URI", "EDF_DB_PASSWORD")
                .allSatisfy(name -> assertThat(settings).contains("\"" + name + "\""));
    }

    @Test
    void everyMetricThatAnAlarmWatchesIsPut() throws IOException {
        Set<String> put = new TreeSet<>();
        for (String module : List.of("edf-inference", "edf-monitoring")) {
            try (Stream<Path> sources = Files.walk(PROJECT.resolve(module + "/src/main"))) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    all("\"((?:[A-Z][a-z]+){2,})\"", text(source)).forEach(put::add);
                }
            }
        }
        assertThat(put).containsAll(found("metric\\s+= \"([A-Za-z]+)\""));
        assertThat(names(Problem.values())).containsAll(found("problem = \"([A-Z_]+)\""));
        assertThat(names(ForecastQuality.values())).containsAll(found("quality = \"([A-Z_]+)\""));
    }

    @Test
    void everyAlarmLinksToASectionOfTheRunbook() throws IOException {
        Set<String> sections = all("(?m)^## (.+)$", text(PROJECT.resolve("docs/runbook.md")))
                .map(title -> title.toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> links = new TreeSet<>(found("runbook_url}#([a-z-]+)"));
        links.addAll(found("section\\s+= \"([a-z-]+)\""));
        assertThat(links).hasSizeGreaterThan(8);
        assertThat(sections).containsAll(links);
    }

    /** Terraform only warns of a value for a variable that a stack does not know. */
    @Test
    void environmentsGiveValuesToVariablesThatExist() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(PROJECT.resolve("terraform/environments"))) {
            files = found.sorted().toList();
        }
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("dev.tfvars", "prod.tfvars");
        for (Path file : files) {
            String[] name = file.getFileName().toString().split("\\.");
            List<String> stacks =
                    name.length == 3 ? List.of(name[1]) : List.of("ingestion", "training_edf", "inference_edf");
            for (String stack : stacks) {
                Set<String> known = all(
                                "variable \"(\\w+)\"", text(PROJECT.resolve("terraform/" + stack + "/variables.tf")))
                        .collect(Collectors.toSet());
                assertThat(all("(?m)^(\\w+)\\s*=", text(file)))
                        .as(file + " for " + stack)
                        .isNotEmpty()
                        .isSubsetOf(known);
            }
        }
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    /** What the first group of the pattern matches in the files of Terraform. */
    private static Set<String> found(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PROJECT.resolve("terraform"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".tf")).toList()) {
                all(pattern, text(file)).forEach(found::add);
            }
        }
        return found;
    }

    private static Stream<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }
}
