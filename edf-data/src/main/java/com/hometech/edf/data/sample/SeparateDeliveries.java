package com.hometech.edf.data.sample;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files of readings beside the main one, for faults that concern a file as a whole. */
final class SeparateDeliveries {
    static final String LOCAL_TIMES = "consumption_80_local.csv.gz";
    static final String LOCAL_TIMES_BACKWARDS = "consumption_81_local_backwards.csv.gz";
    static final String LONG_FIELD = "consumption_82_long_field.csv.gz";
    static final String TRUNCATED = "consumption_83_truncated.csv.gz";

    private static final int LONG_FIELD_CHARACTERS = 10_000_000;
    private static final String[] LOCAL_COLUMNS = {"building_id", "timestamp_local", "consumption_kwh"};
    private static final String[] COLUMNS = {"building_id", "timestamp_utc", "consumption_kwh"};

    private final List<String[]> springDay = new ArrayList<>();
    private final List<String[]> autumnDay = new ArrayList<>();

    /** A row of the day on which clocks skip an hour, in local time. */
    void addSpring(String... row) {
        springDay.add(row);
    }

    /** A row of the day on which clocks show an hour twice, in local time. */
    void addAutumn(String... row) {
        autumnDay.add(row);
    }

    /** Writes all files; the days come from the building whose clock is local. */
    void write(Path folder) throws IOException {
        List<String[]> backwards = new ArrayList<>(autumnDay);
        Collections.reverse(backwards);
        writeRows(folder.resolve(LOCAL_TIMES_BACKWARDS), LOCAL_COLUMNS, backwards);
        List<String[]> inOrder = new ArrayList<>(springDay);
        inOrder.addAll(autumnDay);
        writeRows(folder.resolve(LOCAL_TIMES), LOCAL_COLUMNS, inOrder);
        String[] longRow = autumnDay.get(0).clone();
        longRow[2] = "9".repeat(LONG_FIELD_CHARACTERS);
        writeRows(folder.resolve(LONG_FIELD), COLUMNS, Collections.singletonList(longRow));
        writeRows(folder.resolve(TRUNCATED), COLUMNS, autumnDay);
        cutInHalf(folder.resolve(TRUNCATED));
    }

    /** What {@link #write} plants. */
    List<PlantedDefect> planted() {
        String building = autumnDay.get(0)[0];
        String shownTwice = timeShownTwice();
        return List.of(
                new PlantedDefect(
                        1,
                        LOCAL_TIMES,
                        building,
                        shownTwice,
                        2,
                        "local times in order: the hour shown twice in autumn"),
                new PlantedDefect(
                        1,
                        LOCAL_TIMES_BACKWARDS,
                        building,
                        shownTwice,
                        autumnDay.size(),
                        "local times that run backwards: which of the two hours each row is cannot be told"),
                new PlantedDefect(
                        2,
                        LOCAL_TIMES,
                        building,
                        springDay.get(0)[1],
                        springDay.size(),
                        "a local day of 23 hours in spring"),
                new PlantedDefect(23, LONG_FIELD, "*", "", 1, "a field of 10 MB"),
                new PlantedDefect(24, TRUNCATED, "*", "", autumnDay.size(), "a gzip file that breaks off"));
    }

    private String timeShownTwice() {
        for (int i = 1; i < autumnDay.size(); i++) {
            if (autumnDay.get(i)[1].equals(autumnDay.get(i - 1)[1])) {
                return autumnDay.get(i)[1];
            }
        }
        throw new IllegalStateException("no hour of the day in autumn is shown twice");
    }

    private static void writeRows(Path file, String[] columns, List<String[]> rows) throws IOException {
        try (CsvFile csv = CsvFile.create(file, columns)) {
            rows.forEach(csv::write);
        }
    }

    private static void cutInHalf(Path file) throws IOException {
        try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
            bytes.truncate(bytes.size() / 2);
        }
    }
}
