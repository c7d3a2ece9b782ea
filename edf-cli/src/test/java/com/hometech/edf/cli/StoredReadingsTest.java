package com.hometech.edf.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.table.ConsumptionColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.NavigableMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredReadingsTest {
    private static final Instant LAST_OF_MAY = Instant.parse("2024-05-31T23:00:00Z");
    private static final Instant FIRST_OF_JUNE = Instant.parse("2024-06-01T00:00:00Z");

    @TempDir
    private Path consumption;

    @Test
    void readingsOfOneBuildingAreFoundAcrossMonths() throws IOException {
        write("month=2024-05/part-1.parquet", "b1", LAST_OF_MAY, 1.0, 1);
        write("month=2024-06/part-1.parquet", "b1", FIRST_OF_JUNE, 2.0, 1);
        write("month=2024-06/part-2.parquet", "b2", FIRST_OF_JUNE, 99.0, 1);

        assertThat(readings(LAST_OF_MAY, FIRST_OF_JUNE.plusSeconds(3600)))
                .containsExactly(entry(LAST_OF_MAY, 1.0), entry(FIRST_OF_JUNE, 2.0));
        assertThat(readings(LAST_OF_MAY, FIRST_OF_JUNE))
                .as("the end is not part of the period")
                .containsExactly(entry(LAST_OF_MAY, 1.0));
    }

    @Test
    @DisplayName("fault 4: of two values for an hour the newest version is shown, whatever the order of the files")
    void theNewestVersionIsShown() throws IOException {
        write("month=2024-06/part-1.parquet", "b1", FIRST_OF_JUNE, 5.0, 2);
        write("month=2024-06/part-2.parquet", "b1", FIRST_OF_JUNE, 2.0, 1);

        assertThat(readings(FIRST_OF_JUNE, FIRST_OF_JUNE.plusSeconds(3600))).containsExactly(entry(FIRST_OF_JUNE, 5.0));
    }

    private NavigableMap<Instant, Double> readings(Instant from, Instant to) {
        return new StoredReadings(consumption, Quantity.CONSUMPTION).of(new BuildingId("b1"), from, to);
    }

    private void write(String name, String building, Instant time, double kwh, long version) throws IOException {
        Path file = consumption.resolve(name);
        Files.createDirectories(file.getParent());
        try (ParquetRowWriter writer = new ParquetRowWriter(file, ConsumptionColumn.SCHEMA)) {
            writer.setString(ConsumptionColumn.BUILDING_ID.ordinal(), building);
            writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), time.getEpochSecond());
            writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), kwh);
            writer.setLong(ConsumptionColumn.VERSION.ordinal(), version);
            writer.setString(ConsumptionColumn.FLAG.ordinal(), "ok");
            writer.endRow();
            writer.finish();
        }
    }
}
