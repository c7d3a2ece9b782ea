package com.hometech.edf.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileColumnTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, yhat_q50",
        "0.05, yhat_q05",
        "0.1, yhat_q10",
        "0.025, yhat_q02_5",
        "0.975, yhat_q97_5",
        "0.001, yhat_q00_1",
        "0.0000001, yhat_q00_00001",
        "0.3333, yhat_q33_33"
    })
    void theNameSaysTheLevelInPercent(double level, String name) {
        assertThat(QuantileColumn.nameOf(level)).isEqualTo(name);
        assertThat(QuantileColumn.levelOf(name)).hasValue(level);
    }

    @Test
    void everyLevelComesBackAndNamesSortAsLevelsDo() {
        assertThat(IntStream.range(1, 1000)
                        .mapToObj(thousandths -> QuantileColumn.nameOf(thousandths / 1000.0))
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .map(name -> QuantileColumn.levelOf(name).orElseThrow())
                .containsExactlyElementsOf(IntStream.range(1, 1000)
                        .mapToObj(thousandths -> thousandths / 1000.0)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yhat", "yhat_lower", "yhat_q5", "yhat_q00", "yhat_q100", "yhat_q50_", "yhat_q50_0", "q50_kwh"})
    void otherColumnsAreNone(String name) {
        assertThat(QuantileColumn.levelOf(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void aLevelOutsideIsRefused(double level) {
        assertThatThrownBy(() -> QuantileColumn.nameOf(level))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("levels lie inside (0, 1)");
    }
}
