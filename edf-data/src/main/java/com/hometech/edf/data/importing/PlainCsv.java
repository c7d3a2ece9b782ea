package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.table.TopologyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One CSV file of series, times and values that comes without anything else: which column is which, which buildings the
 * series become, and how far apart the readings are. Values need not be kWh.
 */
public final class PlainCsv {
    /** Names of the column of series, the first that is there counts; without one the file is a single series. */
    static final List<String> SERIES_COLUMNS = List.of(
            "series", "series_id", "unique_id", "item_id", "building_id", "building", "meter_id", "meter", "id");

    /** Names of the column of times. */
    static final List<String> TIME_COLUMNS = List.of(
            "timestamp",
            "timestamp_utc",
            "timestamp_local",
            "timestamp_hour",
            "datetime",
            "date_time",
            "time",
            "ds",
            "date");

    /** Names of the column of values. */
    static final List<String> VALUE_COLUMNS =
            List.of("value", "y", "consumption_kwh", "kwh", "consumption", "load", "demand", "energy", "target");

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String CSV_FILE = ".*\\.csv(\\.gz)?";

    private final Path file;
    private final ZoneId zone;
    private final TimeStep step;
    private final int seriesAt;
    private final int timeAt;
    private final int valueAt;
    private final String onlySeries;
    private final Map<String, BuildingId> buildings;
    private final Set<BuildingId> feedingIn;

    private PlainCsv(CsvTable csv, Path file, ZoneId zone, Survey survey) {
        this.file = file;
        this.zone = zone;
        this.step = survey.step;
        this.seriesAt = position(csv, SERIES_COLUMNS);
        this.timeAt = position(csv, TIME_COLUMNS);
        this.valueAt = position(csv, VALUE_COLUMNS);
        this.onlySeries = stem(file);
        this.buildings = survey.buildings;
        this.feedingIn = survey.feedingIn;
    }

    /**
     * The plain CSV file that a path means: the file itself, or the only CSV file of a folder that has no {@code
     * buildings.csv} and no file named as in a data folder.
     */
    public static Optional<Path> fileAt(Path fileOrFolder) throws IOException {
        if (Files.isRegularFile(fileOrFolder)) {
            return Optional.of(fileOrFolder);
        }
        if (!Files.isDirectory(fileOrFolder)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(fileOrFolder)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(each -> nameOf(each).matches(CSV_FILE))
                    .toList();
            boolean plain = files.size() == 1
                    && !nameOf(files.get(0)).equals(TopologyFiles.BUILDINGS)
                    && DeliveredTable.of(nameOf(files.get(0))).isEmpty();
            return plain ? Optional.of(files.get(0)) : Optional.empty();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a file once to see what it holds.
     *
     * @param zone of the series; null where the times say it: the offset that all of them carry, or else UTC
     * @throws InvalidInputException when columns are missing, or the times of a series are not regular
     */
    public static PlainCsv survey(Path file, @Nullable ZoneId zone) throws IOException {
        if (zone != null && !zone.getId().contains("/") && !zone.getId().equals("UTC")) {
            throw new InvalidInputException("Time zone " + zone + " says nothing about summer time or is an offset:"
                    + " write Region/City, for example Europe/Berlin, or UTC");
        }
        Survey survey = new Survey(file, zone);
        try (CsvTable csv = new CsvTable(file)) {
            survey.read(csv);
            return new PlainCsv(csv, file, survey.zone(), survey);
        }
    }

    public Path file() {
        return file;
    }

    /** How far apart the readings are. */
    public TimeStep step() {
        return step;
    }

    /** How many series there are. */
    public int series() {
        return buildings.size();
    }

    /** Time zone of the buildings and of times without an offset. */
    public ZoneId zone() {
        return zone;
    }

    /** The series whose names could not be ids, with the ids that they have become. */
    public Map<String, BuildingId> renamed() {
        Map<String, BuildingId> changed = new TreeMap<>();
        buildings.forEach((series, id) -> {
            if (!series.equals(id.value())) {
                changed.put(series, id);
            }
        });
        return changed;
    }

    /** The rows of {@code buildings.csv} that describe the series, by id: columns and their values. */
    SortedMap<String, Map<String, String>> buildingRows() {
        SortedMap<String, Map<String, String>> rows = new TreeMap<>();
        for (BuildingId id : buildings.values()) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put(TopologyFiles.BUILDING_ID, id.value());
            row.put("site_id", id(onlySeries));
            row.put("timezone", zone.getId());
            row.put("load_kind", "building");
            row.put(TopologyFiles.FEEDS_IN, isFeedingIn(id.value()) ? "yes" : "no");
            rows.put(id.value(), row);
        }
        return rows;
    }

    /** Whether a series has negative values. */
    boolean isFeedingIn(String id) {
        return feedingIn.contains(new BuildingId(id));
    }

    /** The building of the current row; empty text where the row names none. */
    String building(CsvTable row) {
        BuildingId id =
                buildings.get(seriesAt < 0 ? onlySeries : row.field(seriesAt).strip());
        return id == null ? "" : id.value();
    }

    int timeAt() {
        return timeAt;
    }

    int valueAt() {
        return valueAt;
    }

    private static int position(CsvTable csv, List<String> names) {
        return names.stream().filter(csv::has).findFirst().map(csv::position).orElse(-1);
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)\\.csv(\\.gz)?$", "");
    }

