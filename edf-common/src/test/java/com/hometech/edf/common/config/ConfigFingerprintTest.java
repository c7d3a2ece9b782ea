package com.hometech.edf.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigFingerprintTest {
    @Test
    void equalValuesHaveTheSameFingerprintHoweverTheyAreWritten() {
        EdfConfig written = ConfigReader.parse("""
                # the same as the defaults
                edf_feature_eng:
                  step: PT60M
                  lag_features: {solar_irradiance_ghi: [24], temperature_c: [24, 48, 168], consumption_kwh: [24, 48, 168]}
                """, "test");

        assertThat(ConfigFingerprint.of(written)).isEqualTo(ConfigFingerprint.of(EdfConfig.defaults()));
    }

    @Test
    void everyValueCounts() {
        assertThat(ConfigFingerprint.of(ConfigReader.parse("edf_training: {seed: 43}", "test")))
                .hasSize(64)
                .isNotEqualTo(ConfigFingerprint.of(EdfConfig.defaults()));
        assertThat(ConfigFingerprint.of(ConfigReader.parse("edf_feature_eng: {imputation_value: null}", "test")))
                .isNotEqualTo(ConfigFingerprint.of(EdfConfig.defaults()));
    }

    @Test
    void theCanonicalJsonIsSortedAndNamedAsTheFile() {
        assertThat(ConfigFingerprint.canonicalJson(EdfConfig.defaults()))
                .startsWith(
                        "{\"common_feature_eng\":{\"lookback_days_default\":14},\"data_quality\":{\"earliest_year\":1990,")
                .contains(
                        "\"step\":\"PT1H\"",
                        "\"lag_features\":{\"consumption_kwh\":[24,48,168],\"solar_irradiance_ghi\"");
    }
}
