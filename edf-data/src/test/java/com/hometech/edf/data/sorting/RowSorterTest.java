package com.hometech.edf.data.sorting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSorterTest {
    private record Row(int entity, long time, long sequence, long line, double value) {}

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "with {0} rows in memory")
    @ValueSource(ints = {7, 64, 100, 1000, 100_000})
    void rowsComeBackInOrderWhateverFitsIntoMemory(int bufferedRows) throws IOException {
        Random random = new Random(bufferedRows);
        List<Row> rows = new ArrayList<>();
        for (int line = 0; line < 5000; line++) {
            rows.add(new Row(
                    random.nextInt(20), random.nextInt(50) * 3600L, random.nextInt(3), line, random.nextDouble()));
        }

        assertThat(sorted(rows, bufferedRows))
                .isEqualTo(rows.stream()
                        .sorted(Comparator.comparingInt(Row::entity)
                                .thenComparingLong(Row::time)
                                .thenComparingLong(Row::sequence)
                                .thenComparingLong(Row::line))
                        .toList());
    }

    @Test
    void nothingInIsNothingOut() throws IOException {
        assertThat(sorted(List.of(), 10)).isEmpty();
    }

    @Test
    void spilledRunsLeaveTheDiskWhenClosed() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int line = 0; line < 100; line++) {
            rows.add(new Row(0, -line, 0, line, line));
        }
        sorted(rows, 10);
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void issuesOrderBeforeTimesAndAllValuesAreKept() throws IOException {
        try (RowSorter sorter = new RowSorter(directory, 2, 2)) {
            sorter.add(0, 200, 10, 0, 1, new double[] {1, 2});
            sorter.add(0, 100, 20, 0, 2, new double[] {3, Double.NaN});
            sorter.add(0, 100, 10, 0, 3, new double[] {5, 6});
            TimedRows rows = sorter.sorted();
            List<Double> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.value(0));
                values.add(rows.value(1));
            }
            assertThat(values).containsExactly(5.0, 6.0, 3.0, Double.NaN, 1.0, 2.0);
        }
    }

    private List<Row> sorted(List<Row> rows, int bufferedRows) throws IOException {
        List<Row> out = new ArrayList<>();
        try (RowSorter sorter = new RowSorter(directory, 1, bufferedRows)) {
            for (Row row : rows) {
                sorter.add(row.entity(), row.time(), row.sequence(), row.line(), row.value());
            }
            TimedRows sorted = sorter.sorted();
            while (sorted.next()) {
                out.add(new Row(
                        sorted.entity(), sorted.epochSecond(), sorted.sequence(), sorted.line(), sorted.value(0)));
            }
        }
        return out;
    }
}
