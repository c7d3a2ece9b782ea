package com.hometech.edf.data.importing;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.parquet.ParquetRowWriter;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.BuildingReadings;
import com.hometech.edf.data.quality.BuildingStatus;
import com.hometech.edf.data.quality.MeterStep;
import com.hometech.edf.data.quality.MonthlyCoverage;
import com.hometech.edf.data.quality.RegularSeries;
import com.hometech.edf.data.quality.RejectReason;
import com.hometech.edf.data.quality.RowTally;
import com.hometech.edf.data.quality.SeriesRules;
import com.hometech.edf.data.sorting.TimedRows;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.ReadingFlag;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The second pass over readings: building by building, in order of time, it drops duplicates, sums parts of intervals, applies the
 * rules that need the whole series, and writes the table.
 */
final class ReadingsTable {
    private final List<Building> buildings;
    private final SeriesRules rules;
    private final TimeStep step;
    private final Map<Long, String> fileByVersion;
    private final Set<Long> refusedVersions;
    private final RejectedRows rejected;
    private final RowTally tally;
    private final boolean withFlags;

    private final BuildingReadings collected = new BuildingReadings();
    private final BuildingReadings regular = new BuildingReadings();
    private final List<BuildingQuality> qualities = new ArrayList<>();
    private final MonthlyCoverage coverage = new MonthlyCoverage();

    /**
     * Prepares the pass.
     *
     * @param step of the table
     * @param fileByVersion names of the deliveries
     * @param refusedVersions deliveries whose rows do not count
     * @param withFlags whether the table has the column of flags
     */
    ReadingsTable(
            List<Building> buildings,
            SeriesRules rules,
            TimeStep step,
            Map<Long, String> fileByVersion,
            Set<Long> refusedVersions,
            RejectedRows rejected,
            RowTally tally,
            boolean withFlags) {
        this.buildings = buildings;
        this.rules = rules;
        this.step = step;
        this.fileByVersion = fileByVersion;
        this.refusedVersions = refusedVersions;
        this.rejected = rejected;
        this.tally = tally;
        this.withFlags = withFlags;
    }

    /** Writes everything; the parts are finished by the caller. */
    void write(TimedRows rows, MonthlyParts parts) throws IOException {
        int building = 0;
        while (rows.next()) {
            for (; building < rows.entity(); building++) {
                endBuilding(buildings.get(building), parts);
            }
            if (!refusedVersions.contains(rows.sequence())) {
                collect(buildings.get(building), rows);
            }
        }
        for (; building < buildings.size(); building++) {
            endBuilding(buildings.get(building), parts);
        }
    }

    /** What the readings of each building are like, in the order of the buildings. */
    List<BuildingQuality> qualities() {
        return qualities;
    }

    MonthlyCoverage coverage() {
        return coverage;
    }

    private void collect(Building building, TimedRows row) throws IOException {
        int last = collected.size() - 1;
        if (last < 0 || collected.epochSecond(last) != row.epochSecond()) {
            collected.add(row.epochSecond(), row.value(0), row.sequence(), row.line());
        } else if (collected.kwh(last) == row.value(0)) {
            tally.countDuplicate();
        } else if (collected.version(last) == row.sequence()) {
            reject(building, last, RejectReason.REPLACED, "line " + row.line() + " says " + row.value(0));
            collected.set(last, row.epochSecond(), row.value(0), row.sequence(), row.line());
        } else {
            tally.countCorrection();
            collected.add(row.epochSecond(), row.value(0), row.sequence(), row.line());
        }
    }

    private void endBuilding(Building building, MonthlyParts parts) throws IOException {
        if (rules.isCumulativeRegister(collected.newest(meterStep(building)))) {
            rejectAll(building, RejectReason.CUMULATIVE_REGISTER, "building_id " + building.id());
            qualities.add(BuildingQuality.withoutReadings(building, BuildingStatus.REJECTED));
        } else {
            toSteps(building);
            RegularSeries series = regular.newest(step);
            ReadingFlag[] flags = rules.flags(series);
            writeRows(building, flags, parts);
            qualities.add(BuildingQuality.of(building, series, flags));
            coverage.add(series);
        }
        collected.clear();
    }

