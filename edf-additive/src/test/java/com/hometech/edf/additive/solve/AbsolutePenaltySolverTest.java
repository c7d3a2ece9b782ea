package com.hometech.edf.additive.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conditions for a minimum, which hold at a minimum and nowhere else as the problem is convex. */
class AbsolutePenaltySolverTest {
    @ParameterizedTest
    @CsvSource({"5, 8, 1", "12, 20, 2", "12, 6, 3", "30, 40, 4", "30, 11, 5", "1, 3, 6"})
    void theConditionsForAMinimumHold(int size, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 50; trial++) {
            double[][] columns = columns(random, size, rows);
            double[] matrix = new double[size * size];
            double[] squares = new double[size];
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    matrix[row * size + column] = dot(columns[row], columns[column]);
                }
                squares[row] = matrix[row * size + row];
            }
            double[] target = random.doubles(rows, -1, 1).toArray();
            double[] start = new double[size];
            start[random.nextInt(size)] = trial % 2 == 0 ? 0 : 1 - trial / 25.0;
            double[] linear = new double[size];
            for (int row = 0; row < size; row++) {
                linear[row] = dot(columns[row], target);
                for (int column = 0; column < size; column++) {
                    linear[row] -= matrix[row * size + column] * start[column];
                }
            }
            double penalty = random.nextDouble();

            double[] values = new AbsolutePenaltySolver(matrix, squares, linear, start, penalty).minimum();

            for (int row = 0; row < size; row++) {
                double gradient = dot(columns[row], target);
                for (int column = 0; column < size; column++) {
                    gradient -= matrix[row * size + column] * values[column];
                }
                if (values[row] == 0) {
                    assertThat(Math.abs(gradient)).isLessThan(penalty + 1e-9);
                } else {
                    assertThat(gradient).isCloseTo(penalty * Math.signum(values[row]), within(1e-8));
                }
            }
        }
    }

    /** Random columns, of which some repeat others or are nothing. */
    private static double[][] columns(SplittableRandom random, int size, int rows) {
        double[][] columns = new double[size][];
        for (int column = 0; column < size; column++) {
            columns[column] = random.doubles(rows, -1, 1).toArray();
            if (column % 4 == 3) {
                columns[column] = columns[column - 2].clone();
            }
            if (column % 7 == 6) {
                columns[column] = new double[rows];
            }
        }
        return columns;
    }

    private static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int index = 0; index < first.length; index++) {
            sum += first[index] * second[index];
        }
        return sum;
    }
}
