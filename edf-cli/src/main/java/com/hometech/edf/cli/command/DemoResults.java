package com.hometech.edf.cli.command;

import com.hometech.edf.cli.ForecastView;
import com.hometech.edf.cli.Workbench;
import com.hometech.edf.cli.terminal.Terminal;
import com.hometech.edf.cli.terminal.TextTable;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a demo shows of its forecasts: a table of buildings and the picture of one; at its end where everything lies. */
final class DemoResults {
    private static final int MOST_BUILDINGS = 5;

    private final Workbench bench;
    private final Quantity quantity;
    private final Terminal terminal;
    private final Instant issuedAt;
    private final @Nullable String building;

    DemoResults(Workbench bench, Quantity quantity, @Nullable String building) {
        this.bench = bench;
        this.quantity = quantity;
        this.terminal = bench.terminal();
        this.issuedAt = bench.clock().instant();
        this.building = building;
    }

    /** The table of buildings, and the picture of one. */
    void printForecasts() {
        Map<BuildingId, List<ForecastRecord>> forecasts = forecasts();
        terminal.plain("");
        terminal.plain(table(forecasts));
        List<ForecastRecord> shown = shown(forecasts);
        if (!shown.isEmpty()) {
            terminal.plain("");
            terminal.line(bench.forecastPicture(shown));
        }
    }

    /** Where everything lies, and what to look at next. */
    void printEnd(DemoFiles files) {
        Map<BuildingId, List<ForecastRecord>> forecasts = forecasts();
        printFiles(files);
        printNext(forecasts.size(), shown(forecasts));
    }

    private Map<BuildingId, List<ForecastRecord>> forecasts() {
        Map<BuildingId, List<ForecastRecord>> forecasts = new TreeMap<>();
        bench.platform().forecasts().buildings(quantity).forEach(id -> {
            List<ForecastRecord> rows = bench.platform().forecasts().issue(id, quantity, issuedAt);
            if (!rows.isEmpty()) {
                forecasts.put(id, rows);
            }
        });
        return forecasts;
    }

    private List<ForecastRecord> shown(Map<BuildingId, List<ForecastRecord>> forecasts) {
        return building == null ? typical(forecasts) : forecasts.getOrDefault(new BuildingId(building), List.of());
    }

    private static String table(Map<BuildingId, List<ForecastRecord>> forecasts) {
        TextTable table = new TextTable("building", "day 1 kWh", "day 2 kWh", "day 3 kWh", "values", "quality");
        forecasts.entrySet().stream().limit(MOST_BUILDINGS).forEach(entry -> {
            List<ForecastRecord> rows = entry.getValue();
            table.row(
                    entry.getKey().value(),
                    daySum(rows, 0),
                    daySum(rows, 1),
                    daySum(rows, 2),
                    Integer.toString(rows.size()),
                    rows.stream()
                            .map(ForecastRecord::quality)
                            .max(Comparator.naturalOrder())
                            .orElseThrow()
                            .name());
        });
        int more = forecasts.size() - MOST_BUILDINGS;
        return more > 0
                ? table.render() + System.lineSeparator() + "  … and " + more + " more buildings"
                : table.render();
    }

    private static String daySum(List<ForecastRecord> rows, int day) {
        Instant first = rows.get(0).targetTime();
        double[] ofDay = rows.stream()
                .filter(row -> Duration.between(first, row.targetTime()).toDays() == day)
                .mapToDouble(ForecastRecord::yhat)
                .toArray();
        return ofDay.length == 0 ? "" : ForecastView.number(Arrays.stream(ofDay).sum());
    }

    /** The building whose energy is the median of those that a model forecasts, with or without weather. */
    private static List<ForecastRecord> typical(Map<BuildingId, List<ForecastRecord>> forecasts) {
        List<List<ForecastRecord>> bySize = new ArrayList<>(forecasts.values());
        bySize.removeIf(
                rows -> rows.stream().anyMatch(row -> row.quality().compareTo(ForecastQuality.WEATHER_MISSING) > 0));
        bySize.sort(Comparator.comparingDouble(
                rows -> rows.stream().mapToDouble(ForecastRecord::yhat).sum()));
        return bySize.isEmpty() ? List.of() : bySize.get(bySize.size() / 2);
    }

    /** Where each file is; folders that hold many are named as folders. */
    private void printFiles(DemoFiles files) {
        terminal.plain("");
        terminal.line("@|bold Files|@");
        files.places(bench)
                .forEach((what, path) -> terminal.plain(String.format("  %-16s %s", what, Workbench.shown(path))));
    }

    private void printNext(int buildings, List<ForecastRecord> shown) {
        terminal.plain("");
        String words = TargetOption.words(quantity, bench);
        terminal.line("@|bold " + buildings + " buildings have a forecast.|@ Go on with:");
        if (!shown.isEmpty()) {
            terminal.plain("  "
                    + bench.command("forecasts show --building " + shown.get(0).building() + words));
            ForecastRecord highest = Collections.max(shown, Comparator.comparingDouble(ForecastRecord::yhat));
            terminal.plain("  "
                    + bench.command(
                            "explain --building " + highest.building() + " --time " + highest.targetTime() + words));
        }
        terminal.plain(
                "  " + bench.command("serve --no-auth --now " + bench.clock().instant())
                        + "   (pages and API, in the browser)");
        terminal.plain("  " + bench.command("models list" + words));
        terminal.plain("  " + bench.command("executions list"));
    }
}
