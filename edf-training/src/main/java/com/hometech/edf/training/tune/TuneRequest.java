package com.hometech.edf.training.tune;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a search is about. Equal requests give the same sequence of trials with the same scores; how many trials and how much
 * time only say where it ends.
 *
 * @param dataFingerprint SHA-256 of the readings, weather and buildings
 * @param configurationFingerprint SHA-256 of the configuration's values, which are trial 0
 * @param version of EDF
 * @param timezone of a plain CSV file's local times; null where it is UTC, or the data say it
 * @param end of the data (exclusive): nothing later is seen; null where all of it is used
 * @param strategy that is fitted
 * @param seed of the trials' settings
 */
public record TuneRequest(
        String dataFingerprint,
        String configurationFingerprint,
        String version,
        @Nullable String timezone,
        @Nullable Instant end,
        String strategy,
        long seed) {
    /** Strategies that are built on boosting. */
    private static final List<String> BOOSTING = List.of("XGBoost", "Ensemble");

    public TuneRequest {
        if (!BOOSTING.contains(strategy)) {
            throw new InvalidInputException("edf_training.default_strategy is " + strategy
                    + ", but a search knows settings of boosting only: set it to "
                    + String.join(" or ", BOOSTING));
        }
    }

    /** In what another request differs, in words; empty where its work can be taken over. */
    List<String> differencesFrom(TuneRequest other) {
        List<String> differences = new ArrayList<>();
        addUnless(differences, "other data", dataFingerprint.equals(other.dataFingerprint));
        addUnless(
                differences, "another configuration", configurationFingerprint.equals(other.configurationFingerprint));
        addUnless(differences, "another version of EDF (" + other.version + ")", version.equals(other.version));
        addUnless(
                differences,
                "--timezone " + (other.timezone == null ? "not given" : other.timezone),
                Objects.equals(timezone, other.timezone));
        addUnless(
                differences, "--end " + (other.end == null ? "not given" : other.end), Objects.equals(end, other.end));
        addUnless(differences, "--seed " + other.seed, seed == other.seed);
        return differences;
    }

    private static void addUnless(List<String> differences, String words, boolean same) {
        if (!same) {
            differences.add(words);
        }
    }
}
