package com.hometech.edf.data.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Plants the data faults that a file can hold, each at a place of its own, and keeps the list of them. Without defects it
 * changes nothing.
 */
final class DefectPlan {
    private static final SampleSite SITE_WITHOUT_LAST_DAY = SampleSite.BERLIN;
    private static final SampleSite SITE_WITH_FORECAST_FROM_LATER = SampleSite.MADRID;
    private static final SampleSite SITE_WITH_ENDED_FEED = SampleSite.SYDNEY;
    private static final int ENDED_FEED_HOURS = 30 * 24;
    private static final int FORECAST_FROM_LATER_LEAD_HOURS = 30;

    private final SampleOptions options;
    private final List<PlantedDefect> planted = new ArrayList<>();
    private final List<String[]> rowsAtTheEnd = new ArrayList<>();
    private final SeparateDeliveries deliveries = new SeparateDeliveries();
    private final int forecastFromLaterIssue;

    DefectPlan(SampleOptions options) {
        this.options = options;
        int midnight = (24 - options.start().atZone(ZoneOffset.UTC).getHour()) % 24;
        this.forecastFromLaterIssue = midnight + (options.days() - 40) * 24;
        if (options.defects()) {
            recordWholeFiles();
            recordWeather();
        }
    }

    /** What was planted so far, by fault, file and subject. */
    List<PlantedDefect> planted() {
        return planted.stream()
                .sorted(Comparator.comparingInt(PlantedDefect::fault)
                        .thenComparing(PlantedDefect::file)
                        .thenComparing(PlantedDefect::subject)
                        .thenComparing(PlantedDefect::time))
                .toList();
    }

    /**
     * Plants the faults of a building: changes its readings, NaN for a missing one.
     *
     * @return rows that stand in the file in the place of an hour's row
     */
    SortedMap<Integer, List<String[]>> plant(
            SampleBuilding building, Meter meter, double[] loadKwh, String[] hourTexts) {
        if (!options.defects()) {
            return new TreeMap<>();
        }
        ReadingDefects defects = new ReadingDefects(building, meter, loadKwh, hourTexts, deliveries);
        defects.plant();
        planted.addAll(defects.planted());
        rowsAtTheEnd.addAll(defects.rowsAtTheEnd());
        return defects.replacedRows();
    }

    /** Rows of readings that come after those of every building: late ones, and ones of a building that nobody knows. */
    List<String[]> rowsAtTheEnd() {
        return List.copyOf(rowsAtTheEnd);
    }

    /** Writes what concerns files as a whole; after every building. */
    void writeSeparateDeliveries(Path folder) throws IOException {
        deliveries.write(folder);
        planted.addAll(deliveries.planted());
    }

    boolean hidesWeather(SampleSite site, int hour) {
        boolean lastDay = site == SITE_WITHOUT_LAST_DAY && hour >= options.hours() - 24;
        return options.defects() && (lastDay || isAfterEndOfFeed(site, hour));
    }

    boolean hidesForecast(SampleSite site, int issueHour) {
        return options.defects() && isAfterEndOfFeed(site, issueHour);
    }

    private boolean isAfterEndOfFeed(SampleSite site, int hour) {
        return site == SITE_WITH_ENDED_FEED && hour >= options.hours() - ENDED_FEED_HOURS;
    }

    /** The time of issue that a forecast row bears. */
    String issuedAt(SampleSite site, int issueHour, int leadHours, String[] hourTexts) {
        boolean fromLater = options.defects()
                && site == SITE_WITH_FORECAST_FROM_LATER
                && issueHour == forecastFromLaterIssue
                && leadHours == FORECAST_FROM_LATER_LEAD_HOURS;
        return hourTexts[fromLater ? issueHour + leadHours + 24 : issueHour];
    }

    String[] weatherHeader(String[] columns) {
        return options.defects() ? reordered(columns, "station") : columns;
    }

    String[] weatherRow(String[] fields) {
        return options.defects() ? reordered(fields, "synthetic") : fields;
    }

    /** The first two columns change places and one more comes last. */
    private static String[] reordered(String[] fields, String extra) {
        String[] result = Stream.concat(Stream.of(fields), Stream.of(extra)).toArray(String[]::new);
        result[0] = fields[1];
        result[1] = fields[0];
        return result;
    }

    private void recordWholeFiles() {
        planted.add(new PlantedDefect(
                23, SampleFolder.CONSUMPTION, "*", "", 0, "byte order mark at the start, lines end in CR LF"));
        planted.add(new PlantedDefect(
                23, SampleFolder.WEATHER, "*", "", 0, "columns in another order, and one that nobody knows"));
    }

    private void recordWeather() {
        planted.add(new PlantedDefect(
                17,
                SampleFolder.WEATHER,
                SITE_WITHOUT_LAST_DAY.id(),
                timeOf(options.hours() - 24),
                24,
                "no weather for the last 24 h"));
        planted.add(new PlantedDefect(
                18,
                SampleFolder.WEATHER,
                SITE_WITH_ENDED_FEED.id(),
                timeOf(options.hours() - ENDED_FEED_HOURS),
                ENDED_FEED_HOURS,
                "the weather feed ends, forecasts too, 30 days before the readings"));
        planted.add(new PlantedDefect(
                19,
                SampleFolder.WEATHER_FORECAST,
                SITE_WITH_FORECAST_FROM_LATER.id(),
                timeOf(forecastFromLaterIssue + FORECAST_FROM_LATER_LEAD_HOURS),
                1,
                "a forecast issued 24 h after the hour that it is for"));
    }

    private String timeOf(int hour) {
        return options.start().plusSeconds(3600L * hour).toString();
    }
}
