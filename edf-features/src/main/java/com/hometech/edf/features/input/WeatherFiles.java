package com.hometech.edf.features.input;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import com.hometech.edf.features.engine.SiteWeather;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.engine.WeatherForecastIssue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads observed and forecast weather onto a grid, by site. Hourly weather holds for every step of its hour; where a step is
 * longer, it is the mean of the hours that are known, at least half of them. A day is that of UTC: weather changes slowly
 * enough.
 */
public final class WeatherFiles {
    private static final int VARIABLES = WeatherColumn.VARIABLES.size();

    private final StepGrid grid;
    private final LongStep longStep;
    private final Map<String, float[][]> observed = new TreeMap<>();
    private final Map<String, long[]> versions = new TreeMap<>();
    private final Map<String, Map<Long, TreeMap<Long, float[]>>> issues = new TreeMap<>();

    /** Reads in hours, and in shorter steps where the grid has them. */
    private WeatherFiles(StepGrid wanted) {
        this.longStep = new LongStep(wanted);
        this.grid = longStep.hours();
    }

    /** The weather of every site; either table may be absent. Forecasts issued at or after the end of the grid are left out. */
    public static Map<String, SiteWeather> read(Path observedTable, Path forecastTable, StepGrid grid)
            throws IOException {
        WeatherFiles files = new WeatherFiles(grid);
        for (Path file : MonthPartitions.within(observedTable, files.hoursReached())) {
            files.readAll(file, WeatherColumn.SCHEMA, files::addObserved);
        }
        for (Path file : ParquetFiles.below(forecastTable)) {
            files.readAll(file, WeatherForecastColumn.SCHEMA, files::addForecast);
        }
        return files.bySite();
    }

    /** The hours that hold for a step of the grid: an hour before the first step, where that is shorter, lasts into it. */
    private TimeSpan hoursReached() {
        return new TimeSpan(
                grid.epochSecond(0) - TimeStep.HOUR.seconds() + grid.stepSeconds(), grid.epochSecond(grid.length()));
    }

    @FunctionalInterface
    private interface RowGroupReader {
        void add(RowGroup group);
    }

