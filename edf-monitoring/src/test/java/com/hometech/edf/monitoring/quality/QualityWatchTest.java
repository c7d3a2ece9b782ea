package com.hometech.edf.monitoring.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import com.hometech.edf.data.quality.DayQuality;
import com.hometech.edf.data.quality.DayQualityFile;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.accuracy.AccuracyBench;
import com.hometech.edf.monitoring.watch.WatchBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityWatchTest {
    private static final Instant START = Instant.parse("2024-10-01T00:00:00Z");
    private static final Instant END = Instant.parse("2024-11-15T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2024-11-15T06:30:00Z");
    private static final String NOVEMBER = DayQualityFile.name(YearMonth.of(2024, 11));

    @TempDir
    private Path folder;

    private AccuracyBench data;
    private WatchBench bench;

    @BeforeEach
    void prepare() throws IOException {
        data = new AccuracyBench(folder);
        bench = new WatchBench(
                folder,
                new QualityWatch(),
                data.forecasts,
                data.index,
                ZoneOffset.UTC,
                "north-1",
                "south-1",
                "south-2");
    }

    private static double use(Instant time) {
        long hour = Math.floorDiv(time.getEpochSecond(), 3600);
        return 20 + Math.floorMod(hour, 24) + Math.floorMod(Math.floorDiv(hour, 24), 7);
    }

    private void usual(String building, Instant from, Instant to) throws IOException {
        data.readings(building, from, to, 1, QualityWatchTest::use);
    }

    private DayQuality.Hours hours(String building, String day) throws IOException {
        List<DayQuality> days = new ArrayList<>();
        DayQualityFile.read(bench.published().resolve(NOVEMBER), days::add);
        return days.stream()
                .filter(each ->
                        each.building().value().equals(building) && each.day().equals(LocalDate.parse(day)))
                .findFirst()
                .orElseThrow()
                .hours();
    }

    @Test
    void aDayKnowsWhatIsMissingUnchangingAndImpossible() throws IOException {
        Instant gap = Instant.parse("2024-11-10T20:00:00Z");
        Instant still = Instant.parse("2024-11-12T00:00:00Z");
        usual("south-1", START, END);
        data.readings("north-1", START, END, 1, time -> {
            boolean missing = !time.isBefore(gap) && time.isBefore(gap.plus(10, ChronoUnit.HOURS));
            boolean flat = !time.isBefore(still) && time.isBefore(still.plus(30, ChronoUnit.HOURS));
            boolean spike = time.equals(Instant.parse("2024-11-14T12:00:00Z"));
            return missing ? Double.NaN : flat ? 7 : spike ? 5000 : use(time);
        });

        bench.run(AS_OF);

        assertThat(hours("north-1", "2024-11-10")).isEqualTo(new DayQuality.Hours(24, 20, 0, 0, 0, 1, 4));
        assertThat(hours("north-1", "2024-11-11"))
                .as("the gap that began the day before is not counted again")
                .isEqualTo(new DayQuality.Hours(24, 18, 0, 0, 0, 0, 6));
        assertThat(hours("north-1", "2024-11-12").flat()).isEqualTo(24);
        assertThat(hours("north-1", "2024-11-13").flat()).isEqualTo(6);
        assertThat(hours("north-1", "2024-11-14").spike()).isEqualTo(1);
        assertThat(hours("south-1", "2024-11-14")).isEqualTo(new DayQuality.Hours(24, 24, 0, 0, 0, 0, 0));
        assertThat(bench.published().resolve("quality_report.html"))
                .content()
                .contains("north-1", "Hours without a usable reading");
    }

    @Test
    void againWithoutNewsNothingChangesAndLateReadingsGiveWhatAllAtOnceGive() throws IOException {
        Instant gap = Instant.parse("2024-11-10T20:00:00Z");
        usual("south-1", START, END);
        usual("north-1", START, gap);
        usual("north-1", gap.plus(10, ChronoUnit.HOURS), END);
        bench.run(AS_OF);
        var before = bench.everything();
        bench.run(AS_OF);
        assertThat(bench.written()).doesNotContainKey(NOVEMBER);
        assertThat(bench.everything()).isEqualTo(before);

        usual("north-1", gap, gap.plus(10, ChronoUnit.HOURS));
        bench.run(AS_OF);
        assertThat(hours("north-1", "2024-11-10").present()).isEqualTo(24);

        Path other = folder.resolve("other");
        AccuracyBench atOnce = new AccuracyBench(other);
        atOnce.readings("south-1", START, END, 1, QualityWatchTest::use);
        atOnce.readings("north-1", START, END, 1, QualityWatchTest::use);
        WatchBench otherBench = new WatchBench(
                other, new QualityWatch(), data.forecasts, data.index, ZoneOffset.UTC, "north-1", "south-1", "south-2");
        otherBench.run(AS_OF);
        assertThat(bench.everything().get(NOVEMBER))
                .isEqualTo(otherBench.everything().get(NOVEMBER));
    }

    private static Instant day(int later) {
        return AS_OF.plus(later, ChronoUnit.DAYS);
    }

    @Test
    void aSiteThatGetsWorseRaisesAnAlarm() throws IOException {
        Instant worse = Instant.parse("2024-11-11T00:00:00Z");
        usual("north-1", START, END.plus(1, ChronoUnit.DAYS));
        usual("south-1", START, END.plus(1, ChronoUnit.DAYS));
        data.readings(
                "south-2",
                START,
                END.plus(1, ChronoUnit.DAYS),
                1,
                time -> time.isBefore(worse) || time.getEpochSecond() % 7200 == 0 ? use(time) : Double.NaN);
        bench.run(AS_OF);

        List<Alarm> alarms = bench.run(day(1)).alarms();

        assertThat(alarms).extracting(Alarm::kind, Alarm::subject).containsExactly(tuple("incomplete", "south"));
        assertThat(alarms.get(0).text())
                .contains("82.1 % of the seven days until 2024-11-15", "100.0 % of the four weeks before");
    }

    @Test
    void sharesAreThoseOfTheHours() {
        DayQuality.Hours hours =
                new DayQuality.Hours(24, 20, 3, 1, 1, 1, 4).plus(new DayQuality.Hours(6, 5, 0, 0, 0, 2, 1));

        assertThat(hours.completeness()).isCloseTo(25.0 / 30, within(1e-12));
        assertThat(hours.suspectShare()).isCloseTo(5.0 / 25, within(1e-12));
        assertThat(hours.usableShare()).isCloseTo(20.0 / 30, within(1e-12));
        assertThat(hours.gaps()).isEqualTo(3);
        assertThat(hours.longestGap()).isEqualTo(4);
        assertThat(DayQuality.Hours.NONE.completeness()).isNaN();
    }
}
