package com.hometech.edf.inference.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.SiteId;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AreaSumsTest {
    private static final Instant ISSUE = Instant.parse("2024-06-01T05:00:00Z");
    private static final SiteId NORTH = new SiteId("north");
    private static final SiteId SOUTH = new SiteId("south");
    private static final String MODEL = "Demand/3";

    @Test
    void aSingleBuildingKeepsItsInterval() {
        AreaHour hour = sum(correlation(0.3, 0.1), NORTH).hours().get(0);

        assertThat(hour.sum().yhat()).isEqualTo(10);
        assertThat(hour.sum().lower()).isCloseTo(7, within(1e-12));
        assertThat(hour.sum().upper()).isCloseTo(14, within(1e-12));
    }

    @Test
    @DisplayName("errors that always go together: the ends are added; independent ones: their squares are")
    void bothLimits() {
        AreaHour together =
                sum(ErrorCorrelation.assumed(), NORTH, NORTH, SOUTH).hours().get(0);
        assertThat(together.sum().lower()).isCloseTo(21, within(1e-12));
        assertThat(together.sum().upper()).isCloseTo(42, within(1e-12));

        AreaHour independent =
                sum(correlation(0, 0), NORTH, NORTH, SOUTH).hours().get(0);
        assertThat(independent.sum().lower()).isCloseTo(30 - 3 * Math.sqrt(3), within(1e-12));
        assertThat(independent.sum().upper()).isCloseTo(30 + 4 * Math.sqrt(3), within(1e-12));
    }

    @Test
    @DisplayName("the interval is what the whole matrix of correlations says")
    void agreesWithTheMatrix() {
        Random random = new Random(7);
        AreaSums sums = new AreaSums(Quantity.CONSUMPTION);
        SiteId[] sites = new SiteId[60];
        double[] below = new double[60];
        double[] above = new double[60];
        for (int i = 0; i < 60; i++) {
            sites[i] = new SiteId("site" + random.nextInt(5));
            below[i] = random.nextDouble();
            above[i] = 3 * random.nextDouble();
            BuildingId building = new BuildingId("b" + i);
            sums.add(sites[i], building, List.of(row(building, 0, 5 - below[i], 5, 5 + above[i])));
        }
        double belowSquared = 0;
        double aboveSquared = 0;
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                double correlation = i == j ? 1 : sites[i].equals(sites[j]) ? 0.4 : 0.15;
                belowSquared += correlation * below[i] * below[j];
                aboveSquared += correlation * above[i] * above[j];
            }
        }

        SumInterval sum = sums.forecast(correlation(0.4, 0.15)).hours().get(0).sum();

        assertThat(sum.yhat()).isCloseTo(300, within(1e-9));
        assertThat(sum.yhat() - sum.lower()).isCloseTo(Math.sqrt(belowSquared), within(1e-9));
        assertThat(sum.upper() - sum.yhat()).isCloseTo(Math.sqrt(aboveSquared), within(1e-9));
    }

    @Test
    void roundingNeverLeavesTheSumOfTheEnds() {
        AreaSums sums = new AreaSums(Quantity.CONSUMPTION);
        for (int i = 0; i < 100; i++) {
            BuildingId home = new BuildingId("home" + i);
            sums.add(NORTH, home, List.of(row(home, 0, 0, 0.1, 0.3)));
        }

        assertThat(sums.forecast(ErrorCorrelation.assumed())
                        .hours()
                        .get(0)
                        .sum()
                        .lower())
                .isNotNegative();
    }

    @Test
    @DisplayName(
            "a building without a forecast, or with an older one, is missing where it has none, and the answer says so")
    void missingAndOldForecasts() {
        BuildingId current = new BuildingId("current");
        BuildingId late = new BuildingId("late");
        BuildingId none = new BuildingId("none");
        AreaSums sums = new AreaSums(Quantity.CONSUMPTION);
        sums.add(NORTH, current, List.of(row(current, 24, 7, 10, 14), row(current, 48, 7, 10, 14)));
        sums.add(NORTH, late, List.of(plain(late, ISSUE.minus(Duration.ofDays(1)), 24)));
        sums.add(SOUTH, none, List.of());

        AreaForecast forecast = sums.forecast(correlation(0.5, 0));

        assertThat(forecast.buildings()).isEqualTo(3);
        assertThat(forecast.withoutForecast()).containsExactly(none);
        assertThat(forecast.issues()).containsExactly(ISSUE.minus(Duration.ofDays(1)), ISSUE);
        assertThat(forecast.issuedAt()).contains(ISSUE);
        assertThat(forecast.hours()).extracting(AreaHour::buildings).containsExactly(2, 1);
        assertThat(forecast.hours()).extracting(AreaHour::modelShare).containsExactly(0.5, 1.0);
        assertThat(forecast.hours().get(0).sum().yhat()).isEqualTo(12);
        assertThat(sums.modelVersions()).containsExactly(MODEL, ForecastRecord.NO_MODEL);
    }

    @Test
    void anAreaWithoutForecastsHasNoHours() {
        AreaSums sums = new AreaSums(Quantity.SOLAR);
        sums.add(NORTH, new BuildingId("new"), List.of());

        AreaForecast forecast = sums.forecast(ErrorCorrelation.assumed());

        assertThat(forecast.hours()).isEmpty();
        assertThat(forecast.issuedAt()).isEmpty();
    }

    @Test
    void whatWouldCountTwiceOrElsewhereIsRefused() {
        BuildingId home = new BuildingId("home");
        ForecastRecord row = row(home, 24, 7, 10, 14);
        AreaSums sums = new AreaSums(Quantity.CONSUMPTION);
        assertThatThrownBy(() -> sums.add(NORTH, home, List.of(row, row)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("each interval once");
        assertThatThrownBy(() -> sums.add(NORTH, new BuildingId("other"), List.of(row)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("home stands where one of consumption of other belongs");
        assertThatThrownBy(() -> new AreaSums(Quantity.SOLAR).add(NORTH, home, List.of(row)))
                .isInstanceOf(InvalidInputException.class);

        sums.add(NORTH, home, List.of(row));
        assertThatThrownBy(() -> sums.add(SOUTH, home, List.of(row)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("home is in the area already");
        assertThat(sums.forecast(ErrorCorrelation.assumed()).hours().get(0).buildings())
                .isEqualTo(1);
    }

    private static AreaForecast sum(ErrorCorrelation correlation, SiteId... sites) {
        AreaSums sums = new AreaSums(Quantity.CONSUMPTION);
        IntStream.range(0, sites.length).forEach(i -> {
            BuildingId building = new BuildingId("b" + i);
            sums.add(sites[i], building, List.of(row(building, 0, 7, 10, 14)));
        });
        return sums.forecast(correlation);
    }

    private static ErrorCorrelation correlation(double within, double between) {
        return new ErrorCorrelation(within, between, 1, MODEL);
    }

    private static ForecastRecord row(BuildingId building, int hour, double lower, double yhat, double upper) {
        return new ForecastRecord(
                building,
                ISSUE.plus(Duration.ofHours(hour)),
                ISSUE,
                hour + 1.0,
                yhat,
                lower,
                upper,
                MODEL,
                ForecastQuality.MODEL);
    }

    private static ForecastRecord plain(BuildingId building, Instant issue, int hour) {
        return new ForecastRecord(
                building,
                ISSUE.plus(Duration.ofHours(hour)),
                issue,
                48,
                2,
                1,
                4,
                ForecastRecord.NO_MODEL,
                ForecastQuality.FALLBACK);
    }
}
