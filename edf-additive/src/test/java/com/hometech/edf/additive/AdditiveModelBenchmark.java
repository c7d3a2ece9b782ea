package com.hometech.edf.additive;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A year of hours, 50 columns of features (day, week, year, 15 holidays, a regressor) and 25 changepoints: from the frame to
 * the proved maximum, and 72 hours from the model with intervals of a thousand samples. {@code fitMultiplicative} is the
 * same with all features multiplicative; {@code move} adds a day to the fit of the year, drops the first one and finds the
 * maximum again; {@code roll} fits the model at 100 origins from the 103rd day to the last; {@code fitHolidays} fits 11,000
 * days of which ten thousand are holidays with names of their own. Each iteration also prints milliseconds of CPU time, which
 * count where other programs share the cores.
 *
 * <p>{@code mvn -q -Dquick -DskipTests -Pbenchmark -Dbenchmark=AdditiveModelBenchmark -pl edf-additive -am test}
 */
@State(Scope.Thread)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class AdditiveModelBenchmark {
    private static final int HOURS = 8760;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AdditiveModel model = model(Mode.ADDITIVE);
    private final AdditiveModel multiplicative = model(Mode.MULTIPLICATIVE);
    private final Frame history = history();
    private final FittedModel fitted = model.fit(history);
    private final MovingFit year = MovingFit.of(model, history);
    private final Frame firstDay = history.rows(0, 24);
    private final Frame nextDay = nextDay();
    private final List<LocalDateTime> origins = IntStream.rangeClosed(1, 100)
            .mapToObj(origin -> history.time(2400 + origin * 63 + 59))
            .toList();
    private final Frame future = fitted.future(72, Duration.ofHours(1)).with("temperature", Series.noise(72, 8, 5));

    private final Frame days = Series.daily(11_000, 5);
    private final AdditiveModel holidays = AdditiveModel.builder()
            .holidays(IntStream.range(0, 10_000)
                    .mapToObj(day -> Holiday.of(
                            "holiday " + day, Series.START.toLocalDate().plusDays(day)))
                    .toList())
            .build();

    private long cpuStart;
    private long invocations;

    @Setup(Level.Iteration)
    public void startClock() {
        cpuStart = threads.getCurrentThreadCpuTime();
        invocations = 0;
    }

    @TearDown(Level.Iteration)
    public void printCpuTime() {
        double milliseconds = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e6;
        System.out.printf("[%.3f ms of CPU time] ", milliseconds / invocations);
    }

    @Benchmark
    public FittedModel fit() {
        invocations++;
        return model.fit(history);
    }

    @Benchmark
    public FittedModel fitMultiplicative() {
        invocations++;
        return multiplicative.fit(history);
    }

    @Benchmark
    public FittedModel fitHolidays() {
        invocations++;
        return holidays.fit(days);
    }

    @Benchmark
    public FittedModel move() {
        invocations++;
        return year.add(nextDay).drop(firstDay).fitted();
    }

    @Benchmark
    public double roll() {
        invocations++;
        return RollingFits.of(model, history, origins)
                .fits()
                .mapToDouble(fit -> fit.parameters().noise())
                .sum();
    }

    @Benchmark
    public Forecast predict() {
        invocations++;
        return fitted.predict(future);
    }

    /** A thousand different series, each fitted and forecast once. */
    @Benchmark
    @BenchmarkMode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 3)
    public double portfolio(Portfolio portfolio) {
        invocations++;
        return portfolio.histories.stream()
                .mapToDouble(series -> model.fit(series).predict(future).yhat()[71])
                .sum();
    }

    /** Series of one length that differ in their values. */
    @State(Scope.Thread)
    public static class Portfolio {
        private final List<Frame> histories = IntStream.range(0, 1000)
                .mapToObj(seed -> {
                    Frame rows = history();
                    double[] y = rows.column("y");
                    double[] noise = Series.noise(HOURS, 100 + seed, 0.2 + seed / 500.0);
                    Arrays.setAll(y, row -> y[row] + noise[row]);
                    return rows.with("y", y);
                })
                .toList();
    }

    private Frame nextDay() {
        double[] temperature = Series.noise(24, 9, 5);
        double[] y = history.rows(HOURS - 24, HOURS).column("y");
        return fitted.future(24, Duration.ofHours(1))
                .with("temperature", temperature)
                .with("y", y);
    }

    private static AdditiveModel model(Mode mode) {
        List<Holiday> holidays = new ArrayList<>();
        for (int day = 0; day < 15; day++) {
            LocalDate date = Series.START.toLocalDate().plusDays(20 + 23 * day);
            holidays.add(Holiday.of("holiday " + (char) ('a' + day), date));
        }
        return AdditiveModel.builder()
                .yearly(BuiltInSeasonality.ON)
                .holidays(holidays)
                .regressors(Regressor.of("temperature"))
                .seasonalityMode(mode)
                .build();
    }

    private static Frame history() {
        Frame rows = Series.regular(Duration.ofHours(1), HOURS, 5);
        double[] temperature = Series.noise(HOURS, 6, 5);
        double[] y = rows.column("y");
        Arrays.setAll(
                y,
                row -> y[row]
                        + 0.1 * temperature[row]
                        + 3 * Math.sin(2 * Math.PI * row / 24)
                        + 2 * Math.cos(2 * Math.PI * row / HOURS));
        return rows.with("y", y).with("temperature", temperature);
    }
}
