package com.hometech.edf.data.anomaly;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.AnomalyColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Consumer;

/** A file of the table: the anomalies that begin in a month, in UTC. The same anomalies give the same bytes. */
public final class AnomalyFile {
    private AnomalyFile() {}

    /** Its name below the place of anomalies: {@code month=2024-11/anomalies.parquet}. */
    public static String name(YearMonth month) {
        return "month=" + month + "/anomalies.parquet";
    }

    /** Writes anomalies, which must be in order. */
    public static void write(Path file, List<Anomaly> anomalies) throws IOException {
        try (ParquetRowWriter rows = new ParquetRowWriter(file, AnomalyColumn.SCHEMA)) {
            for (Anomaly anomaly : anomalies) {
                write(rows, anomaly);
            }
            rows.finish();
        }
    }

    private static void write(ParquetRowWriter rows, Anomaly anomaly) throws IOException {
        rows.setString(AnomalyColumn.ID.ordinal(), anomaly.id());
        rows.setString(AnomalyColumn.BUILDING_ID.ordinal(), anomaly.building().value());
        rows.setString(AnomalyColumn.QUANTITY.ordinal(), anomaly.quantity().code());
        rows.setString(AnomalyColumn.KIND.ordinal(), anomaly.kind().code());
        rows.setString(AnomalyColumn.SEVERITY.ordinal(), anomaly.severity().code());
        rows.setString(AnomalyColumn.RULE.ordinal(), anomaly.rule().code());
        rows.setEpochSecond(
                AnomalyColumn.START_TIME.ordinal(), anomaly.period().start().getEpochSecond());
        rows.setEpochSecond(
                AnomalyColumn.END_TIME.ordinal(), anomaly.period().end().getEpochSecond());
        rows.setDouble(AnomalyColumn.HOURS.ordinal(), anomaly.period().hours());
        rows.setDouble(AnomalyColumn.ACTUAL_KWH.ordinal(), anomaly.energy().actualKwh());
        rows.setDouble(AnomalyColumn.EXPECTED_KWH.ordinal(), anomaly.energy().expectedKwh());
        rows.setDouble(AnomalyColumn.LOWER_KWH.ordinal(), anomaly.energy().lowerKwh());
        rows.setDouble(AnomalyColumn.UPPER_KWH.ordinal(), anomaly.energy().upperKwh());
        rows.setDouble(AnomalyColumn.DIFFERENCE_KWH.ordinal(), anomaly.energy().differenceKwh());
        rows.setDouble(AnomalyColumn.DIFFERENCE_DAYS.ordinal(), anomaly.energy().differenceDays());
        rows.setDouble(AnomalyColumn.DISTANCE.ordinal(), anomaly.distance());
        rows.endRow();
    }

    /** Gives each anomaly of a file on local disk, in order. */
    public static void read(Path file, Consumer<Anomaly> anomalies) throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, AnomalyColumn.SCHEMA)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                for (int row = 0; row < group.rows(); row++) {
                    anomalies.accept(at(group, row));
                }
            }
        }
    }

    private static Anomaly at(RowGroup group, int row) {
        return new Anomaly(
                new BuildingId(text(group, AnomalyColumn.BUILDING_ID, row)),
                Quantity.ofCode(text(group, AnomalyColumn.QUANTITY, row), name(AnomalyColumn.QUANTITY)),
                AnomalyKind.ofCode(text(group, AnomalyColumn.KIND, row), name(AnomalyColumn.KIND)),
                AnomalySeverity.ofCode(text(group, AnomalyColumn.SEVERITY, row), name(AnomalyColumn.SEVERITY)),
                AnomalyRule.ofCode(text(group, AnomalyColumn.RULE, row), name(AnomalyColumn.RULE)),
                new Anomaly.Period(
                        time(group, AnomalyColumn.START_TIME, row),
                        time(group, AnomalyColumn.END_TIME, row),
                        number(group, AnomalyColumn.HOURS, row)),
                new Anomaly.Energy(
                        number(group, AnomalyColumn.ACTUAL_KWH, row),
                        number(group, AnomalyColumn.EXPECTED_KWH, row),
                        number(group, AnomalyColumn.LOWER_KWH, row),
                        number(group, AnomalyColumn.UPPER_KWH, row),
                        number(group, AnomalyColumn.DIFFERENCE_KWH, row),
                        number(group, AnomalyColumn.DIFFERENCE_DAYS, row)),
                number(group, AnomalyColumn.DISTANCE, row));
    }

    private static String text(RowGroup group, AnomalyColumn column, int row) {
        return String.valueOf(group.strings(column.ordinal())[row]);
    }

    private static Instant time(RowGroup group, AnomalyColumn column, int row) {
        return Instant.ofEpochSecond(group.epochSeconds(column.ordinal())[row]);
    }

    private static double number(RowGroup group, AnomalyColumn column, int row) {
        return group.doubles(column.ordinal())[row];
    }

    private static String name(AnomalyColumn column) {
        return column.column().name();
    }
}
