package com.hometech.edf.inference.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.error.InvalidInputException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileEndsTest {
    private static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
    private static final LeadBuckets DAYS = new LeadBuckets(1, 2);

    @Test
    void aQuantileIsTheModelsOwnMovedByItsOffsetTimesTheWidth() {
        QuantileEnds ends = ends(List.of(-0.1, 0.0, 0.0, 0.0, 0.2));
        Spread spread = new Spread(5);
        spread.setQuantiles(new double[] {0.7, 0.9, 1.0, 1.2, 1.7}, 1.0);

        double[] out = fill(ends, spread, 100, 50);

        assertThat(spread.width()).isEqualTo(1, within(1e-12));
        assertThat(out[0]).isEqualTo(100 + 50 * (-0.3 - 0.1), within(1e-9));
        assertThat(out[1]).isEqualTo(100 + 50 * -0.1, within(1e-9));
        assertThat(out[2]).isEqualTo(100, within(1e-9));
        assertThat(out[4]).isEqualTo(100 + 50 * (0.7 + 0.2), within(1e-9));
    }

    @Test
    void aForecastThatSaysNothingOfItsErrorsHasTheUsualOnes() {
        QuantileEnds ends = ends(List.of(-2.0, -1.0, 0.0, 1.0, 2.0));
        Spread spread = new Spread(5);
        spread.setUsual(0.1);

        assertThat(fill(ends, spread, 100, 50)).containsExactly(90, 95, 100, 105, 110);
    }

    @Test
    @DisplayName(
            "I5: quantiles ascend and those below the median are never above the forecast, whatever the model says")
    void quantilesNeverCross() {
        Random random = new Random(4);
        for (int trial = 0; trial < 2000; trial++) {
            QuantileEnds ends = ends(random.doubles(5, -3, 3).boxed().toList());
            Spread spread = new Spread(5);
            spread.setQuantiles(random.doubles(5, 0, 3).sorted().toArray(), random.nextDouble() * 3);

            double[] out = fill(ends, spread, 10, 7);

            assertThat(out).isSorted();
            assertThat(out[1]).isLessThanOrEqualTo(10);
            assertThat(out[3]).isGreaterThanOrEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.9,0.1", "0.1,0.4", "0.5,0.9", "0.0,0.9", "0.1,0.1,0.9"})
    void levelsThatAreNoIntervalAreRefused(String text) {
        List<Double> levels =
                List.of(text.split(",")).stream().map(Double::valueOf).toList();

        assertThatThrownBy(() -> calibration(levels, Collections.nCopies(levels.size(), 0.0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(levels.toString());
    }

    private static double[] fill(QuantileEnds ends, Spread spread, double yhat, double levelKwh) {
        double[] out = new double[ends.count()];
        ends.fill(ends.of("any"), PredictionSource.MODEL, 30, spread, yhat, levelKwh, out);
        return out;
    }

    private static QuantileEnds ends(List<Double> offsets) {
        return new QuantileEnds(calibration(LEVELS, offsets));
    }

    private static IntervalCalibration calibration(List<Double> levels, List<Double> offsets) {
        Offsets both = new Offsets(
                offsets.stream().map(offset -> Collections.nCopies(2, offset)).toList());
        Map<PredictionSource, Offsets> bySource = new EnumMap<>(PredictionSource.class);
        for (PredictionSource source : PredictionSource.values()) {
            bySource.put(source, both);
        }
        return new IntervalCalibration(
                levels, DAYS, new BuildingCalibration(Collections.nCopies(24, 1.0), bySource), Map.of());
    }
}
