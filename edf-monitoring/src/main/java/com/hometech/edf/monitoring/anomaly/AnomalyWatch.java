package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.data.anomaly.Anomaly;
import com.hometech.edf.data.anomaly.AnomalyFile;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.monitoring.TemporaryFolders;
import com.hometech.edf.monitoring.accuracy.IssuedRuns;
import com.hometech.edf.monitoring.anomaly.AnomalyState.MonthState;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code anomalies}: finds readings that are out of the ordinary. A month is looked at anew, as a whole, when readings,
 * forecasts or rules changed: so late readings and corrections give the table that one look at all of them would have given, and
 * an anomaly that a correction explains is withdrawn. Looked at are the newest {@value #MONTHS} months.
 */
public final class AnomalyWatch implements Watch {
    /** Its name. */
    public static final String NAME = "anomalies";

    private static final int MONTHS = 4;
    /** Alarms and the page are about the newest of them. */
    private static final int ALARM_MONTHS = 2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public WatchOutcome run(WatchInputs inputs, Path output) throws IOException {
        Looked looked = look(inputs, output, MONTHS);
        looked.state().write(output);
        return new WatchOutcome(
                AnomalyText.lines(
                        looked.recent(), inputs.topology().buildings().size(), looked.changes(), looked.alarms()),
                looked.alarms(),
                AnomalyText.metrics(looked.recent()),
                looked.recent().knownUntil());
    }

    /**
     * Looks without handing anything on to the next execution.
     *
     * @param output an empty folder, for the page and for months that are not published
     * @param from a day whose month, and all later ones, are looked at; empty for the newest months alone
     */
    public AnomalyLook look(WatchInputs inputs, Path output, Optional<LocalDate> from) throws IOException {
        List<YearMonth> newest = MonthReadings.newest(MONTHS, inputs.readings(), inputs.asOf());
        int before = from.map(day -> ChronoUnit.MONTHS.between(YearMonth.from(day), newest.get(0)))
                .map(Math::toIntExact)
                .orElse(0);
        Looked looked = look(inputs, output, MONTHS + Math.max(0, before));
        Recent all = Recent.of(looked.months(), looked.state().months(), List.of(output, inputs.before(this)));
        return new AnomalyLook(all.anomalies(), looked.recent().knownUntil(), looked.alarms());
    }

    /** What was found; the page is written. */
    private record Looked(
            List<YearMonth> months, Changes changes, Recent recent, List<Alarm> alarms, AnomalyState state) {}

    private Looked look(WatchInputs inputs, Path output, int count) throws IOException {
        Path before = inputs.before(this);
        AnomalyState state = AnomalyState.read(before);
        Map<String, MonthState> months = new TreeMap<>(state.months());
        List<YearMonth> newest = MonthReadings.newest(count, inputs.readings(), inputs.asOf());
        Changes changes = lookAtMonths(newest, inputs, before, output, months);
        Recent recent = Recent.of(newest.subList(count - ALARM_MONTHS, count), months, List.of(output, before));
        LocalDate today = LocalDate.ofInstant(inputs.asOf(), ZoneOffset.UTC);
        AnomalyAlarms alarms = new AnomalyAlarms(
                inputs.config().edfMonitoring().anomalies(), inputs.topology(), state.raised(), today);
        List<Alarm> lasting = alarms.of(recent);
        AnomalyPage.of(recent, inputs, lasting).write(output.resolve(AnomalyPage.FILE_NAME));
        return new Looked(newest, changes, recent, lasting, new AnomalyState(months, alarms.raised()));
    }

    private static Changes lookAtMonths(
            List<YearMonth> recent, WatchInputs inputs, Path before, Path output, Map<String, MonthState> months)
            throws IOException {
        DetectionRules rules = DetectionRules.of(inputs.config());
        IssuedRuns issued = IssuedRuns.find(
                inputs.forecasts(),
                inputs.forecastIndex(),
                MonthReadings.start(recent.get(0)).minus(Duration.ofDays(1)));
        Changes changes = new Changes();
        Map<Path, String> checksums = new HashMap<>();
        Path work = Files.createTempDirectory("edf-anomalies");
        try {
            MonthAnomalies finder = new MonthAnomalies(inputs.topology(), rules, work, inputs.progress());
            for (YearMonth month : recent) {
                MonthState known = months.get(month.toString());
                if (known != null && !issued.gone(known.runs()).isEmpty()) {
                    continue; // it stays as it is once forecasts are gone
                }
                AnomalyMonth plan = AnomalyMonth.of(
                        MonthReadings.of(
                                month,
                                rules.anomalies().zScoreWindowDays(),
                                inputs.readings(),
                                inputs.asOf(),
                                checksums),
                        issued,
                        inputs.topology(),
                        rules);
                if (known != null && known.fingerprint().equals(plan.fingerprint())) {
                    continue;
                }
                MonthAnomalies.Found found = finder.find(plan);
                write(month, found.anomalies(), before, output, changes);
                Map<String, Instant> knownUntil = new TreeMap<>();
                found.knownUntil().forEach((quantity, end) -> knownUntil.put(quantity.code(), end));
                months.put(month.toString(), new MonthState(plan.fingerprint(), plan.runIds(), knownUntil));
            }
        } finally {
            TemporaryFolders.delete(work);
        }
        return changes;
    }

    /** Writes what differs from before. */
    private static void write(YearMonth month, List<Anomaly> found, Path before, Path output, Changes changes)
            throws IOException {
        Path old = before.resolve(AnomalyFile.name(month));
        List<Anomaly> known = new ArrayList<>();
        if (Files.exists(old)) {
            AnomalyFile.read(old, known::add);
        }
        changes.add(known, found);
        if (!known.equals(found)) {
            AnomalyFile.write(output.resolve(AnomalyFile.name(month)), found);
        }
    }
}
