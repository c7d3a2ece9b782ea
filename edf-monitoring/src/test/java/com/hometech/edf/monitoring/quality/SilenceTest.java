package com.hometech.edf.monitoring.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.Alarm.Remedy;
import com.hometech.edf.data.watch.Alarm.Scope;
import com.hometech.edf.monitoring.accuracy.AccuracyBench;
import com.hometech.edf.monitoring.watch.WatchBench;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings that end: whoever they are of, somebody is told for as long as it lasts. */
class SilenceTest {
    private static final Instant START = Instant.parse("2024-10-20T00:00:00Z");
    private static final Instant END = Instant.parse("2024-11-15T00:00:00Z");
    private static final Instant AS_OF = Instant.parse("2024-11-15T06:30:00Z");

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
                "north-2",
                "south-1",
                "south-2",
                "south-3");
    }

    private void usual(Instant from, Instant to, String... buildings) throws IOException {
        for (String building : buildings) {
            data.readings(building, from, to, 1, AccuracyBench::use);
        }
    }

    private static Instant day(int later) {
        return AS_OF.plus(later, ChronoUnit.DAYS);
    }

    private List<Alarm> alarms(int later) throws IOException {
        return bench.run(day(later)).alarms();
    }

    @Test
    void aBuildingIsMissedAfterTwoDaysUntilItsReadingsArrive() throws IOException {
        usual(START, END.plus(4, ChronoUnit.DAYS), "north-1", "north-2", "south-1", "south-2");
        usual(START, END, "south-3");
        assertThat(alarms(0)).isEmpty();
        assertThat(alarms(1)).as("late, as happens").isEmpty();

        assertThat(alarms(2)).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Alarm.READINGS_ENDED);
            assertThat(alarm.scope()).isEqualTo(Scope.BUILDING);
            assertThat(alarm.subject()).isEqualTo("south-3");
            assertThat(alarm.since()).isEqualTo(LocalDate.of(2024, 11, 15));
            assertThat(alarm.raised()).isEqualTo(LocalDate.of(2024, 11, 17));
            assertThat(alarm.remedy()).isEqualTo(Remedy.REPAIR_DATA);
            assertThat(alarm.text())
                    .isEqualTo(
                            "No readings of demand arrive from south-3 of site south any more: the newest ends on 15 Nov 2024"
                                    + " 00:00 UTC, 54 hours before this check.");
            assertThat(alarm.advice()).contains("Check the meter", "buildings.csv", "60 days");
        });
        usual(END, END.plus(1, ChronoUnit.DAYS), "south-3");
        assertThat(alarms(2)).as("still late").hasSize(1);
        usual(END.plus(1, ChronoUnit.DAYS), END.plus(3, ChronoUnit.DAYS), "south-3");
        assertThat(alarms(3)).isEmpty();
    }

    @Test
    void theSilenceOfABuildingLastsWhateverTheOthersDoAndHoweverLong() throws IOException {
        usual(START, END.plus(2, ChronoUnit.DAYS), "north-1", "north-2", "south-1", "south-2");
        usual(START, END, "south-3");
        assertThat(alarms(2)).extracting(Alarm::scope).containsExactly(Scope.BUILDING);
        assertThat(alarms(3)).extracting(Alarm::scope).containsExactly(Scope.BUILDING);

        for (int later : new int[] {4, 30, 800}) {
            assertThat(alarms(later)).singleElement().satisfies(alarm -> {
                assertThat(alarm.scope()).isEqualTo(Scope.FLEET);
                assertThat(alarm.since()).isEqualTo(LocalDate.of(2024, 11, 15));
                assertThat(alarm.raised()).isEqualTo(LocalDate.of(2024, 11, 19));
                assertThat(alarm.remedy()).as("nothing is trained meanwhile").isEqualTo(Remedy.REPAIR_DATA);
                assertThat(alarm.text())
                        .contains("5 of 5 buildings of all sites", "the newest of theirs ends on 17 Nov 2024 00:00 UTC")
                        .contains("the first fell silent on 15 Nov 2024 00:00 UTC");
            });
        }

        usual(END.plus(2, ChronoUnit.DAYS), day(801), "north-1", "north-2", "south-1", "south-2");
        assertThat(alarms(801)).singleElement().satisfies(alarm -> {
            assertThat(alarm.subject()).isEqualTo("south-3");
            assertThat(alarm.remedy()).as("training need not wait for it").isEqualTo(Remedy.LOOK);
            assertThat(alarm.text()).contains("801 days before this check");
        });
    }

    @Test
    void aSiteThatIsSilentAsAWholeIsOneAlarmAndNotIncompleteToo() throws IOException {
        usual(START, END.plus(20, ChronoUnit.DAYS), "south-1", "south-2", "south-3");
        usual(START, END, "north-1", "north-2");
        assertThat(alarms(1)).isEmpty();

        List<Alarm> alarms = alarms(10);

        assertThat(alarms).extracting(Alarm::kind, Alarm::subject).containsExactly(tuple("readings_ended", "north"));
        assertThat(alarms.get(0).text())
                .startsWith("No readings of demand arrive any more from 2 of 2 buildings of site north");
    }

    @Test
    void halfOfAllBuildingsAreOneAlarmThatNamesThem() throws IOException {
        usual(START, END.plus(3, ChronoUnit.DAYS), "south-2", "south-3");
        usual(START, END, "north-1", "north-2", "south-1");

        assertThat(alarms(3)).singleElement().satisfies(alarm -> {
            assertThat(alarm.scope()).isEqualTo(Scope.FLEET);
            assertThat(alarm.text()).contains("3 of 5 buildings of all sites", "They are north-1, north-2, south-1.");
        });
    }

    @Test
    void homesWhoseReadingsEndedBeforeTheFirstLookAreToldAndClosedBuildingsAreNot() throws IOException {
        usual(START, END, "north-1", "north-2", "south-1", "south-2");
        usual(START.minus(120, ChronoUnit.DAYS), END.minus(90, ChronoUnit.DAYS), "south-3");

        WatchOutcome first = bench.run(day(0));
        assertThat(first.alarms()).isEmpty();
        assertThat(first.lines()).anyMatch(line -> line.startsWith("Readings of 1 building ended long before"));
        assertThat(alarms(730)).singleElement().satisfies(alarm -> {
            assertThat(alarm.scope()).isEqualTo(Scope.FLEET);
            assertThat(alarm.text()).contains("4 of 4 buildings", "730 days before this check");
        });
        assertThat(bench.run(day(730)).readingsUntil()).containsEntry(Quantity.CONSUMPTION, END);
    }

    @Test
    void twoYearsOfSilenceAreToldAtTheFirstLook() throws IOException {
        usual(START, END, "north-1", "north-2", "south-1", "south-2", "south-3");

        assertThat(alarms(730))
                .extracting(Alarm::kind, Alarm::scope)
                .containsExactly(tuple("readings_ended", Scope.FLEET));
    }
}
