package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.DayScores;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.monitoring.accuracy.AccuracyQuery;
import com.hometech.edf.monitoring.accuracy.HistoryFiles;
import com.hometech.edf.monitoring.simulation.SimulatedDay.Training;
import com.hometech.edf.monitoring.simulation.SimulationResult.Coverage;
import com.hometech.edf.monitoring.simulation.SimulationResult.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the results of a simulation from its days and the history of accuracy that they left. */
final class ResultMaker {
    /** Days of the coverage that rolls on: four weeks, so that every day of the week counts alike. */
    static final int ROLLING_DAYS = 28;

    private final EdfConfig config;
    private final SimulationRequest request;
    private final boolean forecastsArchived;

    ResultMaker(EdfConfig config, SimulationRequest request, boolean forecastsArchived) {
        this.config = config;
        this.request = request;
        this.forecastsArchived = forecastsArchived;
    }

    /** @param accuracy folder with the history of accuracy */
    SimulationResult result(List<SimulatedDay> days, AlarmLedger ledger, int buildings, Path accuracy)
            throws IOException {
        AccuracyDays scored = new AccuracyDays(accuracy);
        List<Scores> months = new ArrayList<>();
        YearMonth last = YearMonth.from(request.to());
        for (YearMonth month = YearMonth.from(request.from()); !month.isAfter(last); month = month.plusMonths(1)) {
            LocalDate from = month.atDay(1).isBefore(request.from()) ? request.from() : month.atDay(1);
            LocalDate to = month.atEndOfMonth().isAfter(request.to()) ? request.to() : month.atEndOfMonth();
            months.add(scored.scores(month.toString(), from, to));
        }
        List<Training> trainings =
                days.stream().flatMap(day -> day.trainings().stream()).toList();
        List<String> failures = days.stream()
                .flatMap(day -> day.events().stream())
                .filter(event -> event.kind() == SimulationEvent.Kind.FAILURE)
                .map(event -> event.day() + " " + event.text())
                .toList();
        return new SimulationResult(
                request,
                forecastsArchived,
                buildings,
                scored.scores("all", request.from(), request.to()),
                months,
                scored.rolling(),
                ledger.found(),
                ledger.raised(),
                trainings,
                failures);
    }

    /** Asks the history about some days. */
    private final class AccuracyDays {
        private final AccuracySummary newest;
        private final AccuracyQuery query;

        AccuracyDays(Path accuracy) throws IOException {
            Path file = accuracy.resolve(AccuracySummary.FILE_NAME);
            this.newest = AccuracySummary.parse(Files.readString(file), file.toString());
            this.query = new AccuracyQuery(
                    new HistoryFiles(List.of(accuracy.resolve("history"))),
                    config.edfMonitoring().accuracy());
        }

        /** Coverage of the weeks that end with each day, over the hours of the days that count. */
        List<Coverage> rolling() throws IOException {
            List<DayScores> days =
                    accuracy(request.from(), request.to()).map(QuantityAccuracy::days).orElse(List.of()).stream()
                            .filter(day -> day.leads().get(0).hours().scored() > 0)
                            .toList();
            List<Coverage> rolling = new ArrayList<>();
            for (DayScores last : days) {
                LocalDate from = last.day().minusDays(ROLLING_DAYS - 1L);
                if (!from.isBefore(request.from())) {
                    List<LeadScores> weeks = days.stream()
                            .filter(day ->
                                    !day.day().isBefore(from) && !day.day().isAfter(last.day()))
                            .map(day -> day.leads().get(0))
                            .toList();
                    rolling.add(new Coverage(last.day(), mean(weeks, AccuracyScores.COVERAGE), null));
                }
            }
            return rolling;
        }

        private static double mean(List<LeadScores> days, String metric) {
            double sum = 0;
            long hours = 0;
            for (LeadScores day : days) {
                sum += day.score(Candidate.MODEL, metric) * day.hours().scored();
                hours += day.hours().scored();
            }
            return sum / hours;
        }

        private Optional<QuantityAccuracy> accuracy(LocalDate from, LocalDate to) throws IOException {
            Quantity quantity = config.edfFeatureEng().quantity();
            return query.of(newest, from, to, Optional.empty()).quantities().stream()
                    .filter(accuracy -> accuracy.quantity() == quantity)
                    .findFirst();
        }

        Scores scores(String period, LocalDate from, LocalDate to) throws IOException {
            Optional<QuantityAccuracy> found = accuracy(from, to);
            if (found.isEmpty()) {
                return new Scores(period, 0, 0, null, null, null, Map.of());
            }
            LeadScores all = found.get().leads().get(0);
            Map<String, Double> model = all.scores().getOrDefault(Candidate.MODEL.key(), Map.of());
            Map<String, Double> wape = new TreeMap<>();
            for (Candidate candidate : Candidate.values()) {
                double value = all.score(candidate, AccuracyScores.WAPE);
                if (Double.isFinite(value)) {
                    wape.put(candidate.key(), value);
                }
            }
            return new Scores(
                    period,
                    (int) found.get().days().stream()
                            .filter(day -> day.counted() > 0)
                            .count(),
                    all.hours().scored(),
                    model.get(AccuracyScores.COVERAGE),
                    null,
                    model.get(AccuracyScores.NOMINAL_COVERAGE),
                    wape);
        }
    }
}