    private void readAll(Path file, List<ParquetColumn> columns, RowGroupReader rows) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, columns)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                rows.add(group);
            }
        }
    }

    private void addObserved(RowGroup group) {
        String[] sites = group.strings(WeatherColumn.SITE_ID.ordinal());
        long[] times = group.epochSeconds(WeatherColumn.TIMESTAMP_HOUR.ordinal());
        long[] rowVersions = group.longs(WeatherColumn.VERSION.ordinal());
        double[][] values = variables(group, WeatherColumn.TEMPERATURE_C.ordinal());
        for (int row = 0; row < group.rows(); row++) {
            int index = grid.indexOf(times[row]);
            if (index > -grid.steps(1) && index < grid.length()) {
                float[][] site = observed.computeIfAbsent(sites[row], id -> missing(grid.length()));
                long[] newest = versions.computeIfAbsent(sites[row], id -> noVersions());
                int end = Math.min(grid.length(), index + grid.steps(1));
                for (int step = Math.max(0, index); step < end; step++) {
                    if (rowVersions[row] > newest[step]) {
                        newest[step] = rowVersions[row];
                        set(site, step, values, row);
                    }
                }
            }
        }
    }

    private void addForecast(RowGroup group) {
        String[] sites = group.strings(WeatherForecastColumn.SITE_ID.ordinal());
        long[] issuedAt = group.epochSeconds(WeatherForecastColumn.ISSUED_AT.ordinal());
        long[] times = group.epochSeconds(WeatherForecastColumn.TIMESTAMP_HOUR.ordinal());
        double[][] values = variables(group, WeatherForecastColumn.TEMPERATURE_C.ordinal());
        long gridStart = grid.epochSecond(0);
        long gridEnd = grid.epochSecond(grid.length());
        for (int row = 0; row < group.rows(); row++) {
            if (times[row] >= gridStart && times[row] < gridEnd && issuedAt[row] < gridEnd) {
                float[] hour = new float[VARIABLES];
                for (int variable = 0; variable < VARIABLES; variable++) {
                    hour[variable] = (float) values[variable][row];
                }
                issues.computeIfAbsent(sites[row], site -> new TreeMap<>())
                        .computeIfAbsent(issuedAt[row], issue -> new TreeMap<>())
                        .put(times[row], hour);
            }
        }
    }

    private static double[][] variables(RowGroup group, int firstColumn) {
        double[][] values = new double[VARIABLES][];
        Arrays.setAll(values, variable -> group.doubles(firstColumn + variable));
        return values;
    }

    private long[] noVersions() {
        long[] none = new long[grid.length()];
        Arrays.fill(none, Long.MIN_VALUE);
        return none;
    }

    private static float[][] missing(int length) {
        float[][] values = new float[VARIABLES][length];
        Arrays.stream(values).forEach(variable -> Arrays.fill(variable, Float.NaN));
        return values;
    }

    private static void set(float[][] site, int index, double[][] values, int row) {
        for (int variable = 0; variable < VARIABLES; variable++) {
            site[variable][index] = (float) values[variable][row];
        }
    }

    private Map<String, SiteWeather> bySite() {
        Map<String, SiteWeather> sites = new TreeMap<>();
        observed.forEach((site, values) -> sites.put(site, longStep.observed(values, issuesOf(site))));
        issues.keySet().forEach(site -> sites.computeIfAbsent(site, id -> longStep.observed(missing(0), issuesOf(id))));
        return sites;
    }

    private List<WeatherForecastIssue> issuesOf(String site) {
        List<WeatherForecastIssue> made = new ArrayList<>();
        issues.getOrDefault(site, Map.of()).forEach((issuedAt, hours) -> made.add(issue(issuedAt, hours)));
        return made;
    }

    private WeatherForecastIssue issue(long issuedAt, SortedMap<Long, float[]> hours) {
        int stepsPerHour = grid.steps(1);
        long first = hours.firstKey();
        int length = (int) ((hours.lastKey() - first) / TimeStep.HOUR.seconds() + 1) * stepsPerHour;
        float[][] values = missing(length);
        hours.forEach((time, hour) -> {
            int index = (int) ((time - first) / grid.stepSeconds());
            for (int step = index; step < Math.min(length, index + stepsPerHour); step++) {
                for (int variable = 0; variable < VARIABLES; variable++) {
                    values[variable][step] = hour[variable];
                }
            }
        });
        return longStep.issue(issuedAt, first / grid.stepSeconds(), values);
    }

    /** Makes means of hours for a grid whose steps are longer; shorter steps pass unchanged. */
    private record LongStep(StepGrid wanted) {
        StepGrid hours() {
            return isLonger()
                    ? StepGrid.between(
                            wanted.epochSecond(0), wanted.epochSecond(wanted.length()), TimeStep.HOUR.seconds())
                    : wanted;
        }

        private boolean isLonger() {
            return wanted.step().compareTo(TimeStep.HOUR) > 0;
        }

        SiteWeather observed(float[][] values, List<WeatherForecastIssue> issues) {
            return new SiteWeather(wanted.firstStep(), isLonger() ? means(values, 0) : values, issues);
        }

        WeatherForecastIssue issue(long issuedAt, long firstStep, float[][] values) {
            if (!isLonger()) {
                return new WeatherForecastIssue(issuedAt, firstStep, values);
            }
            int hoursPerStep = hoursPerStep();
            long first = Math.floorDiv(firstStep, (long) hoursPerStep);
            return new WeatherForecastIssue(issuedAt, first, means(values, (int) (firstStep - first * hoursPerStep)));
        }

        private int hoursPerStep() {
            return wanted.stepSeconds() / TimeStep.HOUR.seconds();
        }

        /** @param firstHour hour of the first step that the values begin with */
        private float[][] means(float[][] hourly, int firstHour) {
            int hoursPerStep = hoursPerStep();
            int length = (hourly[0].length + firstHour + hoursPerStep - 1) / hoursPerStep;
            float[][] means = missing(length);
            for (int variable = 0; variable < hourly.length; variable++) {
                for (int step = 0; step < length; step++) {
                    means[variable][step] = mean(hourly[variable], step * hoursPerStep - firstHour, hoursPerStep);
                }
            }
            return means;
        }

        private static float mean(float[] hourly, int from, int hours) {
            double sum = 0;
            int known = 0;
            for (int hour = Math.max(0, from); hour < Math.min(hourly.length, from + hours); hour++) {
                if (!Float.isNaN(hourly[hour])) {
                    sum += hourly[hour];
                    known++;
                }
            }
            return 2 * known >= hours ? (float) (sum / known) : Float.NaN;
        }
    }
}
