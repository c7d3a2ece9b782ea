package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Topology;
import com.hometech.edf.common.json.JsonFiles;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.monitoring.simulation.SimulationEvent.Kind;
import com.hometech.edf.monitoring.simulation.SimulationFolder.Cut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Use case: simulates a stretch of daily operation. Each day the system gets what had arrived by then, with the faults that are
 * injected, and does a day's work; alarms are followed and set beside the faults. A day that is done is kept, so that the same
 * request goes on after an interruption.
 */
public final class Simulation {
    private final EdfConfig config;
    private final SimulationRequest request;
    private final SimulationFolder folder;
    private final SimulationListener listener;

    /** @param folder claimed for the request */
    public Simulation(
            EdfConfig config, SimulationRequest request, SimulationFolder folder, SimulationListener listener) {
        this.config = config;
        this.request = request;
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * Runs it: writes the log as it goes, then the page, and the results last.
     *
     * @param data folder with readings, weather and buildings
     * @param operation the system whose days are simulated
     */
    public SimulationResult run(Path data, DailyOperation operation) throws IOException {
        Faults faults = new Faults(request.faults());
        Arrivals arrivals = Arrivals.of(config, request.from(), request.to());
        Cut cut = cut(data, arrivals, faults);
        Topology topology = TopologyFiles.read(data);
        AlarmLedger ledger = new AlarmLedger(request.faults(), new FaultEvidence(topology));
        List<SimulatedDay> days = new ArrayList<>();
        try (SimulationLog log = new SimulationLog(folder.result(SimulationLog.FILE_NAME), listener::logged)) {
            for (SimulationEvent note : notes(cut)) {
                log.add(note);
            }
            for (int number = 0; number < arrivals.issues().size(); number++) {
                LocalDate date = request.from().plusDays(number);
                listener.begun(date, number + 1, arrivals.issues().size());
                for (SimulationEvent event : faultEvents(date)) {
                    log.add(event);
                }
                SimulatedDay day = day(date, number, arrivals, operation);
                tell(day, ledger.take(date, day.alarms()), log);
                days.add(day);
            }
            SimulationResult result = new ResultMaker(config, request, cut.forecastsArchived())
                    .result(days, ledger, topology.buildings().size(), operation.folders());
            for (SimulationEvent event : new ResultText(result).events()) {
                log.add(event);
            }
            SimulationPage.of(result).write(folder.result(SimulationPage.FILE_NAME));
            JsonFiles.write(folder.result(SimulationResult.FILE_NAME), result);
            return result;
        }
    }

    /** Alarms come after what was forecast and before what they led to. */
    private static void tell(SimulatedDay day, List<SimulationEvent> alarms, SimulationLog log) throws IOException {
        List<SimulationEvent> events = new ArrayList<>(day.events());
        int next = 1
                + IntStream.range(0, events.size())
                        .filter(event -> events.get(event).kind() == Kind.DAY)
                        .reduce(-1, (first, second) -> second);
        events.addAll(next, alarms);
        for (SimulationEvent event : events) {
            log.add(event);
        }
    }

    private Cut cut(Path data, Arrivals arrivals, Faults faults) throws IOException {
        var known = folder.cut();
        if (known.isPresent()) {
            return known.get();
        }
        Cut cut = new Cut(new SimulatedWorld(data, arrivals, faults, folder.prepareDeliveries()).write());
        folder.keep(cut);
        return cut;
    }

    private SimulatedDay day(LocalDate date, int number, Arrivals arrivals, DailyOperation operation)
            throws IOException {
        var known = folder.day(date);
        if (known.isPresent()) {
            return known.get();
        }
        SimulatedDay day = operation.run(date, arrivals.issues().get(number), folder.delivery(number));
        folder.keep(day);
        return day;
    }

    private List<SimulationEvent> notes(Cut cut) {
        List<SimulationEvent> notes = new ArrayList<>();
        notes.add(note("daily operation from " + request.from() + " to " + request.to() + " begins; each run knows the "
                + "readings that had arrived by then, " + config.edfFeatureEng().dataDelayHours()
                + " h after their interval"));
        notes.add(
                note(
                        cut.forecastsArchived()
                                ? "weather forecasts are those that are archived"
                                : "no weather forecasts are archived: the weather that was observed later stands in for them, so that forecasts are somewhat better than they would have been"));
        for (Fault fault : request.faults()) {
            notes.add(note("to be injected: " + fault.words() + " (" + fault.text() + ")"));
        }
        return notes;
    }

    private SimulationEvent note(String text) {
        return new SimulationEvent(request.from(), Kind.NOTE, text);
    }

    private List<SimulationEvent> faultEvents(LocalDate date) {
        List<SimulationEvent> events = new ArrayList<>();
        for (Fault fault : request.faults()) {
            if (fault.begin().equals(date)) {
                events.add(new SimulationEvent(date, Kind.FAULT, "begins: " + fault.words()));
            }
            if (fault.end().plusDays(1).equals(date)) {
                events.add(new SimulationEvent(date, Kind.FAULT, "has ended: " + fault.words()));
            }
        }
        return events;
    }
}
