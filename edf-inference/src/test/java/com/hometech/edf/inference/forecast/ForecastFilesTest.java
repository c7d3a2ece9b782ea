package com.hometech.edf.inference.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ForecastColumn;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastFilesTest {
    private static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatFitsIsOneFile() throws IOException {
        assertThat(write(6, 3, 3)).extracting(ForecastFile::name).containsExactly("forecasts.parquet");
    }

    @Test
    void aRunWithoutRowsIsOneFile() throws IOException {
        assertThat(write(6)).extracting(ForecastFile::rows).containsExactly(0L);
    }

    @Test
    void moreRowsAreFilesOfWholeBuildings() throws IOException {
        List<ForecastFile> files = write(6, 3, 3, 3, 2, 9, 1);

        assertThat(files)
                .extracting(ForecastFile::name)
                .containsExactly(
                        "forecasts-00001.parquet",
                        "forecasts-00002.parquet",
                        "forecasts-00003.parquet",
                        "forecasts-00004.parquet");
        assertThat(files)
                .as("a building with more rows than fit is a file of its own")
                .extracting(ForecastFile::rows)
                .containsExactly(6L, 5L, 9L, 1L);
        List<String> buildings = new ArrayList<>();
        for (ForecastFile file : files) {
            assertThat(file.sha256()).isEqualTo(Checksums.sha256(Files.readAllBytes(directory.resolve(file.name()))));
            buildings.addAll(buildings(file));
        }
        assertThat(buildings).hasSize(21).isSorted();
        assertThat(buildings(files.get(1))).containsOnly("building-2", "building-3");
    }

    private List<String> buildings(ForecastFile file) throws IOException {
        try (ParquetTableReader reader =
                new ParquetTableReader(directory.resolve(file.name()), ForecastColumn.SCHEMA)) {
            RowGroup rows = reader.next();
            return List.of(rows.strings(ForecastColumn.BUILDING_ID.ordinal())).subList(0, rows.rows());
        }
    }

    private List<ForecastFile> write(int mostRows, int... rowsOfBuildings) throws IOException {
        List<ForecastRecord> rows = new ArrayList<>();
        for (int building = 0; building < rowsOfBuildings.length; building++) {
            for (int hour = 0; hour < rowsOfBuildings[building]; hour++) {
                rows.add(new ForecastRecord(
                        new BuildingId("building-" + building),
                        ISSUE.plus(Duration.ofHours(hour)),
                        ISSUE,
                        hour + 1.0,
                        1,
                        0,
                        2,
                        "Group/1",
                        ForecastQuality.MODEL));
            }
        }
        return new ForecastFiles(directory, List.of(0.1, 0.9), false).writeParquet(rows, mostRows);
    }
}
