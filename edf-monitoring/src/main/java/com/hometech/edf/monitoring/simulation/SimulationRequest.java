package com.hometech.edf.monitoring.simulation;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a simulation is asked for. Equal requests give equal logs and results.
 *
 * @param dataFingerprint SHA-256 of the readings, weather and buildings
 * @param configurationFingerprint SHA-256 of the configuration's values
 * @param version of EDF
 * @param from first day with a daily run
 * @param to last day with a daily run
 * @param faults that are injected, in the order of their begin
 */
public record SimulationRequest(
        String dataFingerprint,
        String configurationFingerprint,
        String version,
        LocalDate from,
        LocalDate to,
        List<Fault> faults) {
    public SimulationRequest {
        faults = List.copyOf(faults);
        if (to.isBefore(from)) {
            throw new InvalidInputException("--to " + to + " is before --from " + from);
        }
        new Faults(faults).requireWithin(from, to);
    }

    /** In what another request differs so that its days cannot be taken over, in words; empty where they can. */
    List<String> differencesFrom(SimulationRequest other) {
        List<String> differences = new ArrayList<>();
        addUnlessEqual(differences, "other data", dataFingerprint, other.dataFingerprint);
        addUnlessEqual(differences, "another configuration", configurationFingerprint, other.configurationFingerprint);
        addUnlessEqual(differences, "another version of EDF (" + other.version + ")", version, other.version);
        addUnlessEqual(differences, "--from " + other.from, from, other.from);
        addUnlessEqual(differences, "--to " + other.to, to, other.to);
        addUnlessEqual(
                differences,
                other.faults.isEmpty()
                        ? "no --inject"
                        : "--inject "
                                + String.join(
                                        " --inject ",
                                        other.faults.stream().map(Fault::text).toList()),
                faults,
                other.faults);
        return differences;
    }

    private static void addUnlessEqual(List<String> differences, String words, Object own, Object others) {
        if (!Objects.equals(own, others)) {
            differences.add(words);
        }
    }
}
