package com.hometech.edf.inference.load;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.joining;

import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.inference.manifest.RunManifest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Lists of the forecast files that were loaded, for whoever queries them as one table: beside the files lie others that are no
 * Parquet, and their folders are named by executions. There is a folder for each day of issue (UTC) and in it a text for each
 * quantity and issue, with the address of one file in each line, which Hive's {@code SymlinkTextInputFormat} follows.
 *
 * @param objects where the lists are kept
 * @param prefix below which they lie
 */
record ForecastIndex(ObjectStore objects, ObjectUri prefix) {
    private static final DateTimeFormatter ISSUE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(UTC);

    /** Lists the files of a run in place of those of an earlier run of the same issue, as the store replaces their rows. */
    void put(ObjectUri forecasts, RunManifest manifest) {
        String files = manifest.files().stream()
                .map(file -> forecasts.resolve(file.name()) + "\n")
                .collect(joining());
        objects.put(uri(manifest), files.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectUri uri(RunManifest manifest) {
        return prefix.resolve("issue_date=%s/%s-%s.txt"
                .formatted(
                        LocalDate.ofInstant(manifest.issuedAt(), UTC),
                        manifest.quantity().code(),
                        ISSUE.format(manifest.issuedAt())));
    }
}
