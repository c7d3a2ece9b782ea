package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.quality.WeatherProfile;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.data.table.WeatherColumn;
import com.hometech.edf.data.table.WeatherForecastColumn;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The second pass over weather, observed or forecast: in order of site and time it drops duplicates and writes the table. */
final class WeatherTable {
    /** Where a row of the table goes. */
    @FunctionalInterface
    interface Destination {
        ParquetRowWriter at(long epochSecond) throws IOException;
    }

    private final List<SiteId> sites;
    private final Map<Long, String> fileByVersion;
    private final Set<Long> refusedVersions;
    private final RejectedRows rejected;
    private final RowTally tally;
    private final boolean forecasts;
    private final WeatherProfile profile;

    private final double[] values = new double[WeatherColumn.VARIABLES.size()];
    private boolean held;
    private int site;
    private long issued;
    private long time;
    private long version;
    private long line;

    WeatherTable(
            List<SiteId> sites,
            Map<Long, String> fileByVersion,
            Set<Long> refusedVersions,
            RejectedRows rejected,
            RowTally tally,
            boolean forecasts,
            WeatherProfile profile) {
        this.sites = sites;
        this.fileByVersion = fileByVersion;
        this.refusedVersions = refusedVersions;
        this.rejected = rejected;
        this.tally = tally;
        this.forecasts = forecasts;
        this.profile = profile;
    }

    /** Writes everything; the files are finished by the caller. */
    void write(TimedRows rows, Destination destination) throws IOException {
        while (rows.next()) {
            if (!refusedVersions.contains(rows.sequence())) {
                take(rows, destination);
            }
        }
        if (held) {
            writeHeld(destination, true);
        }
    }

    private void take(TimedRows row, Destination destination) throws IOException {
        boolean sameKey = held && site == row.entity() && issued == row.issuedAt() && time == row.epochSecond();
        if (sameKey && sameValues(row)) {
            tally.countDuplicate();
            return;
        }
        if (sameKey && (forecasts || version == row.sequence())) {
            rejectHeld("line " + row.line() + " of " + fileByVersion.get(row.sequence()) + " says something else");
        } else if (held) {
            if (sameKey) {
                tally.countCorrection();
            }
            writeHeld(destination, !sameKey);
        }
        hold(row);
    }

    private boolean sameValues(TimedRows row) {
        for (int index = 0; index < values.length; index++) {
            if (Double.compare(values[index], row.value(index)) != 0) {
                return false;
            }
        }
        return true;
    }

    private void hold(TimedRows row) {
        held = true;
        site = row.entity();
        issued = row.issuedAt();
        time = row.epochSecond();
        version = row.sequence();
        line = row.line();
        Arrays.setAll(values, row::value);
    }

    private void rejectHeld(String detail) throws IOException {
        String text = sites.get(site) + "," + Instant.ofEpochSecond(time) + "," + Arrays.toString(values);
        rejected.reject(
                tally,
                RejectReason.REPLACED,
                new RowTally.Example(fileByVersion.getOrDefault(version, ""), line, text, detail));
    }

    private void writeHeld(Destination destination, boolean newest) throws IOException {
        ParquetRowWriter writer = destination.at(time);
        writer.setString(WeatherColumn.SITE_ID.ordinal(), sites.get(site).value());
        int firstVariable;
        if (forecasts) {
            writer.setEpochSecond(WeatherForecastColumn.ISSUED_AT.ordinal(), issued);
            writer.setEpochSecond(WeatherForecastColumn.TIMESTAMP_HOUR.ordinal(), time);
            firstVariable = WeatherForecastColumn.TEMPERATURE_C.ordinal();
        } else {
            writer.setEpochSecond(WeatherColumn.TIMESTAMP_HOUR.ordinal(), time);
            writer.setLong(WeatherColumn.VERSION.ordinal(), version);
            firstVariable = WeatherColumn.TEMPERATURE_C.ordinal();
        }
        for (int index = 0; index < values.length; index++) {
            writer.setDouble(firstVariable + index, values[index]);
        }
        writer.endRow();
        tally.countAccepted(1);
        tally.countStored();
        if (newest && !forecasts) {
            profile.add(sites.get(site), time, values);
        }
    }
}
