package com.hometech.edf.cli.simulation;

import com.hometech.edf.cli.Workbench;
import com.hometech.edf.common.port.ObjectUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the system whose days are simulated keeps what jobs read and leave.
 *
 * @param bench a home of its own
 */
record SimulatedHome(Workbench bench) {
    /** A directory for what is of no use once the day is over. */
    Path scratch(String name) {
        return bench.home().resolve("rooms").resolve(name);
    }

    /** A place where a job runs. */
    JobRoom room(String name) {
        return new JobRoom(scratch(name), bench.clock());
    }

    /** Name of the table of what is forecast. */
    String readings() {
        return bench.config().edfFeatureEng().quantity().table();
    }

    Path table(String name) {
        return bench.pathOf(bench.places().processedData().resolve(name));
    }

    Path weatherForecasts() {
        return bench.pathOf(bench.places().weatherForecast());
    }

    Path topology() {
        return bench.pathOf(bench.places().calendarTopology());
    }

    Path config() {
        return Objects.requireNonNull(
                bench.pathOf(bench.places().configuration()).getParent());
    }

    /** The inputs of both feature jobs. */
    JobRoom featureRoom(String name) {
        return room(name)
                .input(readings(), table(readings()))
                .input("weather", table("weather"))
                .input("weather-forecast", weatherForecasts())
                .input("topology", topology())
                .input("config", config());
    }

    /** Puts the files of a folder below a prefix. */
    void publish(Path folder, ObjectUri prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                bench.platform().objects().put(prefix.resolve(file.getFileName().toString()), file);
            }
        }
    }
}
