package com.hometech.edf.inference.additive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.additive.AdditiveModel;
import com.hometech.edf.additive.Frame;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.features.series.BuildingSeries;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesFramesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final AdditiveModel MODEL = AdditiveModel.builder().build();

    @Test
    void intervalsAreByTheBuildingsClockWhichRepeatsAnHourInAutumnAndSkipsOneInSpring() {
        assertThat(times(Instant.parse("2024-10-26T23:00:00Z"), 4))
                .containsExactly(
                        LocalDateTime.of(2024, 10, 27, 1, 0),
                        LocalDateTime.of(2024, 10, 27, 2, 0),
                        LocalDateTime.of(2024, 10, 27, 2, 0),
                        LocalDateTime.of(2024, 10, 27, 3, 0));
        assertThat(times(Instant.parse("2024-03-31T00:00:00Z"), 2))
                .containsExactly(LocalDateTime.of(2024, 3, 31, 1, 0), LocalDateTime.of(2024, 3, 31, 3, 0));
    }

    private static List<LocalDateTime> times(Instant first, int length) {
        return times(SeriesFrames.of(
                series(first, new double[length], new float[length]), 0, length, BERLIN, MODEL, List.of()));
    }

    private static List<LocalDateTime> times(Frame rows) {
        return IntStream.range(0, rows.size()).mapToObj(row -> rows.time(row)).toList();
    }

    @Test
    void onlyIntervalsWhoseReadingAndRegressorsAreKnownAreRows() {
        BuildingSeries series =
                series(Instant.parse("2024-06-01T00:00:00Z"), new double[] {1, Double.NaN, 3, 4}, new float[] {
                    5, 6, Float.NaN, 8
                });

        List<LocalDateTime> whole = times(SeriesFrames.of(series, 0, 4, BERLIN, MODEL, List.of("temperature_c")));
        List<LocalDateTime> read = times(SeriesFrames.of(series, 1, 4, BERLIN, MODEL, List.of()));

        assertThat(whole).containsExactly(LocalDateTime.of(2024, 6, 1, 2, 0), LocalDateTime.of(2024, 6, 1, 5, 0));
        assertThat(read).containsExactly(LocalDateTime.of(2024, 6, 1, 4, 0), LocalDateTime.of(2024, 6, 1, 5, 0));
    }

    @Test
    void aSeriesWithoutTheWeatherThatTheModelReadsIsRefused() {
        BuildingSeries series = series(Instant.EPOCH, new double[2], new float[2]);

        assertThatThrownBy(() -> SeriesFrames.of(series, 0, 2, BERLIN, MODEL, List.of("humidity")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("series of b has the weather [temperature_c]")
                .hasMessageContaining("reads humidity")
                .hasMessageContaining("--prophet-regressors");
    }

    private static BuildingSeries series(Instant first, double[] kwh, float[] temperature) {
        return new BuildingSeries(
                "b", first.getEpochSecond(), 3600, kwh, new TreeMap<>(Map.of("temperature_c", temperature)));
    }
}
