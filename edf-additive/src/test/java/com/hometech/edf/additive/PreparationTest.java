package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {
    /** numpy's linspace and round: halves go to the even row. */
    @Test
    void changepointsAreSpacedAsNumpyDoes() {
        AdditiveModel thirty = AdditiveModel.builder().changepointCount(30).build();
        AdditiveModel two =
                AdditiveModel.builder().changepointCount(2).changepointRange(1).build();

        int[] rows = Preparation.changepointRows(thirty, 6750);

        assertThat(rows).hasSize(30).startsWith(180, 360).contains(2700).endsWith(5399);
        assertThat(rows[14]).as("2699.5").isEqualTo(2700);
        assertThat(Preparation.changepointRows(two, 6)).as("2.5 and 5").containsExactly(2, 5);
        assertThat(Preparation.changepointRows(thirty, 10))
                .as("one less than 8 rows")
                .hasSize(7);
        assertThat(Preparation.changepointRows(thirty, 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, 731, yearly weekly",
        "P1D, 730, weekly",
        "P1D, 15, weekly",
        "P1D, 14, ''",
        "P7D, 100, ''",
        "P7D, 106, yearly",
        "PT1H, 49, daily",
        "PT1H, 48, ''",
        "PT1H, 337, weekly daily"
    })
    void seasonalitiesFollowTheLengthAndStepOfTheSeries(Duration step, int rows, String expected) {
        FittedModel fitted = AdditiveModel.builder().build().fit(Series.regular(step, rows, 1));

        assertThat(String.join(" ", names(fitted))).isEqualTo(expected);
    }

    @Test
    void aGivenSeasonalityTakesThePlaceOfABuiltInOne() {
        Seasonality own = Seasonality.of("daily", 1, 9).priorScale(3);
        Frame history = Series.regular(Duration.ofHours(1), 400, 1);

        FittedModel automatic =
                AdditiveModel.builder().seasonalities(own).build().fit(history);
        FittedModel asked = AdditiveModel.builder()
                .seasonalities(own)
                .daily(BuiltInSeasonality.ofOrder(2))
                .build()
                .fit(history);

        assertThat(names(automatic)).containsExactly("daily", "weekly");
        assertThat(automatic.preparation().columns()).hasSize(18 + 6);
        assertThat(names(asked)).containsExactly("daily", "weekly");
        assertThat(asked.preparation().columns()).hasSize(4 + 6);
        assertThat(asked.preparation().columns().get(0).priorScale()).isEqualTo(10);
    }

    @Test
    void columnsOfHolidaysAreSortedByName() {
        AdditiveModel model = AdditiveModel.builder()
                .weekly(BuiltInSeasonality.OFF)
                .holidays(List.of(
                        Holiday.of("b", LocalDate.of(2023, 1, 10)).window(-2, 10),
                        Holiday.of("a", LocalDate.of(2030, 1, 1)).priorScale(4)))
                .build();

        FittedModel fitted = model.fit(Series.daily(40, 1));

        assertThat(fitted.preparation().columns().stream()
                        .map(FeatureColumn::name)
                        .toList())
                .startsWith("a_delim_+0", "b_delim_+0", "b_delim_+1", "b_delim_+10", "b_delim_+2")
                .endsWith("b_delim_-1", "b_delim_-2");
        assertThat(fitted.preparation().holidayNames()).containsExactly("b", "a");
        assertThat(fitted.preparation().features(fitted.history(), 8))
                .containsOnlyOnce(1)
                .contains(0);
        assertThat(fitted.parameters().coefficients()[0])
                .as("never in the history")
                .isZero();
    }

    @Test
    void regressorsArePutOnScaleByTheirRule() {
        double[] binary = {0, 1, 1, 0};
        double[] two = {2, 5, 5, 2};
        double[] constant = {3, 3, 3, 3};

        assertThat(Standardisation.of(binary, Standardize.AUTO)).isEqualTo(new Standardisation(0, 1));
        assertThat(Standardisation.of(binary, Standardize.ALWAYS).mean()).isEqualTo(0.5);
        assertThat(Standardisation.of(two, Standardize.AUTO).mean()).isEqualTo(3.5);
        assertThat(Standardisation.of(two, Standardize.AUTO).deviation()).isCloseTo(Math.sqrt(3), within(1e-12));
        assertThat(Standardisation.of(two, Standardize.NEVER)).isEqualTo(new Standardisation(0, 1));
        assertThat(Standardisation.of(constant, Standardize.ALWAYS)).isEqualTo(new Standardisation(0, 1));
    }

    private static List<String> names(FittedModel fitted) {
        return fitted.preparation().seasonalities().stream()
                .map(Seasonality::name)
                .toList();
    }
}
