package com.hometech.edf.data.importing;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.sorting.RowSorter;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of delivered readings, as far as each can be judged by itself, into a sorter. */
final class ReadingRows {
    private static final long QUARTER_SECONDS = 900;
    private static final String UTC_COLUMN = "timestamp_utc";
    private static final String LOCAL_COLUMN = "timestamp_local";

    private final List<Building> buildings;
    private final Map<String, Integer> numberById = new HashMap<>();
    private final DataQualityConfig rules;
    private final TimeRange range;
    private final Quantity quantity;
    private final String valueColumn;
    private final RejectedRows rejected;

    ReadingRows(
            List<Building> buildings,
            DataQualityConfig rules,
            TimeRange range,
            Quantity quantity,
            String valueColumn,
            RejectedRows rejected) {
        this.buildings = buildings;
        this.rules = rules;
        this.range = range;
        this.quantity = quantity;
        this.valueColumn = valueColumn;
        this.rejected = rejected;
        for (int number = 0; number < buildings.size(); number++) {
            numberById.put(buildings.get(number).id().value(), number);
        }
    }

    /**
     * Reads a file.
     *
     * @throws com.hometech.edf.common.error.InvalidInputException when the file as a whole cannot be used
     */
    void read(Delivery file, long version, RowSorter sorter, RowTally tally) throws IOException {
        try (CsvTable csv = new CsvTable(file.path())) {
            FileRows rows = new FileRows(file, csv, tally);
            while (csv.next()) {
                rows.take(version, sorter);
            }
        }
    }

    /** The rows of one file. */
    private final class FileRows {
        private final Delivery file;
        private final CsvTable csv;
        private final RowTally tally;
        private final int idAt;
        private final int timeAt;
        private final int valueAt;
        private final boolean localTimes;
        private final @Nullable PlainTimes plainTimes;
        private final TimeText times = new TimeText();
        private final Map<Integer, LocalClock> clocks = new HashMap<>();
        private String lastId = "";
        private @Nullable Integer lastNumber;

        FileRows(Delivery file, CsvTable csv, RowTally tally) {
            this.file = file;
            this.csv = csv;
            this.tally = tally;
            PlainCsv layout = file.plain();
            if (layout == null) {
                this.idAt = csv.position("building_id");
                this.localTimes = !csv.has(UTC_COLUMN) && csv.has(LOCAL_COLUMN);
                this.timeAt = csv.position(localTimes ? LOCAL_COLUMN : UTC_COLUMN);
                this.valueAt = csv.position(valueColumn);
                this.plainTimes = null;
            } else {
                this.idAt = -1;
                this.localTimes = true;
                this.timeAt = layout.timeAt();
                this.valueAt = layout.valueAt();
                this.plainTimes = new PlainTimes(layout.zone());
            }
        }

        void take(long version, RowSorter sorter) throws IOException {
            tally.countInput();
            Integer building = csv.isComplete() ? number(id()) : null;
            if (building == null) {
                reject(
                        csv.isComplete() ? RejectReason.UNKNOWN_BUILDING : RejectReason.WRONG_FIELD_COUNT,
                        detailOfRow());
                return;
            }
            String text = csv.field(timeAt);
            long epochSecond = epochSecond(building, text);
            if (epochSecond == TimeText.BAD || !range.holds(epochSecond) || epochSecond % QUARTER_SECONDS != 0) {
                rejectTime(text, epochSecond);
                return;
            }
            takeValue(building, epochSecond, version, sorter);
        }

        private String id() {
            return file.plain() == null ? csv.field(idAt) : file.plain().building(csv);
        }

        private long epochSecond(int building, String text) {
            if (plainTimes != null) {
                return plainTimes.epochSecond(buildings.get(building).id().value(), text.strip(), csv.line());
            }
            return localTimes ? fromLocal(building, text) : times.utcEpochSecond(text);
        }

        private void takeValue(int building, long epochSecond, long version, RowSorter sorter) throws IOException {
            String text = csv.field(valueAt);
            if (NumberText.isMissing(text)) {
                tally.countMissing();
                return;
            }
            double kwh = NumberText.parse(text);
            RejectReason problem = problem(kwh, building);
            if (problem != null) {
                reject(problem, valueColumn + " \"" + shortened(text) + "\"");
                return;
            }
            // adding 0 turns the -0.0 of a feeding-in meter into 0
            sorter.add(building, epochSecond, version, csv.line(), kwh + 0.0);
        }

        private @Nullable RejectReason problem(double kwh, int building) {
            if (Double.isNaN(kwh)) {
                return RejectReason.NOT_A_NUMBER;
            }
            if (Math.abs(kwh) > rules.maxKwhPerHour()) {
                return RejectReason.TOO_LARGE;
            }
            // compares bits, so that -0.0 is negative as well
            boolean negative = Double.compare(kwh, 0.0) < 0;
            return negative && !buildings.get(building).mayBeNegative(quantity) ? RejectReason.NEGATIVE : null;
        }

        private @Nullable Integer number(String id) {
            if (!id.equals(lastId)) {
                lastId = id;
                lastNumber = numberById.get(id.strip());
            }
            return lastNumber;
        }

        private long fromLocal(int building, String text) {
            if (TimeText.hasOffset(text)) {
                return TimeText.offsetEpochSecond(text);
            }
            LocalDateTime local = TimeText.local(text);
            if (local.equals(LocalDateTime.MIN)) {
                return TimeText.BAD;
            }
            LocalClock clock = clocks.computeIfAbsent(building, this::clock);
            return clock.epochSecond(local, csv.line());
        }

        private LocalClock clock(int number) {
            Building building = buildings.get(number);
            return new LocalClock(building.id().value(), building.zone());
        }

        private void rejectTime(String text, long epochSecond) throws IOException {
            String shown = "timestamp \"" + shortened(text) + "\"";
            if (epochSecond != TimeText.BAD) {
                boolean inRange = range.holds(epochSecond);
                reject(
                        inRange ? RejectReason.OFF_GRID : RejectReason.TIMESTAMP_OUT_OF_RANGE,
                        inRange ? shown : shown + " is not within " + range);
            } else if (localTimes && !TimeText.local(text).equals(LocalDateTime.MIN)) {
                reject(RejectReason.NO_SUCH_LOCAL_TIME, shown);
            } else {
                reject(RejectReason.BAD_TIMESTAMP, shown);
            }
        }

        private String detailOfRow() {
            return csv.isComplete()
                    ? "building_id \"" + shortened(id()) + "\""
                    : csv.fields().size() + " fields";
        }

        private void reject(RejectReason reason, String detail) throws IOException {
            rejected.reject(
                    tally,
                    reason,
                    new RowTally.Example(file.name(), csv.line(), String.join(",", csv.fields()), detail));
        }
    }

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
