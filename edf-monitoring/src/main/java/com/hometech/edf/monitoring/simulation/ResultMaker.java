package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyScores;
import com.hometech.edf.data.accuracy.AccuracySummary;
import com.hometech.edf.data.accuracy.AccuracySummary.LeadScores;
import com.hometech.edf.data.accuracy.AccuracySummary.QuantityAccuracy;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.monitoring.accuracy.AccuracyQuery;
import com.hometech.edf.monitoring.accuracy.HistoryFiles;
import com.hometech.edf.monitoring.simulation.DailyOperation.Folders;
import com.hometech.edf.monitoring.simulation.IssuedCoverage.Hours;
import com.hometech.edf.monitoring.simulation.SimulatedDay.Training;
import com.hometech.edf.monitoring.simulation.SimulationResult.Coverage;
import com.hometech.edf.monitoring.simulation.SimulationResult.FittedModel;
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

    /** Makes the results. */
    SimulationResult result(List<SimulatedDay> days, AlarmLedger ledger, int buildings, Folders folders)
            throws IOException {
        IssuedCoverage coverage =
                new IssuedCoverage(config, request.from(), request.to(), folders.readings(), folders.forecasts());
        AccuracyDays scored = new AccuracyDays(folders.accuracy(), coverage);
        List<Scores> months = new ArrayList<>();
        YearMonth last = YearMonth.from(request.to());
        for (YearMonth month = YearMonth.from(request.from()); !month.isAfter(last); month = month.plusMonths(1)) {
            LocalDate from = month.atDay(1).isBefore(request.from()) ? request.from() : month.atDay(1);
            LocalDate to = month.atEndOfMonth().isAfter(request.to()) ? request.to() : month.atEndOfMonth();
            months.add(scored.scores(month.toString(), from, to));
        }
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
                rolling(coverage),
                ledger.found(),
                ledger.raised(),
                models(days),
                failures);
    }

    private static List<FittedModel> models(List<SimulatedDay> days) {
        List<FittedModel> models = new ArrayList<>();
        for (SimulatedDay day : days) {
            for (Training training : day.trainings()) {
                List<LocalDate> live = days.stream()
                        .filter(forecast -> forecast.model().equals(training.modelVersion()))
                        .map(SimulatedDay::day)
                        .toList();
                models.add(new FittedModel(
                        training.modelVersion(),
                        training.day(),
                        training.reason(),
                        live.size(),
                        live.isEmpty() ? null : live.get(0)));
            }
        }
        return models;
    }

    /** Coverage of the weeks that end with each day on which anything is scored. */
    private List<Coverage> rolling(IssuedCoverage coverage) {
        List<Coverage> rolling = new ArrayList<>();
        for (LocalDate day = request.from().plusDays(ROLLING_DAYS - 1L);
                !day.isAfter(request.to());
                day = day.plusDays(1)) {
            Hours hours = coverage.of(day.minusDays(ROLLING_DAYS - 1L), day);
            if (coverage.of(day, day).scored() > 0) {
                rolling.add(new Coverage(day, hours.percent(), hours.uncorrectedPercent()));
            }
        }
        return rolling;
    }

    /** Asks the history about some days. */
    private final class AccuracyDays {
        private final AccuracySummary newest;
        private final AccuracyQuery query;
        private final IssuedCoverage coverage;

        AccuracyDays(Path accuracy, IssuedCoverage coverage) throws IOException {
            this.coverage = coverage;
            Path file = accuracy.resolve(AccuracySummary.FILE_NAME);
            this.newest = AccuracySummary.parse(Files.readString(file), file.toString());
            this.query = new AccuracyQuery(
                    new HistoryFiles(List.of(accuracy.resolve("history"))),
                    config.edfMonitoring().accuracy());
        }

        private Optional<QuantityAccuracy> accuracy(LocalDate from, LocalDate to) throws IOException {
            Quantity quantity = config.edfFeatureEng().quantity();
            return query.of(newest, from, to, Optional.empty()).quantities().stream()
                    .filter(accuracy -> accuracy.quantity() == quantity)
                    .findFirst();
        }

        Scores scores(String period, LocalDate from, LocalDate to) throws IOException {
            Optional<QuantityAccuracy> found = accuracy(from, to);
            if (found.isEmpty() || coverage.of(from, to).scored() == 0) {
                return new Scores(period, 0, 0, null, null, null, Map.of());
            }
            Hours hours = coverage.of(from, to);
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
                    hours.percent(),
                    hours.uncorrectedPercent(),
                    model.get(AccuracyScores.NOMINAL_COVERAGE),
                    wape);
        }
    }
}
