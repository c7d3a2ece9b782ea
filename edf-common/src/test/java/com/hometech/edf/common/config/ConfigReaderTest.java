package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hometech.edf.common.config.FeatureConfig.RollingWindows;
import com.hometech.edf.common.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing but a comment\n",
                "---\n",
                "edf_training: {hyperparameters: {Prophet: {prophet_regressors: []}}}",
                "edf_training:\nedf_inference: {}\n"
            })
    void anEmptyFileMeansEveryDefault(String yaml) {
        assertThat(ConfigReader.parse(yaml, "test")).isEqualTo(EdfConfig.defaults());
    }

    @Test
    void aGivenValueReplacesItsDefaultAndNoOther() {
        EdfConfig config = ConfigReader.parse("edf_inference: {forecast_horizon_hours: 48}", "test");

        assertThat(config.edfInference().forecastHorizonHours()).isEqualTo(48);
        assertThat(config.edfInference().schedulerExpression()).isEqualTo("cron(0 5 * * ? *)");
        assertThat(config.edfTraining()).isEqualTo(EdfConfig.defaults().edfTraining());
    }

    @Test
    void nullForTheImputationValueIsNotTheSameAsNoValue() {
        assertThat(ConfigReader.parse("edf_feature_eng: {imputation_value: null}", "t")
                        .edfFeatureEng()
                        .imputationValue())
                .isNull();
        assertThat(ConfigReader.parse("edf_feature_eng: {seed: 1}", "t")
                        .edfFeatureEng()
                        .imputationValue())
                .isEqualTo(0.0);
        assertThat(ConfigReader.parse("edf_feature_eng: {imputation_value: -1}", "t")
                        .edfFeatureEng()
                        .imputationValue())
                .isEqualTo(-1.0);
    }

    @Test
    void lagsAndWindowsReplaceTheDefaultsAsAWhole() {
        FeatureConfig features = ConfigReader.parse("""
                edf_feature_eng:
                  lag_features: {wind_speed: [1, 2]}
                  rolling_window_features: {humidity: {windows: [12], aggs: [max, avg]}}
                """, "test").edfFeatureEng();

        assertThat(features.lagFeatures()).isEqualTo(Map.of("wind_speed", List.of(1, 2)));
        assertThat(features.rollingWindowFeatures())
                .isEqualTo(Map.of("humidity", new RollingWindows(List.of(12), List.of("max", "avg"))));
    }

    @Test
    void everyProblemIsReportedAtOnceInTheOrderOfTheLines() {
        Throwable refusal = catchThrowable(() -> ConfigReader.parse("""
                project_nam: x
                edf_inference:
                  forecast_horizon_hours: 0
                edf_training:
                  quantiles: [0.1, 1.2]
                  default_strategy: Profet
                """, "edf_config.yaml"));

        assertThat(refusal).isInstanceOf(InvalidInputException.class).hasMessage("""
                edf_config.yaml has 4 problems:
                  line 1: project_nam: unknown key; did you mean "project_name"?
                  line 3: edf_inference.forecast_horizon_hours: 0 is out of range; use 1 to 336
                  line 5: edf_training.quantiles: 1.2 is out of range; use 0.001 to 0.999
                  line 6: edf_training.default_strategy: Profet is not known; did you mean "Prophet"?""");
    }

    @ParameterizedTest
    @DisplayName("fault 53: an impossible value is refused with its path and what is allowed")
    @CsvSource(delimiter = '|', textBlock = """
            edf_inference: {forecast_horizon_hours: 0}                 | forecast_horizon_hours: 0 is out of range; use 1 to 336
            edf_inference: {forecast_horizon_hours: -1}                | -1 is out of range
            edf_inference: {forecast_horizon_hours: 10000}             | 10000 is out of range
            edf_inference: {forecast_horizon_hours: 72.0}              | 72.0 is not a whole number
            edf_inference: {forecast_horizon_hours: "72"}              | "72" is not a whole number without quotes
            edf_inference: {forecast_horizon_hours: 010}               | 010 is not a whole number
            edf_inference: {forecast_horizon_hours: 1:30}              | 1:30 is not a whole number
            edf_inference: {forecast_horizon_hours: [72]}              | a list is not a whole number
            edf_inference: {forecast_horizon_hours: 99999999999999999999} | is not a whole number
            edf_inference: {forecast_horizon_hours:}                   | has no value
            'edf_inference: {scheduler_expression: "cron(0 25 * * ? *)"}' | is not a daily schedule
            edf_inference: {scheduler_expression: rate(1 day)}         | cron(MINUTE HOUR * * ? *)
            edf_inference: {scheduler_timezone: Europe/Berln}          | did you mean "Europe/Berlin"?
            edf_inference: {scheduler_timezone: CET}                   | is not an IANA time zone
            edf_inference: {forecast_db_type: dynamo}                  | did you mean "DYNAMODB"?
            edf_inference: {load_forecasts_lambda_timeout: 901}        | use 1 to 900
            edf_training: {quantiles: [0.1, 1.2]}                      | 1.2 is out of range
            edf_training: {quantiles: [0.9, 0.1]}                      | do not ascend from below 0.5 to above
            edf_training: {quantiles: [0.5]}                           | do not ascend from below 0.5 to above
            edf_training: {instance_count: 21, distributed: true}      | instance_count: 21 is out of range; use 1 to 20
            edf_training: {default_strategy: XGBoost, instance_count: 2} | edf_training.instance_count: 2 machines, of which only one would work: set distributed: true
            edf_training: {instance_count: 2, distributed: true}       | edf_training.default_strategy: Prophet is fitted on one machine, but instance_count is 2
            edf_training: {mlflow: {tracking_uri: mlflow.example.org}} | mlflow.tracking_uri: mlflow.example.org is not valid; use an address such as https://mlflow.example.org
            edf_training: {mlflow: {credentials: "ssm:/mlflow", tracking_uri: "http://mlflow.example.org"}} | would send the credentials in the clear: write https
            edf_training: {mlflow: {credentials: "me:pass"}}           | mlflow.credentials
            edf_training: {calibration_days: -3}                       | -3 is out of range
            edf_training: {hyperparameters: {XGBoost: {xgb_eta: 0}}}   | hyperparameters.XGBoost.xgb_eta: 0 is out of range; use above 0.0 up to 1.0
            edf_training: {hyperparameters: {XGBoost: {xgb_eta: .nan}}} | .nan is not a number
            edf_training: {hyperparameters: {Prophet: {prophet_daily_seasonality: maybe}}} | auto, true, false
            edf_feature_eng: {rolling_window_features: {consumption_kwh: {windows: [0], aggs: [avg]}}} | windows: 0 is out of range
            edf_feature_eng: {rolling_window_features: {consumption_kwh: {windows: [3], aggs: [mean]}}} | valid are avg, stddev, min, max
            edf_feature_eng: {rolling_window_features: {consumption_kwh: {windows: [3]}}} | aggs: is missing
            edf_feature_eng: {lag_features: {consumption_kw: [24]}}    | did you mean "consumption_kwh"?
            edf_feature_eng: {lag_features: {consumption_kwh: [24, 24]}} | names a value twice
            edf_feature_eng: {lag_features: {consumption_kwh: 24}}     | write it as [a, b]
            edf_feature_eng: {lag_features: {consumption_kwh: []}}     | is empty
            edf_feature_eng: {time_features: [hour_of_dy]}             | did you mean "hour_of_day"?
            edf_feature_eng: {training_origin_stride_hours: 6}         | 6 shares a divisor with 24
            edf_feature_eng: {step: PT40M}                             | PT40M is not a quarter, a half or whole hours that divide a day; use PT15M
            edf_feature_eng: {step: PT5H}                              | PT5H is not a quarter
            edf_feature_eng: {step: PT5M}                              | PT5M is not a quarter
            edf_feature_eng: {step: P2D}                               | P2D is not a quarter
            '{edf_feature_eng: {step: P1D}, edf_inference: {forecast_horizon_hours: 36}}' | edf_inference.forecast_horizon_hours: 36 h are not a whole number of steps of edf_feature_eng.step P1D
            '{edf_feature_eng: {step: PT12H, data_delay_hours: 6}}' | edf_feature_eng.data_delay_hours: 6 h are not
            edf_feature_eng: {step: 1h}                                | is not an ISO 8601 duration
            edf_feature_eng: {imputation_value: zero}                  | zero is not a number
            edf_feature_eng: {weather_stand_in: yes}                   | write true or false
            edf_feature_eng: {target_column: generation_kwh}           | valid are consumption_kwh, solar_generation_kwh
            edf_evaluation: {metrics_thresholds: {max_mape: -1}}       | edf_evaluation.metrics_thresholds.max_mape: -1 is out of range
            edf_evaluation: {instance_type: m5.xlarge}                 | a SageMaker instance type
            data_quality: {max_missing_share: 1.5}                     | use 0.0 to 1.0
            features_path: s3://{processed_bucket}/features/           | lacks {workflow_type}
            features_path: s3://{processed_bukket}/{workflow_type}/{exec_id}/ | did you mean "processed_bucket"?
            forecast_output_path: s3://{processed_bucket}/{exec_id}    | with '/' at its end
            raw_bucket_base: Raw_Data                                  | lower-case letters
            edf_inference: 72                                          | edf_inference: expected keys with values, found 72
            horizon: 72                                                | unknown key
            forecast_horizon_hours: 72                                 | it belongs under edf_inference
            [a, b]                                                     | expected keys with values, found a list
            """)
    void impossibleValuesAreRefused(String yaml, String expected) {
        assertThatThrownBy(() -> ConfigReader.parse(yaml, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @DisplayName("fault 52: YAML that is more than plain data is refused")
    @CsvSource(delimiter = '|', textBlock = """
            'a: &a [1]\nb: *a'                                          | anchor or alias "a" is not allowed
            project_name: !!javax.script.ScriptEngineManager []        | tag "tag:yaml.org,2002:javax.script.ScriptEngineManager" is not allowed
            project_name: !!str x                                      | tag
            'aws_region: eu-west-1\naws_region: eu-west-2'              | line 2: aws_region: given twice, first in line 1
            'edf_inference: {<<: {a: 1}}'                               | <<: unknown key
            'a: b: c'                                                   | is not valid YAML
            'a: [1'                                                     | is not valid YAML
            '? [1]\n: 2'                                                | a key must be a plain name
            'a: 1\n---\nb: 1'                                           | is not valid YAML
            """)
    void yamlThatIsMoreThanPlainDataIsRefused(String yaml, String expected) {
        assertThatThrownBy(() -> ConfigReader.parse(yaml.replace("\\n", "\n"), "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(expected);
    }

    @Test
    @Timeout(10)
    @DisplayName("fault 52: alias bombs, deep nesting and endless files are refused quickly")
    void bombsAreRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int level = 1; level < 40; level++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
        }
        for (String yaml : List.of(
                bomb.toString(),
                "[".repeat(50) + "]".repeat(50),
                "a: ".repeat(50),
                "{a: ".repeat(50),
                "x".repeat(2 << 20),
                "[".repeat(100_000),
                "a: &a [*a]",
                "\u0000",
                "a: \t- b")) {
            assertThatThrownBy(() -> ConfigReader.parse(yaml, "test")).isInstanceOf(InvalidInputException.class);
        }
    }

    @ParameterizedTest
    @DisplayName("fault 54: a secret in the file is refused and never shown")
    @ValueSource(
            strings = {
                "project_name: AKIAIOSFODNN7EXAMPLE",
                "# key of the account: AKIAIOSFODNN7EXAMPLE",
                "project_name: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "edf_inference: {db_password: hunter2AndMore}",
                "edf_inference: {api-token: hunter2AndMore}",
                "x: {y: [{client_secret: hunter2AndMore}]}",
                "project_name: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIEow",
                "aws_region: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
                "historical_labels_path: https://user:hunter2AndMore@host/",
            })
    void aSecretInTheFileIsRefusedAndNeverShown(String yaml) {
        assertThatThrownBy(() -> ConfigReader.parse(yaml, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("(not shown)")
                .hasMessageContaining("Secrets Manager")
                .hasMessageNotContainingAny("AKIAIOSFODNN7EXAMPLE", "wJalr", "hunter2", "MIIEow", "eyJhbGci");
    }

    @Test
    @DisplayName("fault 54: a reference to a secret is no secret")
    void aReferenceToASecretIsNoSecret() {
        assertThatThrownBy(() -> ConfigReader.parse("db_password: secretsmanager:edf/db#password", "test"))
                .hasMessageContaining("unknown key")
                .hasMessageNotContaining("not shown");
    }

    @Test
    void aMissingFileAndAFileThatIsNotTextAreNamed(@TempDir Path directory) throws Exception {
        Path missing = directory.resolve("none.yaml");
        assertThatThrownBy(() -> ConfigReader.read(missing))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(missing.toString());

        Path binary = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        assertThatThrownBy(() -> ConfigReader.read(binary))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not UTF-8 text");
    }
}
