package com.hometech.edf.training.tune;

import com.hometech.edf.training.tune.TuneReport.Trial;
import com.hometech.edf.training.tune.TuneReport.TrialFit;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code trials.csv}: one row for each fit, with the settings of its trial. */
final class TrialsCsv {
    static final String FILE_NAME = "trials.csv";

    private static final List<String> TRIAL = List.of("trial", "rung", "relative_loss");
    private static final List<String> FIT =
            List.of("window", "rows_share", "rows", "rounds", "wape_percent", "pinball_percent", "seconds");

    private TrialsCsv() {}

    /** Writes the file; it appears whole. */
    static void write(Path file, List<Trial> trials) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (CsvWriter csv = CsvWriter.builder().build(temporary)) {
            csv.writeRecord(Stream.of(TRIAL, SearchSpace.KEYS, FIT)
                    .flatMap(List::stream)
                    .toList());
            trials.forEach(trial -> trial.fits().forEach(fit -> csv.writeRecord(row(trial, fit))));
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> row(Trial trial, TrialFit fit) {
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(trial.number()));
        row.add(trial.rung());
        row.add(Double.toString(trial.relativeLoss()));
        SearchSpace.KEYS.forEach(key -> row.add(trial.settings().getOrDefault(key, "")));
        row.add(Integer.toString(fit.window()));
        row.add(Double.toString(fit.rowsShare()));
        row.add(Long.toString(fit.rows()));
        row.add(Integer.toString(fit.rounds()));
        row.add(Double.toString(fit.wapePercent()));
        row.add(Double.toString(fit.pinballPercent()));
        row.add(Double.toString(fit.seconds()));
        return row;
    }
}
