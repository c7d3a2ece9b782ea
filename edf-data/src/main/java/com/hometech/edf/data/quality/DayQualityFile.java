package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.QualityColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** A file of the history of data quality: the days of a month. The same days give the same bytes. */
public final class DayQualityFile {
    private DayQualityFile() {}

    /** Its name below the place of the check: {@code history/month=2024-11/quality.parquet}. */
    public static String name(YearMonth month) {
        return "history/month=" + month + "/quality.parquet";
    }

    /** Writes days, which must be in order. */
    public static void write(Path file, List<DayQuality> days) throws IOException {
        try (ParquetRowWriter rows = new ParquetRowWriter(file, QualityColumn.SCHEMA)) {
            for (DayQuality day : days) {
                DayQuality.Hours hours = day.hours();
                rows.setString(
                        QualityColumn.BUILDING_ID.ordinal(), day.building().value());
                rows.setString(QualityColumn.QUANTITY.ordinal(), day.quantity().code());
                rows.setEpochSecond(
                        QualityColumn.DAY.ordinal(),
                        day.day().atStartOfDay(ZoneOffset.UTC).toEpochSecond());
                rows.setDouble(QualityColumn.EXPECTED_HOURS.ordinal(), hours.expected());
                rows.setDouble(QualityColumn.PRESENT_HOURS.ordinal(), hours.present());
                rows.setDouble(QualityColumn.FLAT_HOURS.ordinal(), hours.flat());
                rows.setDouble(QualityColumn.SPIKE_HOURS.ordinal(), hours.spike());
                rows.setDouble(QualityColumn.UNIT_SLIP_HOURS.ordinal(), hours.unitSlip());
                rows.setLong(QualityColumn.GAPS.ordinal(), hours.gaps());
                rows.setDouble(QualityColumn.LONGEST_GAP_HOURS.ordinal(), hours.longestGap());
                rows.endRow();
            }
            rows.finish();
        }
    }

    /** Gives each day of a file on local disk, in order. */
    public static void read(Path file, Consumer<DayQuality> days) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, QualityColumn.SCHEMA)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                String[] buildings = group.strings(QualityColumn.BUILDING_ID.ordinal());
                String[] quantities = group.strings(QualityColumn.QUANTITY.ordinal());
                long[] starts = group.epochSeconds(QualityColumn.DAY.ordinal());
                for (int row = 0; row < group.rows(); row++) {
                    days.accept(new DayQuality(
                            new BuildingId(buildings[row]),
                            Quantity.ofCode(
                                    quantities[row],
                                    QualityColumn.QUANTITY.column().name()),
                            LocalDate.ofInstant(Instant.ofEpochSecond(starts[row]), ZoneOffset.UTC),
                            new DayQuality.Hours(
                                    number(group, QualityColumn.EXPECTED_HOURS, row),
                                    number(group, QualityColumn.PRESENT_HOURS, row),
                                    number(group, QualityColumn.FLAT_HOURS, row),
                                    number(group, QualityColumn.SPIKE_HOURS, row),
                                    number(group, QualityColumn.UNIT_SLIP_HOURS, row),
                                    group.longs(QualityColumn.GAPS.ordinal())[row],
                                    number(group, QualityColumn.LONGEST_GAP_HOURS, row))));
                }
            }
        }
    }

    private static double number(RowGroup group, QualityColumn column, int row) {
        return group.doubles(column.ordinal())[row];
    }
}
