package com.hometech.edf.features.table;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.features.schema.FeatureSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes one Parquet file of a feature table. Append tables in the order of building, origin, lead; the file appears with
 * {@link #finish()}.
 */
public final class FeatureTableWriter implements AutoCloseable {
    private static final String[] READINESS =
            Arrays.stream(Readiness.values()).map(Enum::name).toArray(String[]::new);

    private final FeatureSchema schema;
    private final FeatureTableLayout layout;
    private final ParquetRowWriter writer;

    public FeatureTableWriter(Path file, FeatureSchema schema) throws IOException {
        this.schema = schema;
        this.layout = new FeatureTableLayout(schema);
        this.writer = new ParquetRowWriter(file, layout.columns());
    }

    /** Appends all rows of a table with the same schema. */
    public void append(FeatureTable table) throws IOException {
        if (!table.schema().equals(schema)) {
            throw new InvalidInputException("Rows have another feature schema than their file");
        }
        for (int row = 0; row < table.rows(); row++) {
            setKeys(table, row);
            for (int feature = 0; feature < schema.size(); feature++) {
                if (layout.isStored(feature)) {
                    writer.setDouble(layout.columnOf(feature), table.feature(row, feature));
                }
            }
            writer.endRow();
        }
    }

    private void setKeys(FeatureTable table, int row) {
        writer.setString(FeatureTableColumn.BUILDING_ID.ordinal(), table.building(row));
        writer.setEpochSecond(FeatureTableColumn.ORIGIN.ordinal(), table.originEpochSecond(row));
        writer.setEpochSecond(FeatureTableColumn.TIMESTAMP_HOUR.ordinal(), table.targetEpochSecond(row));
        writer.setDouble(FeatureTableColumn.LEAD_HOURS.ordinal(), table.leadHours(row));
        writer.setDouble(FeatureTableColumn.TARGET_KWH.ordinal(), table.targetKwh(row));
        writer.setDouble(FeatureTableColumn.LEVEL_KWH.ordinal(), table.levelKwh(row));
        writer.setDouble(FeatureTableColumn.LAST_WEEK_KWH.ordinal(), table.lastWeekKwh(row));
        writer.setDouble(FeatureTableColumn.YESTERDAY_KWH.ordinal(), table.yesterdayKwh(row));
        writer.setDouble(FeatureTableColumn.FOUR_WEEK_MEAN_KWH.ordinal(), table.fourWeekMeanKwh(row));
        writer.setDouble(FeatureTableColumn.FALLBACK_KWH.ordinal(), table.fallbackKwh(row));
        double ceiling = table.ceilingKwh(row);
        writer.setDouble(FeatureTableColumn.CEILING_KWH.ordinal(), Double.isInfinite(ceiling) ? Double.NaN : ceiling);
        writer.setString(
                FeatureTableColumn.READINESS.ordinal(),
                READINESS[table.readiness(row).ordinal()]);
    }

    /** How many rows were appended. */
    public long rows() {
        return writer.rows();
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        writer.finish();
    }

    /** Drops what was written unless it was finished. */
    @Override
    public void close() throws IOException {
        writer.close();
    }
}
