package com.hometech.edf.training.backtest;

import com.hometech.edf.common.config.NearestName;
import com.hometech.edf.common.config.TrainingConfig;
import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest is asked for. Equal requests give equal forecasts.
 *
 * @param dataFingerprint SHA-256 of the readings, weather and buildings
 * @param configurationFingerprint SHA-256 of the configuration's values
 * @param version of EDF
 * @param timezone of a plain CSV file's local times; null where it is UTC, or the data say it
 * @param end of the data (exclusive): nothing later is seen; null where all of it is used
 * @param origins how many forecasts of each building
 * @param stepHours between two of them [h]
 * @param refitEvery origins after which models are fitted again; 0 where they are fitted once, before the first
 * @param strategies to try, in the order of the results
 */
public record BacktestRequest(
        String dataFingerprint,
        String configurationFingerprint,
        String version,
        @Nullable String timezone,
        @Nullable Instant end,
        int origins,
        int stepHours,
        int refitEvery,
        List<String> strategies) {
    public BacktestRequest {
        strategies = List.copyOf(strategies);
        requireAtLeast("--origins", origins, 1);
        requireAtLeast("--step-hours", stepHours, 1);
        requireAtLeast("--refit-every", refitEvery, 0);
        if (strategies.isEmpty() || new HashSet<>(strategies).size() < strategies.size()) {
            throw new InvalidInputException("--strategies " + String.join(",", strategies)
                    + ": name at least one strategy, and each once; available is "
                    + String.join(", ", TrainingConfig.STRATEGIES));
        }
        for (String strategy : strategies) {
            if (!TrainingConfig.STRATEGIES.contains(strategy)) {
                throw new InvalidInputException("--strategies names \"" + strategy + "\", which is no strategy; "
                        + NearestName.hint(strategy, TrainingConfig.STRATEGIES));
            }
        }
    }

    private static void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new InvalidInputException(option + " is " + value + "; give a whole number of at least " + least);
        }
    }

    /**
     * In what another request differs so that its forecasts cannot be taken over, in words; empty where they can. Other
     * strategies alone are no difference: forecasts are kept for each.
     */
    List<String> differencesFrom(BacktestRequest other) {
        List<String> differences = new ArrayList<>();
        addUnlessEqual(differences, "other data", dataFingerprint, other.dataFingerprint);
        addUnlessEqual(differences, "another configuration", configurationFingerprint, other.configurationFingerprint);
        addUnlessEqual(differences, "another version of EDF (" + other.version + ")", version, other.version);
        addUnlessEqual(
                differences,
                "--timezone " + (other.timezone == null ? "not given" : other.timezone),
                timezone,
                other.timezone);
        addUnlessEqual(differences, "--end " + (other.end == null ? "not given" : other.end), end, other.end);
        addUnlessEqual(differences, "--origins " + other.origins, origins, other.origins);
        addUnlessEqual(differences, "--step-hours " + other.stepHours, stepHours, other.stepHours);
        addUnlessEqual(differences, "--refit-every " + other.refitEvery, refitEvery, other.refitEvery);
        return differences;
    }

    private static void addUnlessEqual(
            List<String> differences, String words, @Nullable Object own, @Nullable Object others) {
        if (!Objects.equals(own, others)) {
            differences.add(words);
        }
    }
}
