package com.hometech.edf.cli;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetFiles;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.GenerationColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Readings of one building over a few weeks, to show them beside a forecast. */
final class StoredReadings {
    private final Path table;
    private final List<ParquetColumn> columns;

    /**
     * Readings of a quantity.
     *
     * @param table the directory of its table, partitioned by month
     */
    StoredReadings(Path table, Quantity quantity) {
        this.table = table;
        this.columns = List.of(
                ConsumptionColumn.BUILDING_ID.column(),
                ConsumptionColumn.TIMESTAMP_HOUR.column(),
                switch (quantity) {
                    case CONSUMPTION -> ConsumptionColumn.CONSUMPTION_KWH.column();
                    case SOLAR -> GenerationColumn.GENERATION_KWH.column();
                },
                ConsumptionColumn.VERSION.column());
    }

    /** Energies [kWh] by start of their hour in {@code [from, to)}; of several versions the newest. */
    NavigableMap<Instant, Double> of(BuildingId building, Instant from, Instant to) {
        NavigableMap<Instant, Double> energies = new TreeMap<>();
        Map<Instant, Long> versions = new HashMap<>();
        try {
            YearMonth last = YearMonth.from(to.atZone(ZoneOffset.UTC));
            for (YearMonth month = YearMonth.from(from.atZone(ZoneOffset.UTC));
                    !month.isAfter(last);
                    month = month.plusMonths(1)) {
                Path partition = table.resolve("month=" + month);
                if (Files.isDirectory(partition)) {
                    for (Path file : ParquetFiles.below(partition)) {
                        addTo(energies, versions, file, building.value());
                    }
                }
            }
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Cannot read " + table + ": " + failure, failure);
        }
        return energies.subMap(from, true, to, false);
    }

    private void addTo(NavigableMap<Instant, Double> energies, Map<Instant, Long> versions, Path file, String building)
            throws IOException {
        try (ParquetTableReader reader = new ParquetTableReader(file, columns)) {
            for (RowGroup rows = reader.next(); rows != null; rows = reader.next()) {
                for (int row = 0; row < rows.rows(); row++) {
                    if (building.equals(rows.strings(0)[row])) {
                        Instant time = Instant.ofEpochSecond(rows.epochSeconds(1)[row]);
                        long version = rows.longs(3)[row];
                        if (versions.merge(time, version, Math::max) == version) {
                            energies.put(time, rows.doubles(2)[row]);
                        }
                    }
                }
            }
        }
    }
}
