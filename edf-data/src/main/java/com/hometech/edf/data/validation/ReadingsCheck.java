package com.hometech.edf.data.validation;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.BuildingReadings;
import com.hometech.edf.data.quality.BuildingStatus;
import com.hometech.edf.data.quality.MeterStep;
import com.hometech.edf.data.quality.MonthlyCoverage;
import com.hometech.edf.data.quality.QualityWarnings;
import com.hometech.edf.data.quality.RegularSeries;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.quality.SeriesRules;
import com.hometech.edf.data.sorting.RowSorter;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.GenerationColumn;
import com.hometech.edf.data.table.ReadingFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at every row of a table of readings, consumption or generation, and describes the readings of each building. */
final class ReadingsCheck {
    private static final Set<String> FLAGS =
            Arrays.stream(ReadingFlag.values()).map(ReadingFlag::code).collect(Collectors.toSet());

    private final Quantity quantity;
    private final List<Building> buildings;
    private final DataQualityConfig config;
    private final TimeStep step;
    private final Period period;
    private final Findings findings;
    private final Map<String, Integer> numberById = new HashMap<>();
    private final RowTally tally = new RowTally();
    private final MonthlyCoverage coverage = new MonthlyCoverage();
    private final Set<String> unknownFlags = new HashSet<>();
    private String lastId = "";
    private @Nullable Integer lastNumber;
    private final List<String> coarser = new ArrayList<>();
    private long newestVersion;
    private long clashes;
    private @Nullable String firstClash;

    ReadingsCheck(
            Quantity quantity,
            List<Building> buildings,
            DataQualityConfig config,
            TimeStep step,
            Period period,
            Findings findings) {
        this.quantity = quantity;
        this.buildings = buildings;
        this.config = config;
        this.step = step;
        this.period = period;
        this.findings = findings;
        for (int number = 0; number < buildings.size(); number++) {
            numberById.put(buildings.get(number).id().value(), number);
        }
    }

    /** Reads the table; spill files go to {@code work}. */
    List<BuildingQuality> check(Path directory, Path work) throws IOException {
        try (RowSorter sorter = new RowSorter(work, 1)) {
            int files = new TableFiles(table(), directory, columns(), findings)
                    .read((file, firstRow, rows) -> takeRows(file, firstRow, rows, sorter));
            if (files == 0) {
                findings.problem(
                        "Table " + table() + " has no Parquet file: import readings of " + quantity.code() + " first");
            }
            List<BuildingQuality> qualities = describe(sorter.sorted());
            conclude(qualities, files);
            return quantity == Quantity.SOLAR ? withPlants(qualities) : qualities;
        }
    }

    /** A building that never generated has no plant, and nobody waits for its readings. */
    private static List<BuildingQuality> withPlants(List<BuildingQuality> qualities) {
        return qualities.stream().filter(building -> building.first() != null).toList();
    }

    String table() {
        return quantity.table();
    }

    private List<ParquetColumn> columns() {
        return switch (quantity) {
            case CONSUMPTION -> ConsumptionColumn.SCHEMA;
            case SOLAR -> GenerationColumn.SCHEMA;
        };
    }

    RowTally tally() {
        return tally;
    }

    MonthlyCoverage coverage() {
        return coverage;
    }

    /** Greatest version of the rows that can be used; 0 where there are none. */
    long newestVersion() {
        return newestVersion;
    }

    private void takeRows(String file, long firstRow, RowGroup rows, RowSorter sorter) throws IOException {
        String[] ids = rows.strings(ConsumptionColumn.BUILDING_ID.ordinal());
        long[] times = rows.epochSeconds(ConsumptionColumn.TIMESTAMP_HOUR.ordinal());
        double[] kwh = rows.doubles(ConsumptionColumn.CONSUMPTION_KWH.ordinal());
        long[] versions = rows.longs(ConsumptionColumn.VERSION.ordinal());
        for (int row = 0; row < rows.rows(); row++) {
            if (period.holds(times[row])) {
                Integer building = number(Objects.requireNonNull(ids[row]));
                if (isGood(building, times[row], kwh[row], file, firstRow + row) && building != null) {
                    sorter.add(building, times[row], versions[row], firstRow + row, kwh[row]);
                    newestVersion = Math.max(newestVersion, versions[row]);
                }
            }
        }
        if (quantity == Quantity.CONSUMPTION) {
            checkFlags(rows, times);
        }
    }

    private void checkFlags(RowGroup rows, long[] times) {
        String[] flags = rows.strings(ConsumptionColumn.FLAG.ordinal());
        for (int row = 0; row < rows.rows(); row++) {
            if (period.holds(times[row])) {
                checkFlag(Objects.requireNonNull(flags[row]));
            }
        }
    }

