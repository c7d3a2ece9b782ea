package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinningTest {
    @ParameterizedTest
    @CsvSource({"0,5", "5,5", "5,9", "6,5", "7,3", "100,7", "101,100", "97,96", "10,1", "10,0"})
    void stretchesGiveWhatAllRowsTogetherGive(int total, int most) {
        int[] rows = IntStream.range(1000, 1000 + total).toArray();
        int[] together = Thinning.thinned(rows, most);
        assertThat(together).hasSize(Math.min(total, most));

        for (int length : new int[] {1, 2, 3, 13}) {
            Thinning thinning = new Thinning(total, most);
            int[] inStretches = IntStream.iterate(0, from -> from < total, from -> from + length)
                    .flatMap(from -> Arrays.stream(
                            thinning.of(Arrays.copyOfRange(rows, from, Math.min(total, from + length)), from)))
                    .toArray();
            assertThat(inStretches).isEqualTo(together);
        }
    }
}
