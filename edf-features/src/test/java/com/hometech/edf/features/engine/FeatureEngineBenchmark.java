package com.hometech.edf.features.engine;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.table.FeatureColumns;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rows per second of one thread, from raw readings to finished columns: two years of hours, one row for each, leads 1 to
 * 72 in turn, preparation of the building, its weather and its calendar included. 29 columns: 6 lags, 12 rolling statistics, temperature, 10 of the
 * calendar. {@code allColumns} is the default set with the baselines and the fallback. Each iteration also prints rows per
 * second of CPU time, which counts where other programs share the cores.
 *
 * <p>{@code mvn -q -Dquick -DskipTests -Pbenchmark -Dbenchmark=FeatureEngineBenchmark -pl edf-features -am test}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FeatureEngineBenchmark {
    private static final int DAYS = 731;
    private static final int ROWS = (DAYS - 3) * 24;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final TestSeries series = TestSeries.random(1, DAYS, Duration.ofHours(1), true);
    private final RowBatch rows = new RowBatch(ROWS);
    private final FeatureEngine configured = new FeatureEngine(series.settings, columns29());
    private final FeatureEngine complete = new FeatureEngine(series.settings);
    private final float[][] columns = new float[configured.schema().size()][ROWS];
    private final FeatureColumns table =
            FeatureColumns.allocate(ROWS, complete.schema().size());
    private long cpuStart;
    private long invocations;

    @Setup
    public void makeRows() {
        series.issues.clear();
        for (int origin = 0; origin < ROWS; origin++) {
            rows.add(origin, origin % 72 + 1);
        }
    }

    @Setup(Level.Iteration)
    public void startClock() {
        cpuStart = threads.getCurrentThreadCpuTime();
        invocations = 0;
    }

    @TearDown(Level.Iteration)
    public void printRowsPerCpuSecond() {
        double seconds = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e9;
        System.out.printf("[%.2f million rows per CPU second] ", invocations * (double) ROWS / seconds / 1e6);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float[][] configuredColumns() {
        invocations++;
        configured.prepare(series.input(0, series.site(0))).fillFeatures(rows, columns, 0);
        return columns;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Object allColumns() {
        invocations++;
        complete.prepare(series.input(0, series.site(0))).fill(rows, table, 0, 0);
        return table;
    }

    private static List<FeatureFormula> columns29() {
        List<FeatureFormula> formulas = new ArrayList<>();
        for (int lag : new int[] {24, 48, 168, 336, 504, 672}) {
            formulas.add(LoadFormulas.lag(lag));
        }
        for (int window : new int[] {3, 24, 168}) {
            for (String aggregate : List.of("avg", "stddev", "min", "max")) {
                formulas.add(LoadFormulas.rolling(window, aggregate));
            }
        }
        formulas.add(WeatherFormulas.defaults(TimeStep.HOUR).get(0));
        Arrays.stream(CalendarFact.values())
                .limit(10)
                .map(FeatureCatalog::calendar)
                .forEach(formulas::add);
        return formulas;
    }
}