    private @Nullable Integer number(String id) {
        if (!id.equals(lastId)) {
            lastId = id;
            lastNumber = numberById.get(id);
        }
        return lastNumber;
    }

    private boolean isGood(@Nullable Integer building, long epochSecond, double kwh, String file, long row) {
        tally.countInput();
        RejectReason problem = problem(building, epochSecond, kwh);
        if (problem != null) {
            String text = lastId + "," + Instant.ofEpochSecond(epochSecond) + "," + kwh;
            tally.countRejected(problem, new RowTally.Example(file, row, text, text));
        } else if (Double.isNaN(kwh)) {
            tally.countMissing();
        }
        return problem == null && !Double.isNaN(kwh);
    }

    private @Nullable RejectReason problem(@Nullable Integer building, long epochSecond, double kwh) {
        if (building == null) {
            return RejectReason.UNKNOWN_BUILDING;
        }
        if (!period.isPlausible(epochSecond)) {
            return RejectReason.TIMESTAMP_OUT_OF_RANGE;
        }
        if (epochSecond % step.seconds() != 0) {
            return RejectReason.OFF_GRID;
        }
        if (Math.abs(kwh) > config.maxKwhPerHour()) {
            return RejectReason.TOO_LARGE;
        }
        return kwh < 0 && !buildings.get(building).mayBeNegative(quantity) ? RejectReason.NEGATIVE : null;
    }

    private void checkFlag(String flag) {
        if (!FLAGS.contains(flag) && unknownFlags.add(flag)) {
            findings.problem("Column flag of table " + table() + " holds \"" + flag + "\"; known are "
                    + FLAGS.stream().sorted().toList());
        }
    }

    private List<BuildingQuality> describe(TimedRows rows) throws IOException {
        SeriesRules rules = new SeriesRules(config, quantity);
        BuildingReadings readings = new BuildingReadings();
        List<BuildingQuality> qualities = new ArrayList<>();
        while (rows.next()) {
            while (qualities.size() < rows.entity()) {
                endBuilding(readings, rules, qualities);
            }
            collect(readings, rows);
        }
        while (qualities.size() < buildings.size()) {
            endBuilding(readings, rules, qualities);
        }
        return new QualityWarnings(config).withStatus(qualities);
    }

    private void collect(BuildingReadings readings, TimedRows row) {
        int last = readings.size() - 1;
        boolean sameTime = last >= 0 && readings.epochSecond(last) == row.epochSecond();
        if (sameTime && readings.version(last) == row.sequence()) {
            if (readings.kwh(last) != row.value(0)) {
                rememberClash(row);
            }
            tally.countDuplicate();
        } else if (sameTime) {
            tally.countAccepted(1);
            tally.countCorrection();
            readings.set(last, row.epochSecond(), row.value(0), row.sequence(), row.line());
        } else {
            tally.countAccepted(1);
            readings.add(row.epochSecond(), row.value(0), row.sequence(), row.line());
        }
        tally.countStored();
    }

    private void rememberClash(TimedRows row) {
        clashes++;
        if (firstClash == null) {
            firstClash = buildings.get(row.entity()).id() + " at " + Instant.ofEpochSecond(row.epochSecond())
                    + ", version " + row.sequence();
        }
    }

    private void endBuilding(BuildingReadings readings, SeriesRules rules, List<BuildingQuality> qualities) {
        Building building = buildings.get(qualities.size());
        if (MeterStep.of(readings, step, building.zone()).compareTo(step) > 0) {
            coarser.add(building.id().value());
        }
        RegularSeries series = readings.newest(step);
        if (rules.isCumulativeRegister(series)) {
            qualities.add(BuildingQuality.withoutReadings(building, BuildingStatus.REJECTED));
        } else {
            qualities.add(BuildingQuality.of(building, series, rules.flags(series)));
            coverage.add(series);
        }
        readings.clear();
    }

    private void conclude(List<BuildingQuality> qualities, int files) {
        if (clashes > 0) {
            findings.problem(clashes + " rows of table " + table()
                    + " say something else for a building, time and version that stands there already (first: "
                    + firstClash
                    + "): give the correction a greater version");
        }
        if (!coarser.isEmpty()) {
            findings.problem(
                    "Table " + table() + " has readings of a longer step than edf_feature_eng.step " + step + " for "
                            + coarser.size() + " buildings (first: " + coarser.get(0)
                            + "): set the step to theirs, or import finer readings");
        }
        boolean nothing = qualities.stream().allMatch(building -> building.first() == null);
        if (files > 0 && nothing) {
            findings.problem("Table " + table() + " has no usable reading of any known building " + period);
        }
    }
}
