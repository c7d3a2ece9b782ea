package com.hometech.edf.monitoring.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.inference.manifest.RunManifest.AppliedCorrection;
import com.hometech.edf.inference.manifest.RunManifest.ForecastFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A month to score, with everything that its scores follow from.
 *
 * @param month of the targets, in UTC
 * @param runs by quantity, in the order of their issues
 * @param readings files by quantity, in the order of their names
 * @param fingerprint of rules, forecasts and readings: the same gives the same scores
 */
record MonthPlan(
        YearMonth month, Map<Quantity, List<IssuedRun>> runs, Map<Quantity, List<Path>> readings, String fingerprint) {
    /** Changes when the same inputs give other scores. */
    private static final String VERSION = "edf-accuracy 2";

    MonthPlan {
        runs = Map.copyOf(runs);
        readings = Map.copyOf(readings);
    }

    /** @param tables folder with the readings of each quantity; a quantity without one has none */
    static MonthPlan of(YearMonth month, IssuedRuns issued, Map<Quantity, Path> tables, ScoringRules rules)
            throws IOException {
        Map<Quantity, List<IssuedRun>> runs = new EnumMap<>(Quantity.class);
        Map<Quantity, List<Path>> readings = new EnumMap<>(Quantity.class);
        StringBuilder facts =
                new StringBuilder(VERSION).append('\n').append(rules).append('\n');
        for (Quantity quantity : Quantity.values()) {
            List<IssuedRun> ofMonth = issued.of(quantity).stream()
                    .filter(run -> run.reaches(
                            ScoringRules.start(month), ScoringRules.start(month.plusMonths(1)), rules.step()))
                    .toList();
            Path table = tables.get(quantity);
            if (!ofMonth.isEmpty()) {
                List<Path> files = table == null ? List.of() : MonthPartitions.within(table, rules.readingsOf(month));
                runs.put(quantity, ofMonth);
                readings.put(quantity, files);
                facts.append(quantity.code()).append('\n');
                appendRuns(facts, ofMonth);
                appendFiles(facts, files);
            }
        }
        return new MonthPlan(
                month, runs, readings, Checksums.sha256(facts.toString().getBytes(UTF_8)));
    }

    private static void appendRuns(StringBuilder facts, List<IssuedRun> runs) {
        for (IssuedRun run : runs) {
            facts.append(run.runId()).append(' ').append(run.issuedAt()).append('\n');
            for (ForecastFile file : run.manifest().files()) {
                facts.append(file.sha256()).append('\n');
            }
            AppliedCorrection correction = run.manifest().intervalCorrection();
            if (correction != null) {
                facts.append(correction.sha256()).append('\n');
            }
        }
    }

    private static void appendFiles(StringBuilder facts, List<Path> files) throws IOException {
        List<String> checksums = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                checksums.add(Checksums.sha256(in));
            }
        }
        // what the files are called makes no difference
        checksums.stream().sorted().forEach(checksum -> facts.append(checksum).append('\n'));
    }

    /** Ids of all runs, in order. */
    List<String> runIds() {
        return runs.values().stream()
                .flatMap(List::stream)
                .map(IssuedRun::runId)
                .distinct()
                .sorted()
                .toList();
    }

    List<IssuedRun> runs(Quantity quantity) {
        return runs.getOrDefault(quantity, List.of());
    }

    List<Path> readings(Quantity quantity) {
        return readings.getOrDefault(quantity, List.of());
    }

    /** The quantities that have forecasts. */
    Stream<Quantity> quantities() {
        return Stream.of(Quantity.values()).filter(runs::containsKey);
    }
}
