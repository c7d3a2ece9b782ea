package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.csv.CsvTable;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.table.WeatherColumn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the rows of delivered weather, observed or forecast, as far as each can be judged by itself, into a sorter. */
final class WeatherRows {
    private static final double LARGEST_VALUE = 1e6;
    private static final String ISSUED = "issued_at";
    private static final long LONGEST_LEAD_SECONDS = 60L * 86_400;

    private final Map<String, Integer> numberBySite = new HashMap<>();
    private final TimeRange range;
    private final boolean forecasts;
    private final RejectedRows rejected;

    WeatherRows(List<SiteId> sites, TimeRange range, boolean forecasts, RejectedRows rejected) {
        this.range = range;
        this.forecasts = forecasts;
        this.rejected = rejected;
        for (int number = 0; number < sites.size(); number++) {
            numberBySite.put(sites.get(number).value(), number);
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
        private final int siteAt;
        private final int issuedAt;
        private final int timeAt;
        private final int[] variablesAt;
        private final double[] values = new double[WeatherColumn.VARIABLES.size()];
        private final TimeText times = new TimeText();
        private final TimeText issues = new TimeText();

        FileRows(Delivery file, CsvTable csv, RowTally tally) {
            this.file = file;
            this.csv = csv;
            this.tally = tally;
            this.siteAt = csv.position("site_id");
            this.issuedAt = forecasts ? csv.position(ISSUED) : -1;
            this.timeAt = csv.position("timestamp_utc");
            this.variablesAt = WeatherColumn.VARIABLES.stream()
                    .mapToInt(variable -> csv.positionIfAny(variable.column().name()))
                    .toArray();
        }

        void take(long version, RowSorter sorter) throws IOException {
            tally.countInput();
            Integer site = csv.isComplete() ? numberBySite.get(csv.field(siteAt).strip()) : null;
            if (site == null) {
                boolean complete = csv.isComplete();
                reject(
                        complete ? RejectReason.UNKNOWN_SITE : RejectReason.WRONG_FIELD_COUNT,
                        complete
                                ? "site_id \"" + csv.field(siteAt) + "\""
                                : csv.fields().size() + " fields");
                return;
            }
            long issued = forecasts ? issues.utcEpochSecond(csv.field(issuedAt)) : 0;
            long time = times.utcEpochSecond(csv.field(timeAt));
            if (timesAreGood(issued, time) && readValues()) {
                sorter.add(site, issued, time, version, csv.line(), values);
            }
        }

        private boolean timesAreGood(long issued, long time) throws IOException {
            String shown = "timestamp_utc \"" + ReadingRows.shortened(csv.field(timeAt)) + "\""
                    + (forecasts ? ", issued_at \"" + ReadingRows.shortened(csv.field(issuedAt)) + "\"" : "");
            if (issued == TimeText.BAD || time == TimeText.BAD) {
                return refused(RejectReason.BAD_TIMESTAMP, shown);
            }
            boolean inRange = forecasts
                    ? range.holds(issued) && time >= range.fromSecond() && time <= issued + LONGEST_LEAD_SECONDS
                    : range.holds(time);
            if (!inRange) {
                return refused(RejectReason.TIMESTAMP_OUT_OF_RANGE, shown);
            }
            return time % TimeStep.HOUR.seconds() == 0 || refused(RejectReason.OFF_GRID, shown);
        }

        private boolean readValues() throws IOException {
            boolean any = false;
            for (int index = 0; index < values.length; index++) {
                String text = csv.field(variablesAt[index]);
                values[index] = NumberText.isMissing(text) ? Double.NaN : NumberText.parse(text);
                boolean bad = Double.isNaN(values[index]) != NumberText.isMissing(text);
                if (bad || Math.abs(values[index]) > LARGEST_VALUE) {
                    String variable =
                            WeatherColumn.VARIABLES.get(index).column().name();
                    return refused(
                            bad ? RejectReason.NOT_A_NUMBER : RejectReason.TOO_LARGE,
                            variable + " \"" + ReadingRows.shortened(text) + "\"");
                }
                any |= !Double.isNaN(values[index]);
            }
            if (!any) {
                tally.countMissing();
            }
            return any;
        }

        private boolean refused(RejectReason reason, String detail) throws IOException {
            reject(reason, detail);
            return false;
        }

        private void reject(RejectReason reason, String detail) throws IOException {
            rejected.reject(
                    tally,
                    reason,
                    new RowTally.Example(file.name(), csv.line(), String.join(",", csv.fields()), detail));
        }
    }
}
