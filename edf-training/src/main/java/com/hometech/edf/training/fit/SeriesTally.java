package com.hometech.edf.training.fit;

import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.artifact.ModelMetadata.TrainingFacts;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts what additive models were fitted with. An interval whose weather is not known counts as learned: the building's model
 * without regressors learns it.
 *
 * @param first start of the first interval [epoch s]
 * @param last start of the last [epoch s]
 * @param learned intervals that were learned
 * @param targetUnknown intervals without a reading that may be learned from
 */
record SeriesTally(long first, long last, long learned, long targetUnknown) implements Serializable {
    static final SeriesTally NOTHING = new SeriesTally(Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);

    static SeriesTally of(BuildingSeries series) {
        long learned =
                Arrays.stream(series.kwh()).filter(kwh -> !Double.isNaN(kwh)).count();
        return new SeriesTally(
                series.epochSecond(0), series.epochSecond(series.length() - 1), learned, series.length() - learned);
    }

    SeriesTally and(SeriesTally other) {
        return new SeriesTally(
                Math.min(first, other.first),
                Math.max(last, other.last),
                learned + other.learned,
                targetUnknown + other.targetUnknown);
    }

    /** For the metadata of the models; something was learned. */
    TrainingFacts facts() {
        return new TrainingFacts(
                Instant.ofEpochSecond(first),
                Instant.ofEpochSecond(last),
                learned,
                Map.of(LearnableRows.TARGET_UNKNOWN, targetUnknown));
    }
}
