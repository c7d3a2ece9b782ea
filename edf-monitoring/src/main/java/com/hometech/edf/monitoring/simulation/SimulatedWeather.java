package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.importing.TimeText;
import com.hometech.edf.data.table.WeatherColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The weather that arrives: observations, and forecasts. Where none were archived, each daily run gets what was observed later as
 * its forecast.
 */
final class SimulatedWeather {
    private static final String SITE = "site_id";
    private static final String ISSUED = "issued_at";
    private static final String TIME = "timestamp_utc";
    private static final String FORECASTS = "weather_forecast.csv";
    private static final List<String> VARIABLES = WeatherColumn.VARIABLES.stream()
            .map(variable -> variable.column().name())
            .toList();
    private static final List<String> FORECAST_COLUMNS =
            Stream.concat(Stream.of(SITE, ISSUED, TIME), VARIABLES.stream()).toList();
    /** Before the first run, where the weather before a fault is looked for. */
    private static final long KEPT_BEFORE_SECONDS = 7 * 86_400L;

    private final Arrivals arrivals;
    private final Faults faults;
    private final Deliveries deliveries;
    private final long keptFrom;
    /** By site and time. */
    private final Map<String, SortedMap<Long, Hour>> kept = new TreeMap<>();

    private boolean archived;

    /**
     * A row of a file of observations.
     *
     * @param file its name
     * @param columns of the file
     */
    private record Hour(String file, List<String> columns, List<String> fields) {
        String field(String column) {
            int position = columns.indexOf(column);
            return position < 0 ? "" : fields.get(position);
        }

        /** These fields with the variables of another hour. */
        static List<String> with(Hour variables, List<String> columns, List<String> fields) {
            List<String> row = new ArrayList<>(fields);
            for (String variable : VARIABLES) {
                int position = columns.indexOf(variable);
                if (position >= 0) {
                    row.set(position, variables.field(variable));
                }
            }
            return row;
        }
    }

    SimulatedWeather(Arrivals arrivals, Faults faults, Deliveries deliveries) {
        this.arrivals = arrivals;
        this.faults = faults;
        this.deliveries = deliveries;
        this.keptFrom = arrivals.issues().get(0).getEpochSecond() - KEPT_BEFORE_SECONDS;
    }

    /** Delivers what lies before the simulated days, and keeps what lies in them. */
    void readObserved(Path file, String name) throws IOException {
        try (CsvTable table = new CsvTable(file)) {
            int site = table.position(SITE);
            int time = SimulatedWorld.timeColumn(table, file);
            List<String> columns = table.columns();
            TimeText times = new TimeText();
            while (table.next()) {
                long second = times.utcEpochSecond(table.field(time));
                boolean wrong = second == TimeText.BAD || !table.isComplete();
                if (wrong || second < keptFrom) {
                    deliveries.add(0, name, columns, table.fields());
                } else {
                    kept.computeIfAbsent(table.field(site), id -> new TreeMap<>())
                            .put(second, new Hour(name, columns, table.fields()));
                }
            }
        }
    }

    /** Delivers archived forecasts; observations have to be read before. */
    void readForecasts(Path file, String name) throws IOException {
        archived = true;
        try (CsvTable table = new CsvTable(file)) {
            int site = table.position(SITE);
            int issued = table.position(ISSUED);
            List<String> columns = table.columns();
            TimeText issues = new TimeText();
            while (table.next()) {
                long issue = issues.utcEpochSecond(table.field(issued));
                boolean wrong = issue == TimeText.BAD || !table.isComplete();
                List<Hour> frozen = wrong ? List.of() : frozen(table.field(site), issue);
                List<String> row =
                        frozen.isEmpty() ? table.fields() : Hour.with(frozen.get(0), columns, table.fields());
                deliveries.add(wrong ? 0 : arrivals.at(issue), name, columns, row);
            }
        }
    }

    /**
     * Delivers what was kept.
     *
     * @return whether forecasts are archived
     */
    boolean write() throws IOException {
        for (Map.Entry<String, SortedMap<Long, Hour>> site : kept.entrySet()) {
            for (Map.Entry<Long, Hour> hour : site.getValue().entrySet()) {
                Hour truth = hour.getValue();
                List<Hour> frozen = frozen(site.getKey(), hour.getKey());
                List<String> row =
                        frozen.isEmpty() ? truth.fields() : Hour.with(frozen.get(0), truth.columns(), truth.fields());
                deliveries.add(arrivals.ofWeather(hour.getKey()), truth.file(), truth.columns(), row);
            }
            if (!archived) {
                writeForecasts(site.getKey(), site.getValue());
            }
        }
        return archived;
    }

    private void writeForecasts(String site, SortedMap<Long, Hour> hours) throws IOException {
        long hour = TimeStep.HOUR.seconds();
        for (Instant issue : arrivals.issues()) {
            long issued = issue.getEpochSecond();
            long first = Math.floorDiv(issued - arrivals.delaySeconds(), hour) * hour;
            List<Hour> frozen = frozen(site, issued);
            SortedMap<Long, Hour> ahead =
                    hours.subMap(first, issued + arrivals.horizon().toSeconds());
            for (Map.Entry<Long, Hour> target : ahead.entrySet()) {
                Hour shown = frozen.isEmpty() ? target.getValue() : frozen.get(0);
                List<String> row = new ArrayList<>(List.of(
                        site,
                        issue.toString(),
                        Instant.ofEpochSecond(target.getKey()).toString()));
                VARIABLES.forEach(variable -> row.add(shown.field(variable)));
                deliveries.add(arrivals.at(issued), FORECASTS, FORECAST_COLUMNS, row);
            }
        }
    }

    /**
     * The hour that is repeated in place of the truth; empty where the truth is told.
     *
     * @param second when it is told
     */
    private List<Hour> frozen(String site, long second) {
        for (Fault fault : faults.of(FaultKind.WEATHER_FROZEN)) {
            if (Faults.isOn(fault, second)) {
                SortedMap<Long, Hour> before = kept.getOrDefault(site, Collections.emptySortedMap())
                        .headMap(fault.first().toEpochDay() * Faults.DAY_SECONDS);
                return before.isEmpty() ? List.of() : List.of(before.get(before.lastKey()));
            }
        }
        return List.of();
    }
}
