package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.table.ReadingFlag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the readings of one building are like.
 *
 * @param status what can be done with them
 * @param hours valid hourly readings
 * @param first start of the first reading
 * @param last start of the last reading
 * @param missingShare hours without a reading between first and last
 * @param zeroShare readings that are exactly 0
 * @param longestGapHours longest stretch without a reading [h]
 * @param gaps how many stretches without a reading
 * @param flatStretches stretches of a day or longer where the meter said the same
 * @param flatHours readings within them
 * @param spikes single readings far above the building's own level
 * @param unitSlipHours readings that look as if in another unit
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
    public static BuildingQuality of(Building building, HourlySeries series, ReadingFlag[] flags) {
        if (series.size() == 0) {
            return withoutReadings(building, BuildingStatus.NO_DATA);
        }
        Tally tally = new Tally();
        for (int index = 0; index < series.size(); index++) {
            tally.add(series, index, flags[index], index == 0 ? ReadingFlag.OK : flags[index - 1]);
        }
        int size = series.size();
        return new BuildingQuality(
                building.id().value(),
                building.site().value(),
                BuildingStatus.OK,
                size,
                Instant.ofEpochSecond(series.epochSeconds()[0]),
                Instant.ofEpochSecond(series.epochSeconds()[size - 1]),
                (double) (series.spanHours() - size) / series.spanHours(),
                (double) tally.zeros / size,
                tally.longestGapHours,
                tally.gaps,
                tally.flatStretches,
                tally.flatHours,
                tally.spikes,
                tally.unitSlipHours,
                tally.sumKwh / size,
                tally.maxKwh);
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
        private int flatHours;
        private int spikes;
        private int unitSlipHours;
        private double sumKwh;
        private double maxKwh = Double.NEGATIVE_INFINITY;

        void add(HourlySeries series, int index, ReadingFlag flag, ReadingFlag before) {
            double kwh = series.kwh()[index];
            zeros += kwh == 0 ? 1 : 0;
            sumKwh += kwh;
            maxKwh = Math.max(maxKwh, kwh);
            boolean followsOn = series.followsOn(index);
            if (index > 0 && !followsOn) {
                addGap((series.epochSeconds()[index] - series.epochSeconds()[index - 1]) / HourlySeries.HOUR_SECONDS
                        - 1);
            }
            boolean newStretch = before != ReadingFlag.FLAT || !followsOn || kwh != series.kwh()[index - 1];
            flatStretches += flag == ReadingFlag.FLAT && newStretch ? 1 : 0;
            flatHours += flag == ReadingFlag.FLAT ? 1 : 0;
            spikes += flag == ReadingFlag.SPIKE ? 1 : 0;
            unitSlipHours += flag == ReadingFlag.UNIT_SLIP ? 1 : 0;
        }

        private void addGap(long missingHours) {
            gaps = gaps.plus(missingHours);
            longestGapHours = Math.max(longestGapHours, missingHours);
        }
    }
}
