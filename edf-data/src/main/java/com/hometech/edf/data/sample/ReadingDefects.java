package com.hometech.edf.data.sample;

import static com.hometech.edf.data.sample.CsvFile.number;
import static java.util.Collections.singletonList;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The faults of one building's readings. Which ones follows from its place in the series of buildings. */
final class ReadingDefects {
    private static final DateTimeFormatter LOCAL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final String id;
    private final int index;
    private final ZoneId zone;
    private final Meter meter;
    private final double[] loadKwh;
    private final String[] hourTexts;
    private final List<PlantedDefect> planted = new ArrayList<>();
    private final List<String[]> rowsAtTheEnd = new ArrayList<>();
    private final SortedMap<Integer, List<String[]>> replacedRows = new TreeMap<>();
    private final SeparateDeliveries deliveries;

    /**
     * @param loadKwh readings by hour, which planting changes; NaN is a missing row
     * @param deliveries takes rows that stand in another file
     */
    ReadingDefects(
            SampleBuilding building, Meter meter, double[] loadKwh, String[] hourTexts, SeparateDeliveries deliveries) {
        this.id = building.id();
        this.index = building.index();
        this.zone = building.site().zone();
        this.meter = meter;
        this.loadKwh = loadKwh;
        this.hourTexts = hourTexts;
        this.deliveries = deliveries;
    }

    List<PlantedDefect> planted() {
        return planted;
    }

    List<String[]> rowsAtTheEnd() {
        return rowsAtTheEnd;
    }

    /** Rows that stand in the place of an hour's row. */
    SortedMap<Integer, List<String[]>> replacedRows() {
        return replacedRows;
    }

    void plant() {
        switch (index) {
            case 0 -> plantRepeatedAndLateRows();
            case 1 -> plantGaps();
            case 2 -> plantOddNumbers();
            case 3 -> plantLocalTimes();
            case 4 -> plantUnitSlip();
            case 5 -> plantCumulativeRegister();
            case 6 -> plantFlatlines();
            case 7 -> plantSpikeAndImpossibleTimes();
            case 8 -> plantShortHistory();
            case 9 -> plantNoData();
            case 10 -> plantClosure();
            case 11 -> plantOffGridTimes();
            case 12 -> plantOffsetsAndBrokenRows();
            default -> {}
        }
    }

    private void plantRepeatedAndLateRows() {
        int duplicate = daysBeforeEnd(100);
        for (int t = duplicate; t < duplicate + 3; t++) {
            replacedRows.put(t, List.of(row(t), row(t)));
        }
        record(3, duplicate, 3, "the same row twice");

        int corrected = daysBeforeEnd(90);
        for (int t = corrected; t < corrected + 2; t++) {
            replacedRows.put(t, List.of(row(t), row(t, number(1.1 * loadKwh[t] + 1, meter.decimals()))));
        }
        record(4, corrected, 2, "another value for the same hour in a later row");

        int late = daysBeforeEnd(80);
        for (int t = late; t < late + 24; t++) {
            replacedRows.put(t, List.of());
            rowsAtTheEnd.add(row(t));
        }
        record(5, late, 24, "a day that comes after everything else in the file");
        plantUnknownBuilding();
    }

    private void plantUnknownBuilding() {
        String unknown = "berlin_office_unknown";
        int first = daysBeforeEnd(10);
        for (int t = first; t < first + 24; t++) {
            rowsAtTheEnd.add(new String[] {unknown, hourTexts[t], "12.5"});
        }
        planted.add(new PlantedDefect(
                15,
                SampleFolder.CONSUMPTION,
                unknown,
                hourTexts[first],
                24,
                "readings of a building that buildings.csv does not name"));
    }

    private void plantGaps() {
        int first = daysBeforeEnd(150);
        for (int hours : new int[] {1, 5, 30, 200}) {
            Arrays.fill(loadKwh, first, first + hours, Double.NaN);
            record(6, first, hours, hours + " h without a row");
            first += 10 * 24;
        }
    }

    private void plantOddNumbers() {
        int negative = daysBeforeEnd(70);
        replacedRows.put(negative, singletonList(row(negative, "-5.2")));
        record(7, negative, 1, "-5.2: negative at a meter that only takes load");
        int hour = daysBeforeEnd(60);
        for (String odd : List.of("NaN", "Infinity", "-0.0", "N/A", "", "1e308", "1,5")) {
            replacedRows.put(hour, singletonList(row(hour, odd)));
            record(8, hour, 1, "the value is \"" + odd + "\"");
            hour += 5;
        }
    }

    /** The days on which clocks change are not in the main file; another one has them, in local time. */
    private void plantLocalTimes() {
        for (int t : hoursOfTheDayOf(lastClockChange(false))) {
            replacedRows.put(t, List.of());
            deliveries.addSpring(id, localTime(t), value(t));
        }
        for (int t : hoursOfTheDayOf(lastClockChange(true))) {
            replacedRows.put(t, List.of());
            deliveries.addAutumn(id, localTime(t), value(t));
        }
    }

    private int[] hoursOfTheDayOf(int hour) {
        String day = localTime(hour).substring(0, 10);
        return IntStream.range(Math.max(0, hour - 24), Math.min(loadKwh.length, hour + 25))
                .filter(t -> localTime(t).startsWith(day))
                .toArray();
    }

    private String localTime(int hour) {
        return LOCAL_TIME.format(Instant.parse(hourTexts[hour]).atZone(zone));
    }

    private void plantUnitSlip() {
        int first = daysBeforeEnd(50);
        change(first, 6, t -> 1000 * loadKwh[t]);
        record(9, first, 6, "Wh instead of kWh: a thousand times too much");
    }

