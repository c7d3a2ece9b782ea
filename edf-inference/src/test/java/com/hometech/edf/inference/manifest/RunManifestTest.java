package com.hometech.edf.inference.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import com.hometech.edf.inference.manifest.TrainingCheck.OutsideFeature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunManifestTest {
    private static final String SHA = "0123456789abcdef".repeat(4);
    private static final RunManifest MANIFEST = new RunManifest(
            "run-1",
            Instant.parse("2016-05-10T05:00:00Z"),
            Instant.parse("2016-05-10T04:00:00Z"),
            "EDFBuildingDemandForecaster/3",
            SHA,
            144,
            2,
            Map.of(ForecastQuality.FALLBACK, 72L, ForecastQuality.MODEL, 72L),
            List.of(new ForecastFile("part-1.parquet", 72, SHA), new ForecastFile("part-0.parquet", 72, SHA)),
            List.of("c", "b"),
            List.of(),
            List.of("b"));

    @Test
    void aManifestComesBackAsItWasWritten() {
        assertThat(RunManifest.parse(MANIFEST.toJson(), "test")).isEqualTo(MANIFEST);
    }

    @Test
    void aForecastMadeAfterwardsIsInSample() {
        assertThat(MANIFEST.isInSample()).isFalse();
        assertThat(trainedThrough("2016-05-10T04:00:00Z").isInSample()).isFalse();
        assertThat(trainedThrough("2016-05-10T05:00:00Z").isInSample()).isTrue();
    }

    @Test
    void whatTheModelWasTrainedWithComesBack() {
        RunManifest manifest = trainedThrough("2016-05-10T04:00:00Z");

        assertThat(manifest.toJson()).contains("temperature_c").doesNotContain("in_sample");
        assertThat(RunManifest.parse(manifest.toJson(), "test")).isEqualTo(manifest);
        assertThat(MANIFEST.toJson()).doesNotContain("training_check");
    }

    private static RunManifest trainedThrough(String time) {
        return new RunManifest(
                MANIFEST.runId(),
                MANIFEST.issuedAt(),
                MANIFEST.origin(),
                MANIFEST.quantity(),
                MANIFEST.modelVersion(),
                SHA,
                List.of(),
                MANIFEST.rows(),
                MANIFEST.buildings(),
                MANIFEST.quality(),
                MANIFEST.files(),
                List.of(),
                List.of(),
                List.of(),
                null,
                new TrainingCheck(
                        Instant.parse(time),
                        72,
                        1,
                        List.of(new OutsideFeature("temperature_c", 3, 1, -5, 30, 31.5, 0.05, false))),
                null);
    }

    @Test
    @DisplayName("manifests from before levels and freshness were written are read")
    void aManifestOfAnOlderVersionIsRead() {
        String old = MANIFEST.toJson()
                .replace("\"quantile_levels\" : [ ],", "")
                .replaceFirst(",\\s*\"freshness\" : null", "");
        assertThat(old).doesNotContain("quantile_levels", "freshness");
        assertThat(RunManifest.parse(old, "test")).isEqualTo(MANIFEST);
    }

    @Test
    void theTextIsSortedAndNamedAsDocumented() {
        assertThat(MANIFEST.toJson())
                .contains("\"issued_at\" : \"2016-05-10T05:00:00Z\"", "\"no_data\" : [ \"b\", \"c\" ]")
                .containsSubsequence("run_id", "model_sha256", "\"MODEL\" : 72", "\"FALLBACK\"", "part-0", "part-1");
    }

    @ParameterizedTest
    @DisplayName("fault 28: a manifest that is damaged or contradicts itself is refused")
    @CsvSource(delimiter = '|', textBlock = """
            "rows" : 144                 | "rows" : 143                  | rows is 143; expected the sum of its files, 144
            "rows" : 72                  | "rows" : 71                   | the sum of its files
            "MODEL" : 72                 | "MODEL" : 70                  | the sum of its grades, 142
            "run_id" : "run-1"           | "run_id" : ""                 | run_id
            "buildings" : 2              | "buildings" : -2              | buildings is -2
            part-0.parquet               | ../part-0.parquet             | files.name is ../part-0.parquet
            part-0.parquet               | part-1.parquet                | each file once
            "origin" : "2016-05-10T04    | "origin" : "2016-05-10T05     | an instant before issued_at
            "no_data"                    | "extra" : 1, "no_data"        | extra
            "no_data" : [ "b", "c" ],    | ''                            | no_data is null
            "MODEL"                      | "GOOD"                        | GOOD
            0123456789abcdef0123         | 0123456789ABCDEF0123          | hex digits
            }                            | ''                            | is not a valid RunManifest
            """)
    void aManifestThatContradictsItselfIsRefused(String part, String replacement, String expected) {
        String damaged = MANIFEST.toJson().replace(part, replacement);
        assertThat(damaged).isNotEqualTo(MANIFEST.toJson());
        assertThatThrownBy(() -> RunManifest.parse(damaged, "test"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(expected);
    }
}
