package com.hometech.edf.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hometech.edf.additive.solve.PosteriorMaximiser;
import com.hometech.edf.additive.solve.PosteriorMaximum;
import com.hometech.edf.additive.solve.PosteriorMaximum.Proof;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moved fits against fits of all their rows by the usual way, with the same preparation. */
class MovingFitTest {
    private static final int HOURS = 24 * 150;
    private static final int DAY = 24;
    private static final double EXACT = 1e-9;

    /** Holidays in the first history, in it and later, and only later. */
    private final AdditiveModel model = AdditiveModel.builder()
            .seasonalities(
                    Seasonality.of("month", 30.5, 2),
                    Seasonality.of("night", 1, 2).onlyWhere("dark"))
            .holidays(Series.holidays("early", 5))
            .holidays(Series.holidays("both", 30, 63))
            .holidays(Series.holidays("late", 70, 95))
            .regressors(Regressor.of("temperature"), Regressor.of("open"))
            .build();

    private final Frame rows = hours();

    @ParameterizedTest
    @EnumSource(
            value = Growth.class,
            names = {"LINEAR", "FLAT"})
    void addedRowsCountAsIfTheyHadBeenThere(Growth growth) {
        AdditiveModel grown = with(growth);
        MovingFit moved = MovingFit.of(grown, rows.rows(0, 60 * DAY));
        for (int day = 60; day < 100; day++) {
            moved = moved.add(day(day));
        }

        checkSame(moved, rows.rows(0, 100 * DAY));
        assertThat(moved.fitted().maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
        assertThat(moved.rows()).isEqualTo(100 * DAY);
    }

    /** The history has been replaced altogether in the end. */
    @Test
    void aWindowMovesOnForLongerThanItsLength() {
        MovingFit moved = MovingFit.of(model, rows.rows(0, 60 * DAY));
        for (int day = 0; day < 70; day++) {
            moved = moved.add(day(60 + day)).drop(day(day));
            if (day % 10 == 9) {
                checkSame(moved, rows.rows((day + 1) * DAY, (61 + day) * DAY));
            }
        }
        assertThat(moved.fitted().maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
    }

    /** The first fit knows a part of the year only, and is wrong about the rest by many times what is to be forecast. */
    @Test
    void aSeasonalityThatIsKnownInPartGoesOn() {
        AdditiveModel yearly = AdditiveModel.builder()
                .yearly(BuiltInSeasonality.ON)
                .regressors(Regressor.of("temperature"))
                .build();
        MovingFit moved = MovingFit.of(yearly, rows.rows(0, 80 * DAY));
        double far = Arrays.stream(moved.fitted().predict(rows).yhat())
                .map(Math::abs)
                .max()
                .orElseThrow();
        for (int day = 80; day < 150; day++) {
            moved = moved.add(day(day)).drop(day(day - 80));
            assertThat(moved.fitted().maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
        }

        assertThat(far).isGreaterThan(1000);
        Frame held = rows.rows(70 * DAY, 150 * DAY);
        FittedModel expected = usual(moved.preparation(), held);
        assertThat(moved.fitted().predict(held).yhat())
                .as("coefficients that were thousands for a while have cost a digit")
                .containsExactly(
                        expected.predict(held).yhat(),
                        within(10 * EXACT * moved.preparation().yScale()));
    }

    /** Its column is nowhere other than 0 in the first history, and again once the holiday is dropped. */
    @Test
    void aHolidayMayComeAndGo() {
        MovingFit before = MovingFit.of(model, rows.rows(0, 60 * DAY));
        MovingFit during = before.add(rows.rows(60 * DAY, 90 * DAY));
        MovingFit after = during.drop(rows.rows(0, 72 * DAY)).add(rows.rows(90 * DAY, 93 * DAY));

        assertThat(effect(before, "late")).isZero();
        assertThat(effect(during, "late")).isCloseTo(6, within(0.5));
        assertThat(effect(after, "late")).isZero();
        checkSame(during, rows.rows(0, 90 * DAY));
        checkSame(after, rows.rows(72 * DAY, 93 * DAY));
    }

    private double effect(MovingFit fit, String holiday) {
        Forecast forecast = fit.fitted().predict(day(95));
        return forecast.component(holiday)[0];
    }

    @Test
    void whatIsAddedAndDroppedLeavesNothingBehind() {
        MovingFit start = MovingFit.of(model, rows.rows(0, 60 * DAY));
        Frame extreme = day(60).with("y", Series.noise(DAY, 4, 40));

        FittedModel back = start.add(extreme).drop(extreme).fitted();

        assertThat(back.parameters().coefficients())
                .containsExactly(start.fitted().parameters().coefficients(), within(EXACT));
        assertThat(back.parameters().changes())
                .containsExactly(start.fitted().parameters().changes(), within(1e-7));
        assertThat(back.future(1, Duration.ofHours(1)).time(0))
                .isEqualTo(start.fitted().future(1, Duration.ofHours(1)).time(0));
    }

    /** Beside what came and went, so little is left that its digits are gone: the fit does not claim to be proved. */
    @Test
    void lostDigitsLoseTheProof() {
        MovingFit start = MovingFit.of(model, rows.rows(0, 60 * DAY));
        double[] huge = Series.noise(DAY, 4, 1e12);

        MovingFit back = start.add(day(60).with("temperature", huge)).drop(day(60).with("temperature", huge));

        assertThat(back.fitted().maximum().orElseThrow().proof()).isEqualTo(Proof.NONE);
    }

    @Test
    void rowsWithoutValueCountForTheFutureOnly() {
        MovingFit start = MovingFit.of(model, rows.rows(0, 60 * DAY));
        double[] none = new double[DAY];
        Arrays.fill(none, Double.NaN);

        MovingFit moved = start.add(day(60).with("y", none).with("temperature", none));

        assertThat(moved.rows()).isEqualTo(60 * DAY);
        assertThat(moved.fitted().parameters().coefficients())
                .containsExactly(start.fitted().parameters().coefficients(), within(EXACT));
        assertThat(moved.fitted().future(1, Duration.ofHours(1)).time(0)).isEqualTo(Series.START.plusDays(61));
    }

    /** Rows up to the newest one have no uncertainty of the trend; scaled time does not decide it. */
    @Test
    void uncertaintyOfTheTrendBeginsAfterTheNewestRow() {
        FittedModel moved = MovingFit.of(model, rows.rows(0, 60 * DAY))
                .add(rows.rows(60 * DAY, 80 * DAY))
                .fitted();

        Intervals intervals =
                moved.predict(rows.rows(78 * DAY, 90 * DAY)).intervals().orElseThrow();

        double[] widths = new double[12 * DAY];
        Arrays.setAll(widths, row -> intervals.yhatUpper()[row] - intervals.yhatLower()[row]);
        for (int row = 0; row < 2 * DAY; row++) {
            assertThat(widths[row]).isCloseTo(widths[0], within(1e-9));
        }
        assertThat(widths[2 * DAY + 20]).isGreaterThan(widths[0] + 1e-6);
        assertThat(widths[12 * DAY - 1]).isGreaterThan(widths[2 * DAY + 20]);
        FittedModel read = ProphetJson.read(ProphetJson.write(moved));
        assertThat(read.predict(rows.rows(78 * DAY, 90 * DAY))
                        .intervals()
                        .orElseThrow()
                        .yhatUpper())
                .isEqualTo(intervals.yhatUpper());
    }

    @Test
    void whatIsWrittenIsReadAndMovesOn() throws IOException {
        MovingFit moved =
                MovingFit.of(model, rows.rows(0, 60 * DAY)).add(day(60)).drop(day(0));
        byte[] bytes = bytes(moved);

        MovingFit read = read(ProphetJson.read(ProphetJson.write(moved.fitted(), 48)), bytes);

        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(bytes.length).isLessThan(25_000);
        assertThat(read.rows()).isEqualTo(moved.rows());
        checkSame(read, rows.rows(DAY, 61 * DAY));
        MovingFit further = read.add(day(61)).drop(day(1));
        checkSame(further, rows.rows(2 * DAY, 62 * DAY));
        assertThat(bytes(further)).isEqualTo(bytes(moved.add(day(61)).drop(day(1))));
    }

    @Test
    void equalMovesGiveEqualBytesWhateverWasAskedBefore() throws IOException {
        MovingFit asked = MovingFit.of(model, rows.rows(0, 60 * DAY)).add(day(60));
        asked.fitted();
        MovingFit first = asked.add(day(61));
        MovingFit second =
                MovingFit.of(model, rows.rows(0, 60 * DAY)).add(day(60)).add(day(61));

        assertThat(bytes(second)).isEqualTo(bytes(first));
        assertThat(ProphetJson.write(second.fitted())).isEqualTo(ProphetJson.write(first.fitted()));
    }

    @Test
    void aModelWithItsWholeHistoryCanMoveOn() {
        FittedModel read = ProphetJson.read(ProphetJson.write(model.fit(rows.rows(0, 60 * DAY))));

        checkSame(MovingFit.of(read).add(day(60)), rows.rows(0, 61 * DAY));
    }

    @ParameterizedTest
    @EnumSource(Scaling.class)
    void aConstantHistoryStaysItsLevelUntilItChanges(Scaling scaling) throws IOException {
        AdditiveModel plain = AdditiveModel.builder().scaling(scaling).build();
        Frame series = Series.daily(80, 3);
        double[] y = Series.constant(80, 7);
        double[] noise = Series.noise(80, 6, 0.4);
        for (int row = 60; row < 80; row++) {
            y[row] += noise[row];
        }
        Frame all = series.with("y", y);
        MovingFit start = MovingFit.of(plain, all.rows(0, 50));

        MovingFit same = start.add(all.rows(50, 60)).drop(all.rows(0, 5));
        MovingFit changed = same.add(all.rows(60, 80));
        MovingFit again = changed.drop(all.rows(60, 80));

        assertThat(same.fitted().maximum()).isEmpty();
        assertThat(same.fitted().predict(series).yhat()).containsOnly(7);
        checkSame(changed, all.rows(5, 80));
        assertThat(changed.fitted().maximum().orElseThrow().proof()).isEqualTo(Proof.GLOBAL);
        assertThat(again.fitted().maximum()).isEmpty();
        assertThat(again.fitted().predict(series).yhat()).containsOnly(7);
        MovingFit read = read(ProphetJson.read(ProphetJson.write(same.fitted())), bytes(same));
        assertThat(read.fitted().predict(series).yhat()).containsOnly(7);
        checkSame(read.add(all.rows(60, 80)), all.rows(5, 80));
    }

    /** All that is left of a history that did change is its level: as if it had been fitted, there is no maximum. */
    @Test
    void aChangingHistoryMayBecomeConstant() {
        AdditiveModel plain = AdditiveModel.builder().build();
        double[] y = Series.constant(120, 7);
        System.arraycopy(Series.noise(40, 6, 0.4), 0, y, 0, 40);
        Frame all = Series.daily(120, 3).with("y", y);

        FittedModel left = MovingFit.of(plain, all).drop(all.rows(0, 45)).fitted();

        assertThat(left.maximum().orElseThrow().proof()).isIn(Proof.UNBOUNDED, Proof.NONE);
        assertThat(left.predict(all.rows(100, 120)).yhat()).containsExactly(Series.constant(20, 7), within(1e-6));
    }

    @Test
    void withoutChangepointsOrFeaturesThereIsALine() throws IOException {
        AdditiveModel straight = AdditiveModel.builder()
                .changepointCount(0)
                .weekly(BuiltInSeasonality.OFF)
                .build();
        Frame series = Series.daily(90, 3);

        MovingFit moved = MovingFit.of(straight, series.rows(0, 60)).add(series.rows(60, 90));

        checkSame(moved, series);
        checkSame(read(ProphetJson.read(ProphetJson.write(moved.fitted())), bytes(moved)), series);
    }

    @Test
    void modelsThatNeedTheirRowsCannotMove() {
        Frame series = Series.daily(60, 3);
        Frame capped = series.with("cap", Series.constant(60, 40));
        assertThatThrownBy(() -> MovingFit.of(
                        AdditiveModel.builder().growth(Growth.LOGISTIC).build(), capped))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("growth is logistic")
                .hasMessageContaining("fit the model to the longer history");
        AdditiveModel multiplicative =
                AdditiveModel.builder().seasonalityMode(Mode.MULTIPLICATIVE).build();
        assertThatThrownBy(() -> MovingFit.of(multiplicative, series))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("'weekly' is multiplicative");
        assertThat(MovingFit.canMove(multiplicative.fit(series).preparation())).isFalse();
        assertThat(MovingFit.canMove(AdditiveModel.builder().build().fit(series).preparation()))
                .isTrue();
    }

    @Test
    void wrongRowsAreNamed() {
        MovingFit fit = MovingFit.of(model, rows.rows(0, 60 * DAY));
        double[] absent = day(60).column("temperature");
        absent[3] = Double.NaN;
        assertThatThrownBy(() -> fit.add(day(60).with("temperature", absent)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("'temperature'")
                .hasMessageContaining("row 3");
        assertThatThrownBy(() -> fit.add(Frame.regular(Series.START.plusDays(60), Duration.ofHours(1), 1)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("'y'");
        assertThatThrownBy(() -> fit.drop(rows.rows(0, 60 * DAY)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("a fit needs two at least");
        assertThatThrownBy(() -> fit.drop(rows.rows(0, 59 * DAY)).drop(rows.rows(0, 59 * DAY)))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("rows at the start that the fit holds");
        FittedModel cut = ProphetJson.read(ProphetJson.write(fit.fitted(), 48));
        assertThatThrownBy(() -> MovingFit.of(cut))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining("whole history");
    }

    @Test
    void wrongBytesAreRefused() throws IOException {
        MovingFit fit = MovingFit.of(model, rows.rows(0, 60 * DAY));
        FittedModel fitted = fit.fitted();
        byte[] bytes = bytes(fit);
        checkRefused(fitted, Arrays.copyOf(bytes, bytes.length - 1), "ends too early");
        checkRefused(fitted, Arrays.copyOf(bytes, 10), "ends too early");
        checkRefused(fitted, new byte[0], "ends too early");
        checkRefused(
                fitted, "{\"growth\": \"linear\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8), "not the state");
        checkRefused(fitted, flipped(bytes, 7), "version");
        checkRefused(fitted, flipped(bytes, bytes.length / 2), "damaged");
        checkRefused(model.fit(rows.rows(0, 61 * DAY)), bytes, "another model");
        checkRefused(fit.add(day(60)).fitted(), bytes, "written together");
    }

    private static void checkRefused(FittedModel model, byte[] bytes, String words) {
        assertThatThrownBy(() -> read(model, bytes))
                .isInstanceOf(AdditiveInputException.class)
                .hasMessageContaining(words);
    }

    private static byte[] flipped(byte[] bytes, int place) {
        byte[] flipped = bytes.clone();
        flipped[place] ^= 4;
        return flipped;
    }

    private static byte[] bytes(MovingFit fit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        fit.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static MovingFit read(FittedModel model, byte[] bytes) throws IOException {
        return MovingFit.read(model, new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    /** The usual way: moments of all rows at once, residuals from rows, and no knowledge of where to start. */
    private static void checkSame(MovingFit moved, Frame held) {
        Preparation preparation = moved.preparation();
        FittedModel reference = usual(preparation, held);
        PosteriorMaximum expected = reference.maximum().orElseThrow();
        FittedModel fitted = moved.fitted();
        PosteriorMaximum found = fitted.maximum().orElseThrow();
        assertThat(found.logPosterior()).isCloseTo(expected.logPosterior(), within(1e-6));
        assertThat(found.noise()).isCloseTo(expected.noise(), within(EXACT));
        assertThat(found.proof()).isEqualTo(expected.proof());
        assertThat(fitted.parameters().coefficients())
                .containsExactly(reference.parameters().coefficients(), within(10 * EXACT));
        double scale = preparation.yScale();
        assertThat(fitted.predict(held).trend())
                .containsExactly(reference.predict(held).trend(), within(EXACT * scale));
        assertThat(fitted.predict(held).yhat())
                .containsExactly(reference.predict(held).yhat(), within(EXACT * scale));
    }

    private static FittedModel usual(Preparation preparation, Frame held) {
        PosteriorMaximum maximum = PosteriorMaximiser.maximise(FittedModel.posterior(preparation, held), 0, 0);
        return new FittedModel(preparation, held, held.micros(), FittedModel.parameters(preparation, maximum), maximum);
    }

    private AdditiveModel with(Growth growth) {
        return AdditiveModel.builder()
                .growth(growth)
                .seasonalities(model.seasonalities().toArray(Seasonality[]::new))
                .holidays(model.holidays())
                .regressors(model.regressors().toArray(Regressor[]::new))
                .build();
    }

    private Frame day(int day) {
        return rows.rows(day * DAY, (day + 1) * DAY);
    }

    private static Frame hours() {
        Frame hours = Series.regular(Duration.ofHours(1), HOURS, 5);
        double[] temperature = Series.noise(HOURS, 6, 5);
        double[] open = Series.every(HOURS, 5);
        double[] dark = new double[HOURS];
        double[] y = hours.column("y");
        for (int row = 0; row < HOURS; row++) {
            dark[row] = row % DAY < 8 ? 1 : 0;
            int day = row / DAY;
            y[row] += 0.1 * temperature[row]
                    + 0.7 * open[row]
                    + 3 * Math.sin(2 * Math.PI * row / DAY)
                    + (day == 70 || day == 95 ? 6 : 0);
        }
        return hours.with("y", y)
                .with("temperature", temperature)
                .with("open", open)
                .with("dark", dark);
    }
}
