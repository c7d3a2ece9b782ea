package com.hometech.edf.monitoring.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives on the days of a simulation. */
class SimulatedWorldTest {
    private static final LocalDate FROM = LocalDate.of(2024, 3, 10);
    private static final LocalDate TO = LocalDate.of(2024, 3, 14);

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void data() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        StringBuilder readings = new StringBuilder("building_id,timestamp_utc,consumption_kwh\n");
        StringBuilder weather = new StringBuilder("site_id,timestamp_utc,temperature_c\n");
        for (int hour = 0; hour < 24 * 7; hour++) {
            Instant time = Instant.parse("2024-03-09T00:00:00Z").plusSeconds(hour * 3600L);
            readings.append("a,").append(time).append(',').append(hour).append('\n');
            readings.append("b,").append(time).append(",1\n");
            weather.append("s,").append(time).append(',').append(hour).append('\n');
        }
        Files.writeString(data.resolve("consumption.csv"), readings);
        Files.writeString(data.resolve("weather.csv"), weather);
        Files.writeString(
                data.resolve("buildings.csv"), "building_id,site_id,timezone\na,s,Europe/Berlin\nb,s,Europe/Berlin\n");
        Files.writeString(
                data.resolve("calendar.csv"), "site_id,date,holiday_name\ns,2024-03-12,Founders\ns,2024-12-25,Xmas\n");
    }

    @Test
    @DisplayName("a run gets the readings whose interval and delay have ended, each once, and nothing later")
    void readingsArriveOnce() throws IOException {
        write("{data_delay_hours: 2}");

        // the run of 05:00 knows what ended at 03:00
        assertThat(rows(0, "consumption.csv"))
                .endsWith("b,2024-03-10T02:00:00Z,1")
                .hasSize(2 * 27);
        assertThat(rows(1, "consumption.csv"))
                .startsWith("a,2024-03-10T03:00:00Z,27")
                .endsWith("b,2024-03-11T02:00:00Z,1")
                .hasSize(2 * 24);
        assertThat(rows(4, "consumption.csv")).noneMatch(row -> row.contains("2024-03-14T03"));
        assertThat(rows(0, "buildings.csv")).hasSize(2);
        assertThat(Files.exists(Deliveries.folder(folder.resolve("world"), 1).resolve("buildings.csv")))
                .isFalse();
    }

    @Test
    @DisplayName(
            "observed weather arrives after its hour; what will be observed stands in for a forecast of the horizon")
    void weatherArrives() throws IOException {
        assertThat(write("{}")).isFalse();

        assertThat(rows(1, "weather.csv"))
                .startsWith("s,2024-03-10T05:00:00Z,29")
                .endsWith("s,2024-03-11T04:00:00Z,52");
        List<String> forecast = rows(1, "weather_forecast.csv");
        assertThat(forecast)
                .hasSize(72)
                .startsWith("s,2024-03-11T05:00:00Z,2024-03-11T05:00:00Z,53,,,,,,,,")
                .endsWith("s,2024-03-11T05:00:00Z,2024-03-14T04:00:00Z,124,,,,,,,,");
    }

    @Test
    @DisplayName("a meter multiplies readings of its days alone")
    void meter() throws IOException {
        write("{}", "meter-times-2:a:2024-03-11..2024-03-11");

        assertThat(rows(1, "consumption.csv"))
                .contains("a,2024-03-10T23:00:00Z,47", "a,2024-03-11T00:00:00Z,96.0", "b,2024-03-11T00:00:00Z,1");
        assertThat(rows(2, "consumption.csv")).contains("a,2024-03-11T23:00:00Z,142.0", "a,2024-03-12T00:00:00Z,72");
    }

    @Test
    @DisplayName("a fast clock labels readings an hour late; the hour that it shows twice comes once")
    void clock() throws IOException {
        write("{}", "clock-shifted:a:2024-03-11..2024-03-11");

        List<String> readings = Stream.of(1, 2)
                .flatMap(delivery -> rows(delivery, "consumption.csv").stream())
                .filter(row -> row.startsWith("a"))
                .toList();
        assertThat(readings).contains("a,2024-03-11T01:00:00Z,48", "a,2024-03-11T23:00:00Z,70");
        assertThat(readings).noneMatch(row -> row.startsWith("a,2024-03-11T00:00:00Z"));
        assertThat(readings)
                .filteredOn(row -> row.startsWith("a,2024-03-12T00:00:00Z"))
                .containsExactly("a,2024-03-12T00:00:00Z,72");
    }

    @Test
    @DisplayName("frozen weather repeats the last hour before, observed and forecast, until it ends")
    void frozenWeather() throws IOException {
        write("{}", "weather-frozen:2024-03-11..2024-03-11");

        assertThat(rows(1, "weather.csv"))
                .contains("s,2024-03-10T23:00:00Z,47", "s,2024-03-11T00:00:00Z,47", "s,2024-03-11T04:00:00Z,47");
        assertThat(rows(1, "weather_forecast.csv")).allMatch(row -> row.contains("Z,47,"));
        assertThat(rows(2, "weather.csv")).contains("s,2024-03-11T23:00:00Z,47", "s,2024-03-12T00:00:00Z,72");
        assertThat(rows(2, "weather_forecast.csv")).contains("s,2024-03-12T05:00:00Z,2024-03-12T05:00:00Z,77,,,,,,,,");
    }

    @Test
    @DisplayName("a shifted holiday stands on the other date in the calendar, and on its own no more")
    void shiftedHoliday() throws IOException {
        write("{}", "holiday-shifted:2024-03-12..2024-03-13");

        assertThat(rows(0, "calendar.csv")).containsExactly("s,2024-03-13,Founders", "s,2024-12-25,Xmas");
    }

    @Test
    void faultsAboutWhatIsNotThereAreRefused() {
        assertThatThrownBy(() -> write("{}", "meter-times-2:c:2024-03-11..2024-03-12"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("meter-times-2:c:2024-03-11..2024-03-12")
                .hasMessageContaining("no building c")
                .hasMessageContaining("a, b");
        assertThatThrownBy(() -> write("{}", "holiday-shifted:2024-03-11"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("2024-03-11 is no holiday");
        assertThatThrownBy(() -> faults("weather-frozen:2024-03-15..").requireWithin(FROM, TO))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ends before it begins");
        assertThatThrownBy(() -> faults("weather-frozen:2024-03-09..").requireWithin(FROM, TO))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("outside of the simulation");
        assertThatThrownBy(() -> faults("meter-times-1:a:2024-03-11..2024-03-12"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("factor");
        assertThatThrownBy(() -> faults("meter-broken:a:2024-03-11..2024-03-12"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("write one such as");
    }

    private boolean write(String features, String... faults) throws IOException {
        Arrivals arrivals = Arrivals.of(ConfigReader.parse("edf_feature_eng: " + features + "\n", "test"), FROM, TO);
        return new SimulatedWorld(data, arrivals, faults(faults), folder.resolve("world")).write();
    }

    private static Faults faults(String... texts) {
        return new Faults(Stream.of(texts).map(text -> Fault.parse(text, TO)).toList());
    }

    private List<String> rows(int delivery, String name) {
        try {
            List<String> lines = Files.readAllLines(
                    Deliveries.folder(folder.resolve("world"), delivery).resolve(name));
            return lines.subList(1, lines.size());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
