package com.hometech.edf.data.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.data.importing.DirectoryObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyHistoryTest {
    private static final ObjectUri PLACE = ObjectUri.parse("s3://edf-processed/accuracy/");
    private static final BuildingId OFFICE = new BuildingId("office");
    private static final LocalDate LAST_OF_MONTH = LocalDate.of(2024, 11, 30);

    @TempDir
    private Path temporary;

    private DirectoryObjects objects;
    private AccuracyHistory history;

    @BeforeEach
    void open() {
        objects = new DirectoryObjects(temporary.resolve("buckets"));
        history = new AccuracyHistory(objects, PLACE);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        AccuracyRecord november = some(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, 1, 1);
        AccuracyRecord december = some(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH.plusDays(1), 1, 2);
        AccuracyRecord second = some(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH.plusDays(1), 2, 3);
        AccuracyRecord solar = some(OFFICE, Quantity.SOLAR, LAST_OF_MONTH, 1, 4);
        publish(november, solar);
        publish(december, second);

        assertThat(history.read(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, LAST_OF_MONTH.plusDays(2)))
                .containsExactly(november, december, second);
        assertThat(history.read(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, LAST_OF_MONTH.plusDays(1)))
                .as("the end is exclusive")
                .containsExactly(november);
        assertThat(history.read(OFFICE, Quantity.SOLAR, LAST_OF_MONTH.minusDays(400), LAST_OF_MONTH.plusDays(2)))
                .containsExactly(solar);
        assertThat(history.read(new BuildingId("other"), Quantity.SOLAR, LAST_OF_MONTH, LAST_OF_MONTH.plusDays(2)))
                .isEmpty();
    }

    @Test
    void buildingsOfTheSameFileAreToldApart() throws IOException {
        List<BuildingId> same = IntStream.range(0, 200)
                .mapToObj(number -> new BuildingId("b" + number))
                .filter(building -> AccuracyFile.shardOf(building) == 3)
                .sorted()
                .toList();
        assertThat(same).hasSizeGreaterThan(4);
        publish(same.stream()
                .map(building -> some(building, Quantity.CONSUMPTION, LAST_OF_MONTH, 1, building.hashCode() & 255))
                .toArray(AccuracyRecord[]::new));

        for (BuildingId building : same) {
            assertThat(history.read(building, Quantity.CONSUMPTION, LAST_OF_MONTH, LAST_OF_MONTH.plusDays(1)))
                    .containsExactly(some(building, Quantity.CONSUMPTION, LAST_OF_MONTH, 1, building.hashCode() & 255));
        }
    }

    @Test
    void theSameRecordsGiveTheSameBytes() throws IOException {
        AccuracyRecord[] records = {
            some(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, 1, 1), some(OFFICE, Quantity.SOLAR, LAST_OF_MONTH, 1, 2)
        };

        assertThat(Files.readAllBytes(write("a", records))).isEqualTo(Files.readAllBytes(write("b", records)));
        List<AccuracyRecord> read = new ArrayList<>();
        AccuracyReader.read(write("c", records), read::add);
        assertThat(read).containsExactly(records);
    }

    @Test
    @DisplayName("fault 25: a damaged file of the history is an outage, not the fault of who asks")
    void aDamagedFileIsAnOutage() throws IOException {
        Path written = write("written", some(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, 1, 1));
        byte[] bytes = Files.readAllBytes(written);
        Files.write(written, Arrays.copyOf(bytes, bytes.length / 2));
        AccuracyFile file = AccuracyFile.of(OFFICE, LAST_OF_MONTH);
        objects.put(PLACE.resolve(AccuracyHistory.FOLDER).resolve(file.name()), written);

        assertThatThrownBy(() -> history.read(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, LAST_OF_MONTH.plusDays(1)))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("accuracy-");
    }

    @Test
    void recordsOutOfOrderAreRefused() {
        AccuracyRecord first = some(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, 1, 1);

        assertThatThrownBy(() -> write("a", first, first))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not come after");
    }

    @Test
    void daysInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> history.read(OFFICE, Quantity.CONSUMPTION, LAST_OF_MONTH, LAST_OF_MONTH.minusDays(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2024-11-29");
    }

    @Test
    void aFilesNameSaysItsMonthAndBuildings() {
        AccuracyFile file = new AccuracyFile(YearMonth.of(2024, 3), 7);

        assertThat(file.name()).isEqualTo("month=2024-03/accuracy-07.parquet");
        assertThat(AccuracyFile.parse(file.name())).isEqualTo(file);
        assertThat(AccuracyFile.of(OFFICE, LAST_OF_MONTH))
                .as("a building stays where it is: the reader goes by this")
                .isEqualTo(new AccuracyFile(YearMonth.of(2024, 11), 2));
        for (String wrong : List.of(
                "month=2024-13/accuracy-07.parquet", "accuracy-07.parquet", "month=2024-03/accuracy-16.parquet")) {
            assertThatThrownBy(() -> AccuracyFile.parse(wrong)).isInstanceOf(InvalidInputException.class);
        }
    }

    private void publish(AccuracyRecord... records) throws IOException {
        AccuracyFile file = AccuracyFile.of(records[0].building(), records[0].day());
        objects.put(PLACE.resolve(AccuracyHistory.FOLDER).resolve(file.name()), write("published", records));
    }

    private Path write(String name, AccuracyRecord... records) throws IOException {
        Path file = temporary.resolve(name + ".parquet");
        try (AccuracyWriter writer = new AccuracyWriter(file)) {
            for (AccuracyRecord accuracy : records) {
                writer.add(accuracy);
            }
            writer.finish();
        }
        return file;
    }

    private static AccuracyRecord some(BuildingId building, Quantity quantity, LocalDate day, int dayAhead, int seed) {
        HourCounts counts = new HourCounts(24, 20, 1, 2, 1);
        List<PointSums> points = IntStream.rangeClosed(1, 4)
                .mapToObj(n -> new PointSums(20, 0.5 * seed, 19, -n * seed, n + seed, n * n + seed, n / 4.0))
                .toList();
        return new AccuracyRecord(
                building,
                quantity,
                day,
                dayAhead,
                new AccuracySums(
                        counts,
                        points,
                        new IntervalSums(20, 0.5 * seed, 17, 16, 40 + seed, 1.5, 2.5),
                        new MissSums(19, new EndSums(1, 1.9, 0.25 * seed), new EndSums(2, 1.8, -0.5))));
    }
}
