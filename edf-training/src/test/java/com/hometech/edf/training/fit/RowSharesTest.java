package com.hometech.edf.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSharesTest {
    @ParameterizedTest
    @CsvSource({"1,1", "10,1", "10,3", "12,3", "1001,7", "5,5"})
    void everyRowHasOneWorkerAndAllHaveAlmostTheSameNumber(int rows, int workers) {
        RowShares shares = new RowShares(rows, workers);
        int[] all = IntStream.range(0, rows).toArray();

        int[] dealt = IntStream.range(0, workers)
                .flatMap(worker -> Arrays.stream(shares.of(worker, all, 0)))
                .sorted()
                .toArray();

        assertThat(dealt).isEqualTo(all);
        for (int worker = 0; worker < workers; worker++) {
            assertThat(shares.of(worker, all, 0)).hasSize(shares.countOf(worker));
            assertThat(shares.countOf(worker)).isBetween(rows / workers, rows / workers + 1);
        }
    }

    @Test
    void aRegularPatternInTheRowsIsSharedEvenly() {
        // every second row is of another kind, as leads of an origin may be
        RowShares shares = new RowShares(10_000, 2);

        long even = IntStream.of(shares.of(0, IntStream.range(0, 10_000).toArray(), 0))
                .filter(row -> row % 2 == 0)
                .count();

        assertThat(even).isBetween(2400L, 2600L);
    }
}
