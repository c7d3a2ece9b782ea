package com.hometech.edf.data.quality;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.table.ReadingFlag;
import java.util.Arrays;

/** The rules that judge a reading by all others of its building. */
public final class SeriesRules {
    /** Below this a building has no level of its own to compare with: one week, and readings enough for a percentile. */
    private static final int FEWEST_HOURS = 168;

    private static final int FEWEST_READINGS = 28;

    /** A register falls only when it is reset or replaced: this share of its steps at most. */
    private static final double LARGEST_SHARE_OF_RESETS = 0.001;

    /** A register in use rises in many hours; a load that happens to be constant does not. */
    private static final double SMALLEST_SHARE_OF_RISES = 0.25;

    private static final double TOP_PERCENTILE = 0.999;
    private static final double HIGH_PERCENTILE = 0.9;

    private final DataQualityConfig config;
    private final boolean restsAtZero;

    /** Rules for consumption. */
    public SeriesRules(DataQualityConfig config) {
        this(config, Quantity.CONSUMPTION);
    }

    /** Rules for a quantity: a plant may generate nothing for as long as it is dark. */
    public SeriesRules(DataQualityConfig config, Quantity quantity) {
        this.config = config;
        this.restsAtZero = quantity == Quantity.SOLAR;
    }

    /** Whether the readings are those of a counter that only rises, instead of energy for each interval. */
    public boolean isCumulativeRegister(RegularSeries series) {
        int steps = series.size() - 1;
        if (series.size() < fewestReadings(series)) {
            return false;
        }
        int rises = 0;
        int falls = 0;
        for (int index = 1; index < series.size(); index++) {
            double change = series.kwh()[index] - series.kwh()[index - 1];
            rises += change > 0 ? 1 : 0;
            falls += change < 0 ? 1 : 0;
        }
        return falls <= steps * LARGEST_SHARE_OF_RESETS && rises >= steps * SMALLEST_SHARE_OF_RISES;
    }

    /** A flag for each reading. Where several rules speak, the graver counts: unit slip, then spike, then flat. */
    public ReadingFlag[] flags(RegularSeries series) {
        ReadingFlag[] flags = new ReadingFlag[series.size()];
        Arrays.fill(flags, ReadingFlag.OK);
        flagFlatStretches(series, flags);
        double top = topOfNormalKwh(series);
        if (top > 0) {
            flagSpikes(series, flags, top * config.spikeFactor());
            flagUnitSlips(series, flags, top * config.unitSlipFactor());
        }
        return flags;
    }

    private static int fewestReadings(RegularSeries series) {
        return Math.max(FEWEST_READINGS, series.step().steps(FEWEST_HOURS));
    }

    private void flagFlatStretches(RegularSeries series, ReadingFlag[] flags) {
        int fewest = config.flatlineSteps(series.step());
        int start = 0;
        for (int index = 1; index <= series.size(); index++) {
            boolean goesOn =
                    index < series.size() && series.followsOn(index) && series.kwh()[index] == series.kwh()[index - 1];
            if (!goesOn) {
                boolean rests = restsAtZero && series.kwh()[start] == 0;
                if (index - start >= fewest && !rests) {
                    Arrays.fill(flags, start, index, ReadingFlag.FLAT);
                }
                start = index;
            }
        }
    }

    private static void flagSpikes(RegularSeries series, ReadingFlag[] flags, double limitKwh) {
        for (int index = 0; index < series.size(); index++) {
            if (series.kwh()[index] > limitKwh) {
                flags[index] = ReadingFlag.SPIKE;
            }
        }
    }

    private void flagUnitSlips(RegularSeries series, ReadingFlag[] flags, double limitKwh) {
        int fewest = config.unitSlipSteps(series.step());
        int start = 0;
        for (int index = 0; index <= series.size(); index++) {
            boolean above = index < series.size() && series.kwh()[index] > limitKwh;
            if (!above || (index > start && !series.followsOn(index))) {
                if (index - start >= fewest) {
                    Arrays.fill(flags, start, index, ReadingFlag.UNIT_SLIP);
                }
                start = above ? index : index + 1;
            }
        }
    }

    /**
     * The building's own 99.9 percentile [kWh] of positive readings, without those so far above its 90th percentile that
     * they are themselves the suspects: a slip of a whole day would otherwise hide itself. 0 where there are too few.
     */
    private double topOfNormalKwh(RegularSeries series) {
        double[] positive = Arrays.stream(series.kwh(), 0, series.size())
                .filter(kwh -> kwh > 0)
                .sorted()
                .toArray();
        if (positive.length < fewestReadings(series)) {
            return 0;
        }
        double suspect = percentile(positive, positive.length, HIGH_PERCENTILE) * config.unitSlipFactor();
        int normal = positive.length;
        while (normal > 0 && positive[normal - 1] > suspect) {
            normal--;
        }
        return percentile(positive, normal, TOP_PERCENTILE);
    }

    private static double percentile(double[] sorted, int size, double share) {
        return sorted[(int) Math.floor(share * (size - 1))];
    }
}
