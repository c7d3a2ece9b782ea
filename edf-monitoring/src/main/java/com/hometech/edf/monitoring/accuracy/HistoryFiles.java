package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracyFile;
import com.hometech.edf.data.accuracy.AccuracyReader;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history in local folders.
 *
 * @param folders where files lie; of those with the same name that of the first counts
 */
public record HistoryFiles(List<Path> folders) {
    public HistoryFiles {
        folders = List.copyOf(folders);
    }

    /** Where a file lies; empty where there is none. */
    Optional<Path> find(AccuracyFile file) {
        return folders.stream()
                .map(folder -> folder.resolve(file.name()))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Gives every record of days in {@code [from, to)}, first all of some buildings, then those of others. */
    void read(LocalDate from, LocalDate to, Consumer<AccuracyRecord> records) throws IOException {
        for (int shard = 0; shard < AccuracyFile.SHARDS; shard++) {
            for (YearMonth month = YearMonth.from(from); month.atDay(1).isBefore(to); month = month.plusMonths(1)) {
                Optional<Path> file = find(new AccuracyFile(month, shard));
                if (file.isPresent()) {
                    AccuracyReader.read(file.get(), accuracy -> {
                        if (!accuracy.day().isBefore(from) && accuracy.day().isBefore(to)) {
                            records.accept(accuracy);
                        }
                    });
                }
            }
        }
    }
}
