package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.table.ReadingFlag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the readings of one building are like.
 *
 * @param status what can be done with them
 * @param hours length of all valid readings together [h]
 * @param first start of the first reading
 * @param last start of the last reading
 * @param missingShare share of the intervals between first and last that have no reading
 * @param zeroShare readings that are exactly 0
 * @param longestGapHours longest stretch without a reading [h]
 * @param gaps how many stretches without a reading
 * @param flatStretches stretches of a day or longer where the meter said the same
 * @param flatHours length of them together [h]
 * @param spikes single readings far above the building's own level
 * @param unitSlipHours length of the readings that look as if in another unit [h]
 * @param meanKwh mean reading [kWh]
 * @param maxKwh largest reading [kWh]
 */
public record BuildingQuality(
        String buildingId,
        String siteId,
        BuildingStatus status,
        int hours,
        @Nullable Instant first,
        @Nullable Instant last,
        double missingShare,
        double zeroShare,
        long longestGapHours,
        GapCounts gaps,
        int flatStretches,
        int flatHours,
        int spikes,
        int unitSlipHours,
        double meanKwh,
        double maxKwh) {

    /** A building without a single valid reading. */
    public static BuildingQuality withoutReadings(Building building, BuildingStatus status) {
        return new BuildingQuality(
                building.id().value(),
                building.site().value(),
                status,
                0,
                null,
                null,
                1,
                0,
                0,
                GapCounts.NONE,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    /** Describes readings; the status is {@link BuildingStatus#OK} until all buildings are known. */
    public static BuildingQuality of(Building building, RegularSeries series, ReadingFlag[] flags) {
        if (series.size() == 0) {
            return withoutReadings(building, BuildingStatus.NO_DATA);
        }
        Tally tally = new Tally();
        for (int index = 0; index < series.size(); index++) {
            tally.add(series, index, flags[index], index == 0 ? ReadingFlag.OK : flags[index - 1]);
        }
        int size = series.size();
        long span = series.spanSteps();
        return new BuildingQuality(
                building.id().value(),
                building.site().value(),
                BuildingStatus.OK,
                hours(series, size),
                Instant.ofEpochSecond(series.epochSeconds()[0]),
                Instant.ofEpochSecond(series.epochSeconds()[size - 1]),
                (double) (span - size) / span,
                (double) tally.zeros / size,
                tally.longestGapHours,
                tally.gaps,
                tally.flatStretches,
                hours(series, tally.flat),
                tally.spikes,
                hours(series, tally.unitSlips),
                tally.sumKwh / size,
                tally.maxKwh);
    }

    private static int hours(RegularSeries series, int readings) {
        return Math.toIntExact(series.hours(readings));
    }

    BuildingQuality withStatus(BuildingStatus newStatus) {
        return new BuildingQuality(
                buildingId,
                siteId,
                newStatus,
                hours,
                first,
                last,
                missingShare,
                zeroShare,
                longestGapHours,
                gaps,
                flatStretches,
                flatHours,
                spikes,
                unitSlipHours,
                meanKwh,
                maxKwh);
    }

    /** Whether a person should look at it. */
    public boolean needsAttention() {
        return status != BuildingStatus.OK || unitSlipHours > 0;
    }

    private static final class Tally {
        private int zeros;
        private long longestGapHours;
        private GapCounts gaps = GapCounts.NONE;
        private int flatStretches;
        private int flat;
        private int spikes;
        private int unitSlips;
        private double sumKwh;
        private double maxKwh = Double.NEGATIVE_INFINITY;

        void add(RegularSeries series, int index, ReadingFlag flag, ReadingFlag before) {
            double kwh = series.kwh()[index];
            zeros += kwh == 0 ? 1 : 0;
            sumKwh += kwh;
            maxKwh = Math.max(maxKwh, kwh);
            boolean followsOn = series.followsOn(index);
            if (index > 0 && !followsOn) {
                long steps = series.stepsBetween(series.epochSeconds()[index - 1], series.epochSeconds()[index]);
                addGap(series.hours(steps - 1));
            }
            boolean newStretch = before != ReadingFlag.FLAT || !followsOn || kwh != series.kwh()[index - 1];
            flatStretches += flag == ReadingFlag.FLAT && newStretch ? 1 : 0;
            flat += flag == ReadingFlag.FLAT ? 1 : 0;
            spikes += flag == ReadingFlag.SPIKE ? 1 : 0;
            unitSlips += flag == ReadingFlag.UNIT_SLIP ? 1 : 0;
        }

        private void addGap(long missingHours) {
            gaps = gaps.plus(missingHours);
            longestGapHours = Math.max(longestGapHours, missingHours);
        }
    }
}
