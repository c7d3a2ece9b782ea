package com.hometech.edf.data.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0",
                "0.012345;0.0123",
                "4.5678;4.57",
                "45.678;45.7",
                "456.78;457",
                "12345.6;12,346",
                "-3.14159;-3.14",
                "NaN;–"
            })
    void threeSignificantDigits(double value, String text) {
        assertThat(Numbers.significant(value)).isEqualTo(text);
    }

    @Test
    void percentagesHaveASpaceAndNoNegativeZero() {
        assertThat(Numbers.percent(0.12345, 1)).isEqualTo("12.3 %");
        assertThat(Numbers.percent(-0.00001, 1)).isEqualTo("0.0 %");
        assertThat(Numbers.percent(Double.POSITIVE_INFINITY, 1)).isEqualTo("–");
    }
}
