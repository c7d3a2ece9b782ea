package com.hometech.edf.data.accuracy;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.AccuracyColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Writes a file of the history; the same records give the same bytes. The file is there after {@link #finish()}. */
public final class AccuracyWriter implements AutoCloseable {
    private final ParquetRowWriter rows;
    private @Nullable AccuracyRecord last;

    public AccuracyWriter(Path file) throws IOException {
        rows = new ParquetRowWriter(file, AccuracyColumn.SCHEMA);
    }

    /**
     * Appends a record.
     *
     * @throws InvalidInputException when it does not come after the one before
     */
    public void add(AccuracyRecord accuracy) throws IOException {
        if (last != null && last.compareTo(accuracy) >= 0) {
            throw new InvalidInputException("Accuracy of " + accuracy.building() + " on " + accuracy.day()
                    + " does not come after that of " + last.building() + " on " + last.day());
        }
        last = accuracy;
        rows.setString(AccuracyColumn.BUILDING_ID.ordinal(), accuracy.building().value());
        rows.setString(AccuracyColumn.QUANTITY.ordinal(), accuracy.quantity().code());
        rows.setEpochSecond(
                AccuracyColumn.DAY.ordinal(),
                accuracy.day().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        rows.setLong(AccuracyColumn.DAY_AHEAD.ordinal(), accuracy.dayAhead());
        set(accuracy.sums().counts());
        set(accuracy.sums().model());
        for (Candidate candidate : Candidate.values()) {
            set(AccuracyColumns.firstOf(candidate), accuracy.sums().point(candidate));
        }
        set(accuracy.sums().interval());
        set(accuracy.sums().misses());
        rows.endRow();
    }

    private void set(HourCounts counts) {
        rows.setLong(AccuracyColumn.ISSUED_HOURS.ordinal(), counts.issued());
        rows.setLong(AccuracyColumn.SCORED_HOURS.ordinal(), counts.scored());
        rows.setLong(AccuracyColumn.MISSING_HOURS.ordinal(), counts.missing());
        rows.setLong(AccuracyColumn.SUSPECT_HOURS.ordinal(), counts.suspect());
        rows.setLong(AccuracyColumn.WITHOUT_BASELINE_HOURS.ordinal(), counts.withoutBaseline());
    }

    private void set(PointSums model) {
        rows.setDouble(AccuracyColumn.ABSOLUTE_ACTUAL_KWH.ordinal(), model.absoluteActualKwh());
        rows.setLong(AccuracyColumn.RELATIVE_HOURS.ordinal(), model.relativeHours());
    }

    private void set(int first, PointSums point) {
        rows.setDouble(first, point.signedKwh());
        rows.setDouble(first + 1, point.absoluteKwh());
        rows.setDouble(first + 2, point.squaredKwh2());
        rows.setDouble(first + 3, point.relative());
    }

    private void set(IntervalSums interval) {
        rows.setLong(AccuracyColumn.COVERED_HOURS.ordinal(), interval.coveredHours());
        rows.setDouble(AccuracyColumn.NOMINAL_HOURS.ordinal(), interval.nominalHours());
        rows.setDouble(AccuracyColumn.INTERVAL_WIDTH_KWH.ordinal(), interval.widthKwh());
        rows.setDouble(AccuracyColumn.LOWER_PINBALL_KWH.ordinal(), interval.lowerPinballKwh());
        rows.setDouble(AccuracyColumn.UPPER_PINBALL_KWH.ordinal(), interval.upperPinballKwh());
    }

    private void set(MissSums misses) {
        rows.setLong(AccuracyColumn.OPEN_HOURS.ordinal(), misses.hours());
        rows.setLong(AccuracyColumn.BELOW_HOURS.ordinal(), misses.lower().beyondHours());
        rows.setDouble(
                AccuracyColumn.BELOW_NOMINAL_HOURS.ordinal(), misses.lower().nominalHours());
        rows.setDouble(
                AccuracyColumn.LOWER_OFFSET_WIDTHS.ordinal(), misses.lower().offsetWidths());
        rows.setLong(AccuracyColumn.ABOVE_HOURS.ordinal(), misses.upper().beyondHours());
        rows.setDouble(
                AccuracyColumn.ABOVE_NOMINAL_HOURS.ordinal(), misses.upper().nominalHours());
        rows.setDouble(
                AccuracyColumn.UPPER_OFFSET_WIDTHS.ordinal(), misses.upper().offsetWidths());
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        rows.finish();
    }

    /** Drops what was written unless it was finished. */
    @Override
    public void close() throws IOException {
        rows.close();
    }
}
