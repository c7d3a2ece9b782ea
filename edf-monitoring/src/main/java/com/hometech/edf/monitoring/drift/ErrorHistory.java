package com.hometech.edf.monitoring.drift;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The daily error of all issued forecasts together, collected from one summary of accuracy after the other. */
final class ErrorHistory {
    private static final int KEPT_DAYS = 400;

    private ErrorHistory() {}

    /**
     * The error of a day.
     *
     * @param wape of the forecasts [%]
     * @param plain of the best plain forecast [%]
     */
    record DayError(double wape, double plain) {}

    /**
     * What is known after another day, by quantity and day. The newest summary counts, as corrections change errors.
     *
     * @param before what earlier executions knew
     * @param accuracy where the newest summary lies; may be empty
     */
    static Map<Quantity, NavigableMap<LocalDate, DayError>> read(
            Map<Quantity, NavigableMap<LocalDate, DayError>> before, Path accuracy) throws IOException {
        Map<Quantity, NavigableMap<LocalDate, DayError>> errors = new TreeMap<>();
        before.forEach((quantity, days) -> errors.put(quantity, new TreeMap<>(days)));
        Path file = accuracy.resolve(AccuracySummary.FILE_NAME);
        if (Files.exists(file)) {
            AccuracySummary summary = AccuracySummary.parse(Files.readString(file), file.toString());
            summary.quantities()
                    .forEach(quantity -> add(
                            quantity, errors.computeIfAbsent(quantity.quantity(), key -> new TreeMap<>()), summary));
        }
        return errors;
    }

    private static void add(
            QuantityAccuracy quantity, NavigableMap<LocalDate, DayError> days, AccuracySummary summary) {
        days.subMap(summary.firstDay(), true, summary.lastDay(), true).clear();
        Candidate best = Candidate.BASELINES.stream()
                .filter(candidate -> candidate.key().equals(quantity.bestBaseline()))
                .findFirst()
                .orElse(Candidate.LAST_WEEK);
        for (DayScores day : quantity.days()) {
            if (day.judged()) {
                LeadScores all = day.leads().get(0);
                double wape = all.score(Candidate.MODEL, AccuracyScores.WAPE);
                double plain = all.score(best, AccuracyScores.WAPE);
                if (wape > 0 && plain > 0) {
                    days.put(day.day(), new DayError(wape, plain));
                }
            }
        }
        days.headMap(summary.lastDay().minusDays(KEPT_DAYS)).clear();
    }
}
