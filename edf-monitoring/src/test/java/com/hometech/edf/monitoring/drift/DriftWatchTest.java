package com.hometech.edf.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftWatchTest {
    private static final LocalDate FIRST = LocalDate.of(2023, 2, 1);
    /** A Monday. */
    private static final LocalDate FAULT = LocalDate.of(2024, 4, 22);

    private static final LocalDate FOUND = FAULT.plusDays(3);

    @TempDir
    private Path folder;

    private static DriftBench year;

    private DriftBench bench;

    /** Made once and read by all tests: files lie where they lay. */
    @BeforeAll
    static void aYearAndMore(@TempDir Path shared) throws IOException {
        DriftBench past = new DriftBench(shared);
        past.readings(FIRST, FAULT);
        past.weather(FIRST, FAULT);
        past.watch(FAULT);
        year = past;
    }

    @BeforeEach
    void goOn() throws IOException {
        bench = new DriftBench(folder, year);
    }

    @Test
    void nothingIsWrongWhereNothingChanges() throws IOException {
        bench.readings(FAULT, FOUND);
        bench.weather(FAULT, FOUND);

        assertThat(bench.watch(FOUND).alarms()).isEmpty();
        // summer time began three weeks before
        assertThat(bench.watch(LocalDate.of(2024, 4, 3)).alarms()).isEmpty();
    }

    @Test
    void aMeterThatCountsTwiceIsFoundWithinThreeDays() throws IOException {
        bench.readings(FAULT, FOUND, (id, time) -> (id.equals("office_3") ? 2 : 1) * bench.use(id, time));
        bench.weather(FAULT, FOUND);

        Alarm alarm = theOnly(bench.watch(FOUND));

        assertThat(alarm.kind()).isEqualTo("meter_level");
        assertThat(alarm).extracting(Alarm::scope, Alarm::subject).containsExactly(Scope.BUILDING, "office_3");
        assertThat(alarm.remedy()).isEqualTo(Remedy.REPAIR_DATA);
        assertThat(alarm.since()).isEqualTo(FAULT);
        assertThat(alarm.text()).contains("office_3", " times what they were", "Mon 22 Apr 2024");
    }

    @Test
    void aClockThatIsAnHourLateIsFoundWithinThreeDays() throws IOException {
        bench.readings(
                FAULT, FOUND, (id, time) -> bench.use(id, id.equals("office_5") ? time.minusSeconds(3600) : time));
        bench.weather(FAULT, FOUND);

        Alarm alarm = theOnly(bench.watch(FOUND));

        assertThat(alarm).extracting(Alarm::kind, Alarm::subject).containsExactly("clock_shift", "office_5");
        assertThat(alarm.text()).contains("an hour later", "Mon 22 Apr 2024");
        assertThat(alarm.remedy()).isEqualTo(Remedy.REPAIR_DATA);
    }

    @Test
    void clocksOfAllBuildingsGiveOneAlarm() throws IOException {
        bench.readings(FAULT, FOUND, (id, time) -> bench.use(id, time.plusSeconds(3600)));
        bench.weather(FAULT, FOUND);

        Alarm alarm = theOnly(bench.watch(FOUND));

        assertThat(alarm)
                .extracting(Alarm::kind, Alarm::scope, Alarm::subject)
                .containsExactly("clock_shift", Scope.SITE, "london");
        assertThat(alarm.text()).contains("100 % of 8 buildings", "an hour earlier");
    }

    @Test
    void aHolidayOnAWrongDayIsFoundWhenPeopleWorkOnIt() throws IOException {
        LocalDate wrong = LocalDate.of(2024, 4, 29);
        bench.calendar.remove(LocalDate.of(2024, 5, 6));
        bench.calendar.put(wrong, "May Day");
        bench.readings(FAULT, wrong.plusDays(1));
        bench.weather(FAULT, wrong.plusDays(1));

        Alarm alarm = theOnly(bench.watch(wrong.plusDays(1)));

        assertThat(alarm).extracting(Alarm::kind, Alarm::subject).containsExactly("holiday_shift", "london");
        assertThat(alarm.text()).contains("names Mon 29 Apr 2024 as May Day", "worked");
    }

    @Test
    void aHolidayOnAWrongDayIsFoundWhenPeopleRestBeforeIt() throws IOException {
        LocalDate real = LocalDate.of(2024, 5, 6);
        bench.calendar.remove(real);
        bench.calendar.put(LocalDate.of(2024, 5, 9), "May Day");
        bench.readings(FAULT, real.plusDays(1));
        bench.weather(FAULT, real.plusDays(1));

        Alarm alarm = theOnly(bench.watch(real.plusDays(1)));

        assertThat(alarm.kind()).isEqualTo("holiday_shift");
        assertThat(alarm.text()).contains("rested on Mon 6 May 2024", "Thu 9 May 2024 as May Day");
    }

    @Test
    void aHolidayOnItsRealDayIsNoReasonToDoubt() throws IOException {
        LocalDate after = LocalDate.of(2024, 5, 8);
        bench.readings(FAULT, after);
        bench.weather(FAULT, after);

        assertThat(bench.watch(after).alarms()).isEmpty();
    }

    @Test
    void weatherThatStandsStillIsFoundAfterADay() throws IOException {
        bench.readings(FAULT, FAULT.plusDays(2));
        bench.weather(FAULT, FAULT.plusDays(2), 1000);

        Alarm alarm = theOnly(bench.watch(FAULT.plusDays(2)));

        assertThat(alarm).extracting(Alarm::kind, Alarm::subject).containsExactly("weather_frozen", "london");
        assertThat(alarm.text()).contains("has not changed at all for 48 hours, since Mon 22 Apr 2024");
    }

    @Test
    void weatherThatIsNotDeliveredAnyMoreIsMissed() throws IOException {
        bench.readings(FAULT, FOUND);

        assertThat(theOnly(bench.watch(FOUND)).text()).contains("no weather of london since Mon 22 Apr 2024");
    }

    @Test
    void anAlarmKeepsItsDaysAndEndsOnceReadingsAreMended() throws IOException {
        bench.readings(FAULT, FOUND, (id, time) -> (id.equals("office_3") ? 2 : 1) * bench.use(id, time));
        bench.weather(FAULT, FOUND.plusDays(1));
        bench.watch(FOUND);
        bench.readings(FOUND, FOUND.plusDays(1), (id, time) -> (id.equals("office_3") ? 2 : 1) * bench.use(id, time));

        assertThat(bench.watch(FOUND.plusDays(1)).alarms())
                .extracting(Alarm::kind, Alarm::since, Alarm::raised)
                .containsExactly(tuple("meter_level", FAULT, FOUND));

        bench.readings(FAULT, FOUND.plusDays(1));

        assertThat(bench.watch(FOUND.plusDays(1)).alarms()).isEmpty();
    }

    @Test
    void aReturnToWhatWasUsualRaisesNoOtherAlarm() throws IOException {
        LocalDate back = FAULT.plusDays(28);
        bench.readings(FAULT, back, (id, time) -> (id.equals("office_3") ? 0.4 : 1) * bench.use(id, time));
        bench.readings(back, back.plusDays(4));
        bench.weather(FAULT, back.plusDays(4));

        assertThat(bench.watch(FAULT.plusDays(4)).alarms()).hasSize(1);
        assertThat(bench.watch(back.plusDays(4)).alarms()).isEmpty();
    }

    @Test
    void summaryAndPageSayWhatMovedWithoutReadingTheCode() throws IOException {
        bench.readings(FAULT, FOUND, (id, time) -> (id.equals("office_3") ? 2 : 1) * bench.use(id, time));
        bench.weather(FAULT, FOUND);
        bench.watch(FOUND);

        assertThat(bench.file("drift_report.html"))
                .content()
                .contains("Readings of office_3 have been", "Ask whether the meter")
                .contains(
                        "office_3: readings beside the six weeks before",
                        "office_3: evidence that the clock is an hour off")
                .contains("london: temperature", "temperature [°C]", "How to read this");
        assertThat(bench.file("drift_summary.json"))
                .content()
                .contains("\"judged\" : 8", "\"with_season\" : 8", "\"name\" : \"temperature_c\"")
                .doesNotContain("NaN");
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws IOException {
        bench.readings(FAULT, FOUND, (id, time) -> (id.equals("office_3") ? 2 : 1) * bench.use(id, time));
        bench.weather(FAULT, FOUND);
        bench.watch(FOUND);
        byte[] page = Files.readAllBytes(bench.file("drift_report.html"));
        byte[] state = Files.readAllBytes(bench.file("drift_state.json"));

        bench.watch(FOUND);

        assertThat(Files.readAllBytes(bench.file("drift_report.html"))).isEqualTo(page);
        assertThat(Files.readAllBytes(bench.file("drift_state.json"))).isEqualTo(state);
    }

    @Test
    void tablesAreMadeAnewOnlyWhereReadingsChanged() throws IOException {
        bench.readings(FAULT, FOUND);
        bench.watch(FOUND);

        assertThat(bench.files("signals.parquet")).hasSize(15);
        assertThat(folder.resolve("output-2/days").toFile().list()).containsExactly("month=2024-04");
    }

    @Test
    void theOrderOfDeliveriesMakesNoDifference(@TempDir Path other) throws IOException {
        bench.readings(FAULT, FOUND);
        bench.weather(FAULT, FOUND);
        bench.watch(FOUND);
        DriftBench atOnce = new DriftBench(other);
        atOnce.readings(FIRST, FOUND);
        atOnce.weather(FIRST, FOUND);
        atOnce.watch(FOUND);

        List<Path> files = bench.files("signals.parquet");
        List<Path> others = atOnce.files("signals.parquet");
        assertThat(files).hasSameSizeAs(others).isNotEmpty();
        for (int index = 0; index < files.size(); index++) {
            assertThat(files.get(index)).hasSameBinaryContentAs(others.get(index));
        }
    }

    private static Alarm theOnly(WatchOutcome outcome) {
        assertThat(outcome.alarms()).hasSize(1);
        return outcome.alarms().get(0);
    }
}
