package com.hometech.edf.inference.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EnergyBalanceTest {
    private static final BuildingId HOME = new BuildingId("home");
    private static final Instant ISSUE = Instant.parse("2024-06-01T05:00:00Z");

    @Test
    @DisplayName("the net is use less generation, its ends are the worst of both")
    void netAndItsInterval() {
        BalanceHour hour = balance(row(Quantity.CONSUMPTION, 0, 0.5, 1.0, 2.0), row(Quantity.SOLAR, 0, 2.5, 3.0, 3.2))
                .hours()
                .get(0);

        assertThat(hour.netKwh()).isCloseTo(-2.0, within(1e-12));
        assertThat(hour.netLowerKwh()).isCloseTo(-2.7, within(1e-12));
        assertThat(hour.netUpperKwh()).isCloseTo(-0.5, within(1e-12));
        assertThat(hour.isSurplus()).isTrue();
        assertThat(hour.isSureSurplus()).isTrue();
    }

    @Test
    void atNightTheBalanceIsTheUse() {
        BalanceHour hour = balance(row(Quantity.CONSUMPTION, 0, 0.5, 1.0, 2.0), row(Quantity.SOLAR, 0, 0, 0, 0))
                .hours()
                .get(0);

        assertThat(hour.netKwh()).isEqualTo(1.0);
        assertThat(hour.netLowerKwh()).isEqualTo(0.5);
        assertThat(hour.netUpperKwh()).isEqualTo(2.0);
        assertThat(hour.isSurplus()).isFalse();
    }

    @Test
    void aSurplusMayBeExpectedWithoutBeingSure() {
        BalanceHour hour = balance(row(Quantity.CONSUMPTION, 0, 0.5, 1.0, 2.0), row(Quantity.SOLAR, 0, 1.0, 1.5, 2.0))
                .hours()
                .get(0);

        assertThat(hour.isSurplus()).isTrue();
        assertThat(hour.isSureSurplus()).isFalse();
    }

    @Test
    void intervalsThatOnlyOneForecastHasAreLeftOut() {
        EnergyBalance balance = EnergyBalance.of(
                HOME,
                ISSUE,
                List.of(row(Quantity.CONSUMPTION, 0, 1, 1, 1), row(Quantity.CONSUMPTION, 1, 2, 2, 2)),
                List.of(row(Quantity.SOLAR, 1, 0.5, 0.5, 0.5), row(Quantity.SOLAR, 2, 1, 1, 1)));

        assertThat(balance.hours()).extracting(BalanceHour::time).containsExactly(ISSUE.plusSeconds(3600));
        assertThat(balance.netKwh()).isEqualTo(1.5);
    }

    @Test
    void quantitiesCannotBeMixedUp() {
        ForecastRecord use = row(Quantity.CONSUMPTION, 0, 1, 1, 1);

        assertThatThrownBy(() -> balance(use, use))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("consumption stands where one of solar belongs");
    }

    private static EnergyBalance balance(ForecastRecord use, ForecastRecord solar) {
        return EnergyBalance.of(HOME, ISSUE, List.of(use), List.of(solar));
    }

    private static ForecastRecord row(Quantity quantity, int hour, double lower, double yhat, double upper) {
        return new ForecastRecord(
                HOME,
                quantity,
                ISSUE.plusSeconds(hour * 3600L),
                ISSUE,
                hour + 1,
                yhat,
                lower,
                upper,
                "Group/1",
                ForecastQuality.MODEL);
    }
}
