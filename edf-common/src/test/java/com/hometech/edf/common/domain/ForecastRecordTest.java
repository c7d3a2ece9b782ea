package com.hometech.edf.common.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastRecordTest {
    @Test
    void quantilesMayTouchEachOtherAndTheEnds() {
        List<ForecastQuantile> touching =
                List.of(new ForecastQuantile(0.25, 1), new ForecastQuantile(0.5, 3), new ForecastQuantile(0.75, 3));

        assertThat(with(touching).quantiles()).isEqualTo(touching);
    }

    @Test
    void quantilesThatCrossAreRefused() {
        refused(new ForecastQuantile(0.25, 2.5), new ForecastQuantile(0.75, 2.4));
    }

    @Test
    void levelsThatDoNotAscendAreRefused() {
        refused(new ForecastQuantile(0.75, 2), new ForecastQuantile(0.25, 2.5));
        refused(new ForecastQuantile(0.25, 2), new ForecastQuantile(0.25, 2));
    }

    @Test
    void aQuantileOutsideTheIntervalIsRefused() {
        refused(new ForecastQuantile(0.25, 0.9));
        refused(new ForecastQuantile(0.75, 3.1));
        refused(new ForecastQuantile(0.75, Double.NaN));
    }

    @Test
    void aLevelThatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> new ForecastQuantile(1, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("level 1.0");
    }

    private static void refused(ForecastQuantile... quantiles) {
        assertThatThrownBy(() -> with(List.of(quantiles)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("quantiles that do not ascend inside its interval");
    }

    private static ForecastRecord with(List<ForecastQuantile> quantiles) {
        Instant time = Instant.parse("2024-06-01T05:00:00Z");
        return new ForecastRecord(
                new BuildingId("b1"),
                Quantity.CONSUMPTION,
                time,
                time,
                1,
                2,
                1,
                3,
                "group/1",
                ForecastQuality.MODEL,
                quantiles);
    }
}