    /** A valid id that is as like a name as can be. */
    private static String id(String name) {
        String valid = name.replaceAll("[^A-Za-z0-9_.:-]+", "_").replaceFirst("^[^A-Za-z0-9]+", "");
        String shortened = valid.length() <= 128 ? valid : valid.substring(0, 128);
        return shortened.isEmpty() ? "series" : shortened;
    }

    /** What one pass over the file finds. */
    private static final class Survey {
        private final Path file;
        private final @Nullable ZoneId wanted;
        private final Map<String, SeriesTimes> times = new LinkedHashMap<>();
        private final Set<String> negative = new TreeSet<>();
        private final OffsetsSeen offsets = new OffsetsSeen();
        private final Map<String, BuildingId> buildings = new TreeMap<>();
        private final Set<BuildingId> feedingIn = new TreeSet<>();
        private TimeStep step = TimeStep.HOUR;

        Survey(Path file, @Nullable ZoneId wanted) {
            this.file = file;
            this.wanted = wanted;
        }

        ZoneId zone() {
            return wanted == null ? offsets.zone() : wanted;
        }

        void read(CsvTable csv) {
            int seriesAt = position(csv, SERIES_COLUMNS);
            int timeAt = required(csv, TIME_COLUMNS, "times");
            int valueAt = required(csv, VALUE_COLUMNS, "values");
            PlainTimes clock = new PlainTimes(wanted == null ? ZoneOffset.UTC : wanted);
            long rows = 0;
            String unread = "";
            while (csv.next()) {
                String series = seriesAt < 0 ? stem(file) : csv.field(seriesAt).strip();
                if (csv.isComplete() && !series.isEmpty()) {
                    rows++;
                    String text = csv.field(timeAt).strip();
                    SeriesTimes ofSeries = times.computeIfAbsent(series, absent -> new SeriesTimes());
                    long epochSecond = clock.epochSecond(series, text, csv.line());
                    if (epochSecond == TimeText.BAD) {
                        unread = unread.isEmpty() ? text : unread;
                    } else {
                        offsets.see(text);
                        ofSeries.add(epochSecond);
                    }
                    if (NumberText.parse(csv.field(valueAt)) < 0) {
                        negative.add(series);
                    }
                }
            }
            conclude(rows, unread);
        }

        private int required(CsvTable csv, List<String> names, String what) {
            int position = position(csv, names);
            if (position < 0) {
                throw new InvalidInputException("File " + file.getFileName() + " has no column of " + what + "; it has "
                        + csv.columns() + ". Name the column " + names.get(0) + " (or one of "
                        + names.subList(1, names.size()) + ")");
            }
            return position;
        }

        private void conclude(long rows, String unread) {
            times.values().forEach(SeriesTimes::sort);
            if (rows == 0) {
                throw new InvalidInputException(
                        "File " + file.getFileName() + " has no row with as many fields as its header");
            }
            if (times.values().stream().allMatch(SeriesTimes::isEmpty)) {
                throw new InvalidInputException("File " + file.getFileName()
                        + " has no time that can be read (the first is \"" + ReadingRows.shortened(unread)
                        + "\"): write 2024-07-01T13:00:00Z, or 2024-07-01 in daily data");
            }
            step = new RegularTimes(file.getFileName().toString(), zone()).stepOf(times);
            nameBuildings();
        }

        private void nameBuildings() {
            Map<BuildingId, String> seriesById = new TreeMap<>();
            for (String series : new TreeSet<>(times.keySet())) {
                BuildingId id = new BuildingId(id(series));
                String other = seriesById.put(id, series);
                if (other != null) {
                    throw new InvalidInputException("Series \"" + other + "\" and \"" + series + "\" of file "
                            + file.getFileName() + " would both become building " + id
                            + ": rename one; ids have letters, digits, '_', '-', '.' or ':'");
                }
                buildings.put(series, id);
                if (negative.contains(series)) {
                    feedingIn.add(id);
                }
            }
        }
    }

    /** The offsets that times of a file carry. */
    private static final class OffsetsSeen {
        private final Set<String> seen = new TreeSet<>();

        void see(String text) {
            if (seen.size() < 2) {
                seen.add(TimeText.hasOffset(text) ? TimeText.offsetOf(text) : "");
            }
        }

        /** The zone of a whole-hour offset that all times have; UTC where they have none or several. */
        ZoneId zone() {
            List<String> all = new ArrayList<>(seen);
            if (all.size() != 1 || all.get(0).isEmpty()) {
                return UTC;
            }
            int seconds = ZoneOffset.of(all.get(0)).getTotalSeconds();
            int hours = seconds / TimeStep.HOUR.seconds();
            // the sign of these names is that of POSIX: Etc/GMT-1 is an hour ahead of Greenwich
            return hours == 0 || seconds % TimeStep.HOUR.seconds() != 0
                    ? UTC
                    : ZoneId.of("Etc/GMT" + (hours > 0 ? "-" : "+") + Math.abs(hours));
        }
    }
}
