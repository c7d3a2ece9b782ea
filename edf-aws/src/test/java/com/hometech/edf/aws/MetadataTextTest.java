package com.hometech.edf.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTextTest {
    /** What SageMaker's API says of values of CustomerMetadataProperties. */
    private static final String ACCEPTED = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3://bucket/a=b",
                "temperature_c, humidity",
                "a@b",
                "@0041",
                "50 %\n\"{}\" «Größe» 😀",
                "$1\\"
            })
    void anyTextIsAcceptedAndComesBack(String text) {
        String encoded = MetadataText.encode(text);
        assertThat(encoded).matches(ACCEPTED);
        assertThat(MetadataText.decode(encoded)).isEqualTo(text);
    }

    @Test
    void whatIsTooLongIsCutWhereACharacterEnds() {
        String encoded = MetadataText.encode("50 %".repeat(60));
        assertThat(encoded)
                .hasSizeLessThanOrEqualTo(256)
                .hasSizeGreaterThan(250)
                .matches(ACCEPTED);
        assertThat("50 %".repeat(60)).startsWith(MetadataText.decode(encoded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/model-artifacts/EDF_1/model.tar.gz", "XGBoost", "Größe 1.5e-7"})
    void plainTextStaysReadable(String text) {
        assertThat(MetadataText.encode(text)).isEqualTo(text);
    }
}
