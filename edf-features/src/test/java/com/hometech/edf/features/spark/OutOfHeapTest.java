package com.hometech.edf.features.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutOfHeapTest {
    @Test
    @DisplayName("fault 35: a task without heap fails the job with that reason; Spark does not end the job's JVM")
    void aTaskWithoutHeap() {
        assertThatThrownBy(() -> FeatureTables.unwrapping(() -> SparkRuntime.context()
                        .parallelize(List.of(1, 2, 3), 3)
                        .map(OutOfHeapTest::needsMoreThanThereIs)
                        .collect()))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("Java heap space");
    }

    private static int needsMoreThanThereIs(int number) {
        if (number == 2) {
            throw new OutOfMemoryError("Java heap space");
        }
        return number;
    }
}
