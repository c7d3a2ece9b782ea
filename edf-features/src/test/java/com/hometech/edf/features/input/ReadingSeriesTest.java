package com.hometech.edf.features.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.engine.StepGrid;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadingSeriesTest {
    private static final byte OK = (byte) ReadingFlag.OK.ordinal();
    private static final byte SPIKE = (byte) ReadingFlag.SPIKE.ordinal();

    @Test
    @DisplayName("fault 4, 42: of several versions of an hour the newest wins, in whatever order they come")
    void theNewestVersionWins() {
        StepGrid grid = new StepGrid(0, 4, 3600);
        ReadingChunk first = chunk(new double[] {1, 2, 3}, 1, OK);
        ReadingChunk correction = chunk(new double[] {10, Double.NaN}, 2, SPIKE);

        ReadingSeries one = ReadingSeries.of(List.of(first, correction), grid);
        ReadingSeries other = ReadingSeries.of(List.of(correction, first), grid);

        assertThat(one.kwh()).containsExactly(10, Double.NaN, 3, Double.NaN);
        assertThat(one.flags()).containsExactly(SPIKE, SPIKE, OK, OK);
        assertThat(other.kwh()).containsExactly(one.kwh());
        assertThat(other.flags()).containsExactly(one.flags());
        assertThat(one.first()).isZero();
        assertThat(one.last()).isEqualTo(2);
        assertThat(one.count()).isEqualTo(2);
        assertThat(one.meanKwh()).isEqualTo(6.5);
    }

    @Test
    void aReadingBesideTheGridIsRefused() {
        ReadingChunk quarterPast = new ReadingChunk(new long[] {900}, new double[] {1}, new long[1], new byte[1]);

        assertThatThrownBy(() -> ReadingSeries.of(List.of(quarterPast), new StepGrid(0, 4, 3600)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1970-01-01T00:15:00Z")
                .hasMessageContaining("edf_feature_eng.step");
    }

    @Test
    void theMaseScaleIsTheMeanWeeklyChangeOfAYearBeforeTheFirstOrigin() {
        double[] kwh = new double[3 * 365 * 24];
        for (int index = 0; index < kwh.length; index++) {
            // grows by 168 units a week, twice as fast in the last year
            kwh[index] = index < 2 * 365 * 24 ? index : 2.0 * index - 2 * 365 * 24;
        }
        ReadingSeries series = new ReadingSeries(kwh, new byte[kwh.length]);

        assertThat(series.maseScaleKwh(2 * 365 * 24, TimeStep.HOUR)).isEqualTo(168);
        assertThat(series.maseScaleKwh(kwh.length, TimeStep.HOUR)).isCloseTo(336, within(2.0));
        assertThat(new ReadingSeries(new double[1000], new byte[1000]).maseScaleKwh(1000, TimeStep.HOUR))
                .isNaN();
    }

    private static ReadingChunk chunk(double[] kwh, long version, byte flag) {
        long[] times = new long[kwh.length];
        long[] versions = new long[kwh.length];
        byte[] flags = new byte[kwh.length];
        for (int row = 0; row < kwh.length; row++) {
            times[row] = row * 3600L;
            versions[row] = version;
            flags[row] = flag;
        }
        return new ReadingChunk(times, kwh, versions, flags);
    }
}
