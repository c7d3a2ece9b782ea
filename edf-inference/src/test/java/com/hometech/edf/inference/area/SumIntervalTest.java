package com.hometech.edf.inference.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SumIntervalTest {
    private static final Instant MIDNIGHT = Instant.parse("2024-06-01T00:00:00Z");

    @Test
    void theHoursOfADayPartlyCancel() {
        List<ForecastRecord> day =
                IntStream.range(0, 24).mapToObj(hour -> row("home", hour)).toList();

        SumInterval energy = SumInterval.ofHours(day, hours(0.25));

        assertThat(energy.yhat()).isEqualTo(48);
        assertThat(energy.lower()).isCloseTo(48 - Math.sqrt(0.75 * 24 + 0.25 * 24 * 24), within(1e-12));
        assertThat(energy.upper()).isCloseTo(48 + 2 * Math.sqrt(0.75 * 24 + 0.25 * 24 * 24), within(1e-12));
        SumInterval widest = SumInterval.ofHours(day, ErrorCorrelation.assumed());
        assertThat(widest.lower()).isCloseTo(24, within(1e-12));
        assertThat(widest.upper()).isCloseTo(96, within(1e-12));
    }

    @Test
    void oneHourKeepsItsInterval() {
        SumInterval energy = SumInterval.ofHours(List.of(row("home", 3)), hours(0.25));

        assertThat(energy.lower()).isCloseTo(1, within(1e-12));
        assertThat(energy.upper()).isCloseTo(4, within(1e-12));
    }

    @Test
    void hoursOfSeveralBuildingsAreRefused() {
        assertThatThrownBy(() -> SumInterval.ofHours(List.of(row("home", 0), row("office", 0)), hours(0.25)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Hours of office, consumption, cannot be added to those of home, consumption");
        ForecastRecord solar = new ForecastRecord(
                new BuildingId("home"),
                Quantity.SOLAR,
                MIDNIGHT,
                MIDNIGHT,
                1,
                1,
                1,
                1,
                "Solar/1",
                ForecastQuality.MODEL);
        assertThatThrownBy(() -> SumInterval.ofHours(List.of(row("home", 0), solar), hours(0.25)))
                .isInstanceOf(InvalidInputException.class);
    }

    private static ErrorCorrelation hours(double correlation) {
        return new ErrorCorrelation(1, 1, correlation, "Demand/3");
    }

    private static ForecastRecord row(String building, int hour) {
        return new ForecastRecord(
                new BuildingId(building),
                MIDNIGHT.plus(Duration.ofHours(hour)),
                MIDNIGHT,
                hour + 1.0,
                2,
                1,
                4,
                "Demand/3",
                ForecastQuality.MODEL);
    }
}
