package com.hometech.edf.additive;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Made-up series. */
final class Series {
    static final LocalDateTime START = LocalDateTime.of(2023, 1, 2, 0, 0);

    private Series() {}

    /** A trend that bends, a week and noise. */
    static Frame daily(int rows, long seed) {
        return regular(Duration.ofDays(1), rows, seed);
    }

    static Frame regular(Duration step, int rows, long seed) {
        double[] noise = noise(rows, seed, 0.5);
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++) {
            double days = row * (double) step.toSeconds() / 86_400;
            double part = row / (double) rows;
            y[row] = 20 + 5 * part - 8 * Math.max(0, part - 0.4) + 2 * Math.sin(2 * Math.PI * days / 7) + noise[row];
        }
        return Frame.regular(START, step, rows).with("y", y);
    }

    static double[] constant(int rows, double value) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        return values;
    }

    static double[] every(int rows, int step) {
        double[] values = new double[rows];
        Arrays.setAll(values, row -> row % step == 0 ? 1 : 0);
        return values;
    }

    static double[] noise(int rows, long seed, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int term = 0; term < 12; term++) {
                sum += random.nextDouble();
            }
            values[row] = deviation * (sum - 6);
        }
        return values;
    }

    static List<Holiday> holidays(String name, int... days) {
        List<Holiday> holidays = new ArrayList<>();
        for (int day : days) {
            LocalDate date = START.toLocalDate().plusDays(day);
            holidays.add(Holiday.of(name, date).window(-1, 1));
        }
        return holidays;
    }
}
