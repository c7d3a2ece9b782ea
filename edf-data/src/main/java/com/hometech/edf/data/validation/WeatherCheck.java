package com.hometech.edf.data.validation;

import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.quality.WeatherProfile;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.data.table.WeatherColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at every row of the weather table and describes how well it covers the readings. */
final class WeatherCheck {
    static final String TABLE = "weather";

    private final List<SiteId> sites;
    private final Period period;
    private final Findings findings;
    private final RowTally tally = new RowTally();
    private final Map<String, Integer> numberBySite = new HashMap<>();
    private long clashes;

    WeatherCheck(List<SiteId> sites, Period period, Findings findings) {
        this.sites = sites;
        this.period = period;
        this.findings = findings;
        for (int number = 0; number < sites.size(); number++) {
            numberBySite.put(sites.get(number).value(), number);
        }
    }

    /** Reads the table; spill files go to {@code work}. */
    void check(Path directory, Path work, WeatherProfile profile) throws IOException {
        try (RowSorter sorter = new RowSorter(work, WeatherColumn.VARIABLES.size())) {
            int files = new TableFiles(TABLE, directory, WeatherColumn.SCHEMA, findings)
                    .read((file, firstRow, rows) -> takeRows(file, firstRow, rows, sorter));
            if (files == 0) {
                findings.warning("There is no observed weather: models are fitted without it");
            }
            describe(sorter.sorted(), profile);
        }
        if (clashes > 0) {
            findings.problem(clashes + " rows of table " + TABLE
                    + " say something else for a site, hour and version that stands there already");
        }
    }

    RowTally tally() {
        return tally;
    }

    private void takeRows(String file, long firstRow, RowGroup rows, RowSorter sorter) throws IOException {
        String[] ids = rows.strings(WeatherColumn.SITE_ID.ordinal());
        long[] times = rows.epochSeconds(WeatherColumn.TIMESTAMP_HOUR.ordinal());
        long[] versions = rows.longs(WeatherColumn.VERSION.ordinal());
        double[][] variables = WeatherColumn.VARIABLES.stream()
                .map(variable -> rows.doubles(variable.ordinal()))
                .toArray(double[][]::new);
        double[] values = new double[variables.length];
        for (int row = 0; row < rows.rows(); row++) {
            if (!period.holds(times[row])) {
                continue;
            }
            tally.countInput();
            int site = numberBySite.getOrDefault(String.valueOf(ids[row]), -1);
            if (site < 0 || !period.isPlausible(times[row]) || times[row] % TimeStep.HOUR.seconds() != 0) {
                String text = ids[row] + "," + Instant.ofEpochSecond(times[row]);
                tally.countRejected(reason(site, times[row]), new RowTally.Example(file, firstRow + row, text, ""));
                continue;
            }
            int current = row;
            Arrays.setAll(values, variable -> variables[variable][current]);
            sorter.add(site, 0, times[row], versions[row], firstRow + row, values);
        }
    }

    private RejectReason reason(int site, long epochSecond) {
        if (site < 0) {
            return RejectReason.UNKNOWN_SITE;
        }
        return period.isPlausible(epochSecond) ? RejectReason.OFF_GRID : RejectReason.TIMESTAMP_OUT_OF_RANGE;
    }

    private void describe(TimedRows rows, WeatherProfile profile) throws IOException {
        double[] held = new double[WeatherColumn.VARIABLES.size()];
        int site = -1;
        long time = 0;
        long version = 0;
        while (rows.next()) {
            boolean sameHour = site == rows.entity() && time == rows.epochSecond();
            if (sameHour && version == rows.sequence()) {
                clashes += isEqual(held, rows) ? 0 : 1;
                tally.countDuplicate();
            } else {
                if (sameHour) {
                    tally.countCorrection();
                } else if (site >= 0) {
                    profile.add(sites.get(site), time, held);
                }
                tally.countAccepted(1);
            }
            tally.countStored();
            site = rows.entity();
            time = rows.epochSecond();
            version = rows.sequence();
            Arrays.setAll(held, rows::value);
        }
        if (site >= 0) {
            profile.add(sites.get(site), time, held);
        }
    }

    private static boolean isEqual(double[] held, TimedRows row) {
        for (int index = 0; index < held.length; index++) {
            if (Double.compare(held[index], row.value(index)) != 0) {
                return false;
            }
        }
        return true;
    }
}
