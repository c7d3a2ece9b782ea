package com.hometech.edf.inference.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.inference.manifest.RunManifest;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunPartsTest {
    @Test
    void filesThatFitTogetherAreOnePart() {
        assertThat(rows(RunParts.of(manifest(List.of(40L, 60L, 1L, 99L, 250L, 0L, 5L)), 100)))
                .containsExactly(List.of(40L, 60L), List.of(1L, 99L), List.of(250L), List.of(0L, 5L));
    }

    @Test
    void aRunWithoutFilesHasNoPart() {
        assertThat(RunParts.of(manifest(List.of()), 100)).isEmpty();
    }

    @Test
    void thereAreNeverMorePartsThanAStateMachineCanKeep() {
        for (long fileRows : List.of(100L, 51L, 1L)) {
            List<Long> files = Collections.nCopies(20_000, fileRows);
            List<List<Long>> parts = rows(RunParts.of(manifest(files), 100));
            assertThat(parts).hasSizeLessThanOrEqualTo(500);
            assertThat(parts.stream().mapToInt(List::size).sum()).isEqualTo(20_000);
        }
    }

    private static List<List<Long>> rows(List<List<ForecastFile>> parts) {
        return parts.stream()
                .map(part -> part.stream().map(ForecastFile::rows).toList())
                .toList();
    }

    private static RunManifest manifest(List<Long> rowsOfFiles) {
        Instant issue = Instant.parse("2016-05-10T05:00:00Z");
        long rows = rowsOfFiles.stream().mapToLong(Long::longValue).sum();
        return new RunManifest(
                "run",
                issue,
                issue.minusSeconds(3600),
                "Group/1",
                "ab".repeat(32),
                rows,
                1,
                Map.of(ForecastQuality.MODEL, rows),
                IntStream.range(0, rowsOfFiles.size())
                        .mapToObj(file -> new ForecastFile(
                                String.format(Locale.ROOT, "forecasts-%05d.parquet", file),
                                rowsOfFiles.get(file),
                                "cd".repeat(32)))
                        .toList(),
                List.of(),
                List.of(),
                List.of());
    }
}
