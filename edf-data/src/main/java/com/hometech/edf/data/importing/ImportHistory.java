package com.hometech.edf.data.importing;

import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.quality.BuildingQuality;
import com.hometech.edf.data.quality.DataQualityReport;
import com.hometech.edf.data.quality.DataQualityReport.TableTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what imports did, from a copy of the place of readings on local disk. */
public final class ImportHistory {
    private static final String LOG = "imports";
    private static final String REPORTS = "quality";
    private static final String JSON = ".json";

    private ImportHistory() {}

    /**
     * An import.
     *
     * @param name {@code import-000001}
     * @param importedAt when; null where an older version made it
     * @param files names of the files that it took
     * @param refused files that could not be taken as a whole
     * @param accepted rows whose values went into the tables
     * @param rejected rows that were set aside
     * @param duplicates rows that say what another one says
     * @param corrections rows that change what an earlier delivery said
     * @param newestReading start of the newest reading that it brought; null where it brought none
     */
    public record Imported(
            String name,
            @Nullable Instant importedAt,
            List<String> files,
            long refused,
            long accepted,
            long rejected,
            long duplicates,
            long corrections,
            @Nullable Instant newestReading) {
        public Imported {
            files = List.copyOf(files);
        }
    }

    /** The newest imports, the newest first; one whose report is gone is left out. */
    public static List<Imported> newest(Path processedData, int most) throws IOException {
        Path log = processedData.resolve(LOG);
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        List<Path> entries;
        try (Stream<Path> found = Files.list(log)) {
            entries = found.filter(file -> file.getFileName().toString().endsWith(JSON))
                    .sorted((one, other) -> other.compareTo(one))
                    .limit(most)
                    .toList();
        }
        List<Imported> imports = new ArrayList<>();
        for (Path file : entries) {
            String name = file.getFileName().toString().replace(JSON, "");
            Path report = processedData.resolve(REPORTS).resolve(name).resolve(DataQualityReport.JSON_FILE);
            if (Files.exists(report)) {
                imports.add(imported(
                        name,
                        JsonFiles.read(file, ImportLog.Entry.class),
                        JsonFiles.read(report, DataQualityReport.class)));
            }
        }
        return imports;
    }

    private static Imported imported(String name, ImportLog.Entry entry, DataQualityReport report) {
        return new Imported(
                name,
                entry.importedAt(),
                entry.files().stream().map(ImportLog.File::name).toList(),
                report.files().stream()
                        .filter(file -> !file.problem().isEmpty())
                        .count(),
                sum(report, TableTotals::accepted),
                sum(report, TableTotals::rejected),
                sum(report, TableTotals::duplicates),
                sum(report, TableTotals::corrections),
                report.buildings().stream()
                        .map(BuildingQuality::last)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null));
    }

    private static long sum(DataQualityReport report, ToLongFunction<TableTotals> rows) {
        return report.tables().stream().mapToLong(rows).sum();
    }
}
