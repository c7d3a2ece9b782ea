package com.hometech.edf.monitoring.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.quality.DayQuality;
import com.hometech.edf.data.quality.DayQualityFile;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.monitoring.TemporaryFolders;
import com.hometech.edf.monitoring.readings.MonthReadings;
import com.hometech.edf.monitoring.watch.Watch;
import com.hometech.edf.monitoring.watch.WatchInputs;
import com.hometech.edf.monitoring.watch.WatchOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * {@code quality}: keeps a history of what readings were like, and tells whose readings have ended and where a site delivers worse than
 * before. A month
 * is judged anew, as a whole, when its readings changed, so the history is the same whatever arrived in which order.
 */
public final class QualityWatch implements Watch {
    /** Its name. */
    public static final String NAME = "quality";

    private static final String VERSION = "edf-quality 2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
        Judged judged = judge(inputs, output, day -> {});
        judged.state().write(output);
        return new WatchOutcome(
                judged.lines(),
                judged.alarms(),
                QualityText.metrics(judged.history()),
                judged.series().newest());
    }

    /**
     * Looks without handing anything on to the next execution.
     *
     * @param output an empty folder, for the page and for months that are not published
     * @param only a building that the summary shows day by day
     */
    public QualitySummary look(WatchInputs inputs, Path output, Optional<BuildingId> only) throws IOException {
        RecentDays recent = new RecentDays();
        Judged judged = judge(inputs, output, recent::add);
        return QualitySummary.of(inputs, judged.lines(), judged.alarms(), judged.series(), recent, only);
    }

    /** What was found; the page is written. */
    private record Judged(
            QualityHistory history, SilentSeries series, List<String> lines, List<Alarm> alarms, QualityState state) {}

    private Judged judge(WatchInputs inputs, Path output, Consumer<DayQuality> days) throws IOException {
        Path before = inputs.before(this);
        QualityState state = QualityState.read(before);
        List<YearMonth> kept = MonthReadings.newest(
                inputs.config().edfMonitoring().quality().historyMonths(), inputs.readings(), inputs.asOf());
        Map<SeriesKey, Instant> found = new TreeMap<>();
        Map<String, String> fingerprints = judge(inputs, kept, state, before, output, found);
        SilentSeries series = SilentSeries.of(inputs.topology(), inputs.config(), inputs.asOf(), state, found);
        QualityHistory history = new QualityHistory(inputs.topology());
        QualityHistory delivering = new QualityHistory(inputs.topology());
        for (YearMonth month : kept) {
            for (Path folder : List.of(output, before)) {
                Path file = folder.resolve(DayQualityFile.name(month));
                if (Files.exists(file)) {
                    DayQualityFile.read(file, day -> {
                        history.add(day);
                        days.accept(day);
                        if (!series.isSilent(new SeriesKey(day.building(), day.quantity()))) {
                            delivering.add(day);
                        }
                    });
                    break;
                }
            }
        }
        Map<String, Instant> ends = series.newestOfSites();
        QualityChecks checks = new QualityChecks(inputs, state, ends);
        SilenceAlarms silences = new SilenceAlarms(
                series,
                inputs.asOf(),
                Duration.ofDays(inputs.config().dataQuality().inactiveAfterDays()),
                state.raised());
        List<Alarm> alarms = Stream.concat(silences.alarms().stream(), checks.judge(delivering).stream())
                .sorted()
                .toList();
        Map<String, LocalDate> raised = new TreeMap<>(checks.raised());
        raised.putAll(silences.raised());
        List<String> lines = QualityText.lines(history, series);
        QualityPage.of(history, ends, lines, inputs, alarms).write(output.resolve(QualityPage.FILE_NAME));
        return new Judged(
                history,
                series,
                lines,
                alarms,
                new QualityState(
                        fingerprints,
                        series.ends(),
                        checks.states(),
                        raised,
                        series.silentTexts(),
                        series.closedTexts()));
    }

    private static Map<String, String> judge(
            WatchInputs inputs,
            List<YearMonth> months,
            QualityState state,
            Path before,
            Path output,
            Map<SeriesKey, Instant> found)
            throws IOException {
        Map<String, String> fingerprints = new TreeMap<>(state.fingerprints());
        Map<Path, String> checksums = new HashMap<>();
        List<Building> buildings = inputs.topology().buildings().stream()
                .sorted(Comparator.comparing(Building::id))
                .toList();
        TimeStep step = TimeStep.of(inputs.config().edfFeatureEng().step());
        Path work = Files.createTempDirectory("edf-quality");
        try {
            MonthQuality quality = new MonthQuality(buildings, inputs.config().dataQuality(), step, work);
            for (YearMonth month : months) {
                MonthReadings readings =
                        MonthReadings.of(month, MonthQuality.DAYS_BEFORE, inputs.readings(), inputs.asOf(), checksums);
                String facts = String.join(
                        "|",
                        VERSION,
                        step.toString(),
                        inputs.config().dataQuality().toString(),
                        buildings.stream().map(Building::id).toList().toString(),
                        readings.facts());
                String fingerprint = Checksums.sha256(facts.getBytes(UTF_8));
                if (readings.files().isEmpty() || fingerprint.equals(fingerprints.get(month.toString()))) {
                    continue;
                }
                List<DayQuality> days = quality.of(readings);
                Path written = output.resolve(DayQualityFile.name(month));
                DayQualityFile.write(written, days);
                Path old = before.resolve(DayQualityFile.name(month));
                if (Files.exists(old) && Files.mismatch(old, written) < 0) {
                    Files.delete(written);
                }
                fingerprints.put(month.toString(), fingerprint);
            }
            found.putAll(quality.newest());
        } finally {
            TemporaryFolders.delete(work);
        }
        return fingerprints;
    }
}
