package com.hometech.edf.data.watch;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.json.JsonFiles;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A model that waits for approval beside the one that forecasts: both scored with the readings of the same hours, of forecasts
 * that were issued at the same times from the same readings.
 *
 * @param quantity what both forecast
 * @param champion the model that forecasts, as {@code group/version}
 * @param challenger the model that waits, as {@code group/version}
 * @param firstDay first day that both are scored on, in UTC
 * @param lastDay last of them
 * @param days that both are scored on
 * @param hours forecast hours that both are scored on
 * @param championScores scores of the model that forecasts
 * @param challengerScores scores of the model that waits
 * @param error the challenger's sum of absolute errors relative to the champion's
 * @param pinball the same of the pinball losses of the ends of the interval
 * @param useTypes scores of the buildings of each use type, in order
 * @param verdict which is better
 * @param text the verdict in words, with numbers
 */
public record ChallengerComparison(
        Quantity quantity,
        String champion,
        String challenger,
        LocalDate firstDay,
        LocalDate lastDay,
        int days,
        long hours,
        Scores championScores,
        Scores challengerScores,
        Difference error,
        Difference pinball,
        List<UseTypeScores> useTypes,
        Verdict verdict,
        String text) {
    /** Its folder below the place of monitoring. */
    public static final String FOLDER = "challenger/";

    /** Name of the file with all comparisons. */
    public static final String FILE_NAME = "comparisons.json";

    /** Which model is better. */
    public enum Verdict {
        /** The challenger's errors are smaller, beyond chance. */
        BETTER,
        /** The challenger's errors are greater, beyond chance. */
        WORSE,
        /** Too few days, or a difference that chance can explain. */
        NO_DIFFERENCE_YET
    }

    /**
     * Scores of a model.
     *
     * @param wapePercent sum of absolute errors over sum of absolute readings [%]
     * @param coveragePercent readings inside the interval [%]
     * @param nominalPercent what the interval was made for [%]
     * @param meanPinballKwh mean of the pinball losses of both ends of the interval [kWh]
     */
    public record Scores(double wapePercent, double coveragePercent, double nominalPercent, double meanPinballKwh) {}

    /**
     * A relative difference of losses: below 0 where the challenger's is smaller.
     *
     * @param percent of the champion's loss [%]
     * @param lowerPercent lower end of its confidence interval [%]
     * @param upperPercent upper end of its confidence interval [%]
     */
    public record Difference(double percent, double lowerPercent, double upperPercent) {}

    /**
     * Errors of the buildings of a use type.
     *
     * @param useType code of the use type
     * @param championWapePercent of the model that forecasts [%]
     * @param challengerWapePercent of the model that waits [%]
     */
    public record UseTypeScores(String useType, double championWapePercent, double challengerWapePercent) {}

    /**
     * All that is compared: {@value ChallengerComparison#FILE_NAME}.
     *
     * @param asOf what was known then
     */
    public record All(Instant asOf, List<ChallengerComparison> comparisons) {
        public All {
            comparisons = List.copyOf(comparisons);
        }

        /** The comparison of a challenger; empty where there is none. */
        public Optional<ChallengerComparison> of(String challenger) {
            return comparisons.stream()
                    .filter(comparison -> comparison.challenger().equals(challenger))
                    .findFirst();
        }

        /** As JSON; the same comparisons always give the same text. */
        public String toJson() {
            return JsonFiles.toText(this);
        }

        /** Reads what {@link #toJson} wrote; {@code source} names it in errors. */
        public static All parse(String json, String source) {
            return JsonFiles.parse(json, All.class, source);
        }
    }

    public ChallengerComparison {
        useTypes = List.copyOf(useTypes);
    }
}
