package com.hometech.edf.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hometech.edf.common.domain.ForecastRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo on public readings: as they were measured, nothing cleaned. */
class RealReadingsTest {
    @TempDir
    private static Path directory;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "fontana-solar-homes, homes with solar panels and without weather",
        "victoria-demand, one region of millions of people"
    })
    void everyBuildingGetsThreeDays(String set, String what) throws IOException {
        Path folder = PublicReadings.folder(set);
        assumeTrue(
                Files.isDirectory(folder), folder + " is absent: set EDF_SHARED to the folder of the public readings");
        Path home = SmallPortfolio.home(directory.resolve(set));

        EdfRun demo = EdfRun.done(home, "demo", "--data", folder.toString());

        Map<String, List<ForecastRecord>> rows = Stores.rows(home.resolve(set)).stream()
                .collect(Collectors.groupingBy(row -> row.building().value(), TreeMap::new, Collectors.toList()));
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(SmallPortfolio.buildings(folder));
        assertThat(rows.values()).allMatch(hours -> hours.size() == 72);
        assertThat(demo.out()).contains("have a forecast", "WAPE", "before ┊ readings");
    }
}