    private void plantCumulativeRegister() {
        change(1, loadKwh.length - 1, t -> loadKwh[t - 1] + loadKwh[t]);
        record(10, 0, loadKwh.length, "the meter's register instead of the energy of each hour");
    }

    private void plantFlatlines() {
        int zero = daysBeforeEnd(45);
        change(zero, 30, t -> 0);
        record(11, zero, 30, "30 h at zero");
        int stuck = daysBeforeEnd(40);
        change(stuck, 40, t -> loadKwh[stuck]);
        record(11, stuck, 40, "40 h at the same value");
    }

    private void plantSpikeAndImpossibleTimes() {
        int spike = daysBeforeEnd(35);
        double largest = Arrays.stream(loadKwh).max().orElseThrow();
        loadKwh[spike] = 50 * largest;
        record(12, spike, 1, "50 times the largest reading");
        int hour = daysBeforeEnd(30);
        List<String[]> rows = new ArrayList<>(singletonList(row(hour)));
        for (String time : List.of("1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "2024-06-30T23:59:60Z")) {
            rows.add(new String[] {id, time, "7"});
            planted.add(new PlantedDefect(22, SampleFolder.CONSUMPTION, id, time, 1, "a time that cannot be"));
        }
        replacedRows.put(hour, rows);
    }

    private void plantShortHistory() {
        int first = daysBeforeEnd(3);
        Arrays.fill(loadKwh, 0, first, Double.NaN);
        record(13, first, 72, "only 3 days of history");
    }

    private void plantNoData() {
        Arrays.fill(loadKwh, Double.NaN);
        planted.add(new PlantedDefect(
                14, SampleFolder.CONSUMPTION, id, "", 0, "named in buildings.csv, without a single reading"));
    }

    private void plantClosure() {
        int first = daysBeforeEnd(70);
        Arrays.fill(loadKwh, first, loadKwh.length, Double.NaN);
        record(16, first, loadKwh.length - first, "closed: the last reading is 70 days old");
    }

    /** The whole meter gives quarters of an hour; in one hour a quarter is missing, in another a time is off any grid. */
    private void plantOffGridTimes() {
        for (int t = 0; t < loadKwh.length; t++) {
            replacedRows.put(t, quarterRows(t, 0));
        }
        record(21, 0, 4 * loadKwh.length, "15-minute data: four quarters of each hour");
        int threeQuarters = daysBeforeEnd(60);
        replacedRows.put(threeQuarters, quarterRows(threeQuarters, 1));
        record(21, threeQuarters, 1, "the first quarter of an hour is missing");
        int offGrid = daysBeforeEnd(58);
        List<String[]> rows = new ArrayList<>(quarterRows(offGrid, 0));
        rows.add(rowAt(hourTexts[offGrid].replace(":00:00Z", ":17:30Z"), "0.9"));
        replacedRows.put(offGrid, rows);
        record(21, offGrid, 1, "a time 17 minutes and 30 seconds past the hour");
    }

    private List<String[]> quarterRows(int hour, int first) {
        return IntStream.range(first, 4)
                .mapToObj(quarter -> rowAt(
                        hourTexts[hour].replace(":00:00Z", ":%02d:00Z".formatted(15 * quarter)),
                        number(loadKwh[hour] / 4, 4)))
                .toList();
    }

    private void plantOffsetsAndBrokenRows() {
        int second = lastClockChange(true);
        for (int t = second - 1; t <= second; t++) {
            String offset =
                    zone.getRules().getOffset(Instant.parse(hourTexts[t])).getId();
            replacedRows.put(t, singletonList(rowAt(localTime(t) + offset, value(t))));
        }
        record(1, second - 1, 2, "the hour that the clocks show twice in autumn, in local time with its offset");

        int broken = daysBeforeEnd(20);
        replacedRows.put(broken, singletonList(new String[] {id, hourTexts[broken]}));
        record(23, broken, 1, "a row without its last column");
        replacedRows.put(broken + 24, singletonList(new String[] {id, hourTexts[broken + 24], "8.1", "surplus"}));
        record(23, broken + 24, 1, "a row with one column too many");
        replacedRows.put(broken + 48, singletonList(row(broken + 48, "8.1\n8.2")));
        record(23, broken + 48, 1, "a quoted line break inside the value");
    }

    /** The hour at which the clocks of the building were last put back, or forward. */
    private int lastClockChange(boolean back) {
        for (int t = loadKwh.length - 1; t > 0; t--) {
            Instant hour = Instant.parse(hourTexts[t]);
            int change = zone.getRules().getOffset(hour).getTotalSeconds()
                    - zone.getRules().getOffset(hour.minusSeconds(1)).getTotalSeconds();
            if (back ? change < 0 : change > 0) {
                return t;
            }
        }
        throw new IllegalStateException(zone + " changes no clock within " + loadKwh.length + " h");
    }

    private int daysBeforeEnd(int days) {
        return loadKwh.length - 24 * days;
    }

    private void change(int first, int hours, IntToDoubleFunction kwhOfHour) {
        for (int t = first; t < first + hours; t++) {
            loadKwh[t] = kwhOfHour.applyAsDouble(t);
        }
    }

    private String value(int hour) {
        return number(loadKwh[hour], meter.decimals());
    }

    private String[] row(int hour) {
        return row(hour, value(hour));
    }

    private String[] row(int hour, String value) {
        return rowAt(hourTexts[hour], value);
    }

    private String[] rowAt(String time, String value) {
        return new String[] {id, time, value};
    }

    private void record(int fault, int hour, int rows, String what) {
        planted.add(new PlantedDefect(fault, SampleFolder.CONSUMPTION, id, hourTexts[hour], rows, what));
    }
}