    private void toSteps(Building building) throws IOException {
        TimeStep meter = meterStep(building);
        regular.clear();
        if (meter.compareTo(step) > 0) {
            rejectAll(building, RejectReason.COARSER_THAN_STEP, "reads every " + meter + ", the step is " + step);
        } else if (meter.equals(step)) {
            keepReadings(building);
        } else {
            sumIntervals(building, meter);
        }
    }

    private TimeStep meterStep(Building building) {
        return MeterStep.of(collected, step, building.zone());
    }

    private void keepReadings(Building building) throws IOException {
        for (int index = 0; index < collected.size(); index++) {
            long start = step.intervalAt(collected.epochSecond(index), building.zone());
            if (start == TimeStep.NO_START) {
                reject(building, index, RejectReason.OFF_GRID, "a meter that reads every " + step);
            } else {
                regular.add(start, collected.kwh(index), collected.version(index), collected.line(index));
            }
        }
        tally.countAccepted(regular.size());
    }

    private void sumIntervals(Building building, TimeStep meter) throws IOException {
        int index = 0;
        while (index < collected.size()) {
            long start = step.intervalOf(collected.epochSecond(index), building.zone());
            int end = index;
            while (end < collected.size() && step.intervalOf(collected.epochSecond(end), building.zone()) == start) {
                end++;
            }
            sumInterval(building, meter, start, index, end);
            index = end;
        }
    }

    private void sumInterval(Building building, TimeStep meter, long start, int from, int to) throws IOException {
        long wanted = step.secondsOf(start, building.zone()) / meter.seconds();
        double kwh = 0;
        long version = 0;
        int parts = 0;
        for (int index = from; index < to; index++) {
            if (counts(meter, index)) {
                kwh += collected.kwh(index);
                version = Math.max(version, collected.version(index));
                parts++;
            }
        }
        boolean complete = parts == wanted;
        if (complete) {
            regular.add(start, kwh, version, collected.line(from));
            tally.countAccepted(parts);
        }
        rejectRest(building, meter, from, to, complete ? 0 : wanted);
    }

    private boolean counts(TimeStep meter, int index) {
        return collected.isNewest(index) && collected.epochSecond(index) % meter.seconds() == 0;
    }

    /** @param missedParts how many parts an incomplete interval needs; 0 where it is complete */
    private void rejectRest(Building building, TimeStep meter, int from, int to, long missedParts) throws IOException {
        for (int index = from; index < to; index++) {
            if (!collected.isNewest(index)) {
                reject(building, index, RejectReason.REPLACED, "a later file corrects this part of the interval");
            } else if (collected.epochSecond(index) % meter.seconds() != 0) {
                reject(building, index, RejectReason.OFF_GRID, "a meter that reads every " + meter);
            } else if (missedParts > 0) {
                reject(building, index, RejectReason.INCOMPLETE_INTERVAL, "needs " + missedParts + " parts");
            }
        }
    }

    private void rejectAll(Building building, RejectReason reason, String detail) throws IOException {
        for (int index = 0; index < collected.size(); index++) {
            reject(building, index, reason, detail);
        }
    }

    private void reject(Building building, int index, RejectReason reason, String detail) throws IOException {
        String text =
                building.id() + "," + Instant.ofEpochSecond(collected.epochSecond(index)) + "," + collected.kwh(index);
        String file = fileByVersion.getOrDefault(collected.version(index), "");
        rejected.reject(tally, reason, new RowTally.Example(file, collected.line(index), text, detail));
    }

    private void writeRows(Building building, ReadingFlag[] flags, MonthlyParts parts) throws IOException {
        int newest = 0;
        for (int index = 0; index < regular.size(); index++) {
            ParquetRowWriter writer = parts.at(regular.epochSecond(index));
            writer.setString(
                    ConsumptionColumn.BUILDING_ID.ordinal(), building.id().value());
            writer.setEpochSecond(ConsumptionColumn.TIMESTAMP_HOUR.ordinal(), regular.epochSecond(index));
            writer.setDouble(ConsumptionColumn.CONSUMPTION_KWH.ordinal(), regular.kwh(index));
            writer.setLong(ConsumptionColumn.VERSION.ordinal(), regular.version(index));
            if (withFlags) {
                // a corrected reading has the flag of the one that counts
                writer.setString(ConsumptionColumn.FLAG.ordinal(), flags[newest].code());
            }
            writer.endRow();
            tally.countStored();
            newest += regular.isNewest(index) ? 1 : 0;
        }
    }
}
