package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fit against {@link AdditiveModel#fit} of the rows up to its origin. */
class RollingFitsTest {
    private static final double EXACT = 1e-9;

    /** The seasonality of the day comes with the second day, that of the week with the second week. */
    @ParameterizedTest
    @EnumSource(
            value = Growth.class,
            names = {"LINEAR", "FLAT"})
    void eachIsTheFitOfWhatIsKnown(Growth growth) {
        AdditiveModel model = hourlyModel().growth(growth).build();
        Frame rows = hours(40 * 24);
        List<LocalDateTime> origins = IntStream.of(30, 49, 200, 335, 336, 500, 700, 959)
                .mapToObj(row -> rows.time(row))
                .toList();

        RollingFits fits = RollingFits.of(model, rows, origins);

        check(fits, model, rows);
        assertThat(fits.at(origins.get(7)).maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
    }

    /** A year's seasonality comes with the second year; a level that grows, scaled by its range. */
    @Test
    void scalesAreThoseOfEachOrigin() {
        Frame series = Series.daily(900, 7);
        double[] y = series.column("y");
        double[] price = Series.noise(900, 2, 4);
        for (int row = 0; row < y.length; row++) {
            price[row] += 0.3 * row;
            y[row] = 500 + 0.02 * row * row + 10 * y[row] + 3 * price[row];
        }
        Frame rows = series.with("y", y).with("price", price);
        AdditiveModel model = AdditiveModel.builder()
                .scaling(Scaling.MINMAX)
                .regressors(Regressor.of("price"))
                .build();

        check(RollingFits.of(model, rows, every(rows, 100, 97)), model, rows);
    }

    @Test
    void rowsComeInAnyOrderAndMayLackAValue() {
        Frame series = Series.daily(200, 3);
        List<LocalDateTime> times = new ArrayList<>();
        double[] y = new double[200];
        for (int row = 0; row < 200; row++) {
            int from = row * 77 % 200;
            times.add(series.time(from / 2 * 2));
            y[row] = from % 9 == 4 ? Double.NaN : series.column("y")[from];
        }
        Frame rows = Frame.at(times).with("y", y);
        AdditiveModel model = AdditiveModel.builder().build();
        List<LocalDateTime> origins = List.of(Series.START.plusDays(180), Series.START.plusDays(95));

        RollingFits fits = RollingFits.of(model, rows, origins);

        check(fits, model, rows);
        assertThat(fits.fits().map(fit -> fit.future(1, Duration.ofDays(1)).time(0)))
                .containsExactly(Series.START.plusDays(181), Series.START.plusDays(95));
    }

    /** With changepoints up to the last row, some hinges are next to nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.97, 1})
    void changepointsMayBeAnywhere(double range) {
        Frame rows = Series.daily(400, 3);
        AdditiveModel model = AdditiveModel.builder()
                .changepointRange(range)
                .changepointPriorScale(0.5)
                .build();

        check(RollingFits.of(model, rows, every(rows, 90, 60)), model, rows);
    }

    @Test
    void givenChangepointsCountOnceTheyHavePassed() {
        Frame rows = Series.daily(200, 3);
        LocalDateTime early = Series.START.plusDays(30);
        LocalDateTime late = Series.START.plusDays(80);
        AdditiveModel model =
                AdditiveModel.builder().changepoints(List.of(late, early)).build();

        RollingFits fits = RollingFits.of(model, rows, List.of(Series.START.plusDays(70), Series.START.plusDays(150)));

        AdditiveModel without =
                AdditiveModel.builder().changepoints(List.of(early)).build();
        checkSame(fits.at(Series.START.plusDays(70)), without.fit(rows.rows(0, 71)));
        checkSame(fits.at(Series.START.plusDays(150)), model.fit(rows.rows(0, 151)));
    }

    @Test
    void otherModelsAreFittedFromTheBeginning() {
        Frame rows = Series.daily(200, 3).with("cap", Series.constant(200, 60));
        AdditiveModel multiplicative =
                AdditiveModel.builder().seasonalityMode(Mode.MULTIPLICATIVE).build();
        AdditiveModel logistic = AdditiveModel.builder().growth(Growth.LOGISTIC).build();

        check(RollingFits.of(multiplicative, rows, every(rows, 90, 50)), multiplicative, rows);
        check(RollingFits.of(logistic, rows, every(rows, 90, 50)), logistic, rows);
    }

    @Test
    void aSeriesMayBeginWithoutAnyChange() {
        Frame series = Series.daily(100, 3);
        double[] y = series.column("y");
        Arrays.fill(y, 0, 40, 7);
        Frame rows = series.with("y", y);
        AdditiveModel model = AdditiveModel.builder().build();

        RollingFits fits = RollingFits.of(model, rows, List.of(rows.time(30), rows.time(60)));

        assertThat(fits.at(rows.time(30)).maximum()).isEmpty();
        assertThat(fits.at(rows.time(30)).predict(rows).yhat()).containsOnly(7);
        checkSame(fits.at(rows.time(60)), model.fit(rows.rows(0, 61)));
    }

    @Test
    void wrongOriginsAreNamed() {
        Frame rows = Series.daily(50, 3);
        AdditiveModel model = AdditiveModel.builder().build();
        assertThatThrownBy(() -> RollingFits.of(model, rows, List.of(Series.START)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("Origin " + Series.START)
                .hasMessageContaining("begin later");
        RollingFits fits = RollingFits.of(model, rows, List.of(Series.START.plusDays(20)));
        assertThatThrownBy(() -> fits.at(Series.START.plusDays(21)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("no origin");
    }

    private static void check(RollingFits fits, AdditiveModel model, Frame rows) {
        assertThat(fits.origins()).isNotEmpty();
        List<FittedModel> found = fits.fits().toList();
        for (int index = 0; index < found.size(); index++) {
            LocalDateTime origin = fits.origins().get(index);
            Frame known = rows.sorted();
            known = known.rows(0, known.firstAtOrAfter(Frame.micros(origin) + 1));
            checkSame(found.get(index), model.fit(known));
        }
    }

    private static void checkSame(FittedModel found, FittedModel expected) {
        double scale = expected.preparation().yScale();
        assertThat(found.preparation().yScale()).isEqualTo(scale);
        assertThat(found.preparation().changepoints())
                .isEqualTo(expected.preparation().changepoints());
        assertThat(found.preparation().columns())
                .isEqualTo(expected.preparation().columns());
        PosteriorMaximum one = found.maximum().orElseThrow();
        PosteriorMaximum other = expected.maximum().orElseThrow();
        assertThat(one.logPosterior()).isCloseTo(other.logPosterior(), within(1e-7));
        assertThat(one.noise()).isCloseTo(other.noise(), within(EXACT));
        assertThat(one.proof()).isEqualTo(other.proof());
        assertThat(one.iterations())
                .as("wrong moments would be corrected from true residuals, step by step")
                .isLessThanOrEqualTo(other.iterations() + 1);
        Frame rows = expected.history();
        assertThat(found.predict(rows).yhat())
                .containsExactly(expected.predict(rows).yhat(), within(EXACT * scale));
    }

    private static List<LocalDateTime> every(Frame rows, int first, int step) {
        List<LocalDateTime> origins = new ArrayList<>();
        for (int row = first; row < rows.size(); row += step) {
            origins.add(rows.time(row));
        }
        return origins;
    }

    private static AdditiveModel.Builder hourlyModel() {
        return AdditiveModel.builder()
                .seasonalities(Seasonality.of("night", 1, 2).onlyWhere("dark"), Seasonality.of("odd", 3.3, 2))
                .holidays(Series.holidays("early", 5))
                .holidays(Series.holidays("late", 25, 33))
                .regressors(Regressor.of("temperature"), Regressor.of("open"));
    }

    private static Frame hours(int count) {
        Frame hours = Series.regular(Duration.ofHours(1), count, 5);
        double[] temperature = Series.noise(count, 6, 5);
        double[] dark = new double[count];
        double[] y = hours.column("y");
        for (int row = 0; row < count; row++) {
            temperature[row] += 0.02 * row;
            dark[row] = row % 24 < 8 ? 1 : 0;
            y[row] += 0.1 * temperature[row] + 3 * Math.sin(2 * Math.PI * row / 24);
        }
        return hours.with("y", y)
                .with("temperature", temperature)
                .with("open", Series.every(count, 5))
                .with("dark", dark);
    }
}
