package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The file that every clone starts from. */
class ShippedConfigTest {
    private static final Path FILE = Path.of("../config/edf_config.yaml");

    @Test
    void theShippedFileDiffersFromTheDefaultsOnlyWhereItSaysSo() throws IOException {
        String asDefaults = Files.readString(FILE)
                .replace("imputation_value: null # differs", "imputation_value: 0.0 # differs")
                .replace("default_strategy: Ensemble # differs", "default_strategy: Prophet # differs")
                .replace("xgb_eta: 0.05 # differs", "xgb_eta: 0.1 # differs")
                .replace("xgb_max_depth: 6 # differs", "xgb_max_depth: 5 # differs")
                .replace("xgb_num_boost_round: 250 # differs", "xgb_num_boost_round: 150 # differs")
                .replace("xgb_subsample: 0.6 # differs", "xgb_subsample: 0.7 # differs")
                .replace("xgb_colsample_bytree: 0.4 # differs", "xgb_colsample_bytree: 0.7 # differs")
                .replace("prophet_daily_by_day_type: true # differs", "prophet_daily_by_day_type: false # differs")
                .replace("prophet_regressors: [temperature_c] # differs", "prophet_regressors: [] # differs")
                .replace("forecast_db_type: DYNAMODB # differs", "forecast_db_type: TIMESTREAM # differs");

        assertThat(ConfigReader.read(FILE).edfTraining().defaultStrategy()).isEqualTo("Ensemble");
        assertThat(ConfigReader.parse(asDefaults, "defaults")).isEqualTo(EdfConfig.defaults());
    }

    @Test
    void everyKeyStandsInTheShippedFile() throws IOException {
        Object file = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
        List<String> missing = new ArrayList<>();
        for (RecordComponent section : EdfConfig.class.getRecordComponents()) {
            boolean topLevel = section.getName().equals("general");
            Object values = topLevel ? file : keysOf(file).get(key(section));
            collectMissing(section.getType(), key(section), keysOf(values), missing);
        }
        assertThat(missing).isEmpty();
    }

    private static void collectMissing(Class<?> type, String path, Map<?, ?> values, List<String> missing) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = key(component);
            if (!values.containsKey(key)) {
                missing.add(path + "." + key);
            } else if (component.getType().isRecord()) {
                collectMissing(component.getType(), path + "." + key, keysOf(values.get(key)), missing);
            }
        }
    }

    private static Map<?, ?> keysOf(@Nullable Object section) {
        return section instanceof Map<?, ?> keys ? keys : Map.of();
    }

    private static String key(RecordComponent component) {
        return switch (component.getType().getSimpleName()) {
            case "Prophet", "XGBoost" -> component.getType().getSimpleName();
            default -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        };
    }
}
