package com.hometech.edf.training.fit;

import com.hometech.edf.features.series.BuildingSeries;
import com.hometech.edf.inference.artifact.ModelMetadata.TrainingFacts;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Counts what additive models were fitted with.
 *
 * @param first start of the first interval [epoch s]
 * @param last start of the last [epoch s]
 * @param learned intervals that were learned
 * @param targetUnknown intervals without a reading that may be learned from
 * @param weatherUnknown intervals without a regressor
 */
record SeriesTally(long first, long last, long learned, long targetUnknown, long weatherUnknown)
        implements Serializable {
    static final SeriesTally NOTHING = new SeriesTally(Long.MAX_VALUE, Long.MIN_VALUE, 0, 0, 0);

    /** @param regressors weather columns without which an interval is not learned */
    static SeriesTally of(BuildingSeries series, List<String> regressors) {
        long learned = 0;
        long targetUnknown = 0;
        List<float[]> columns =
                regressors.stream().map(column -> series.weather().get(column)).toList();
        for (int index = 0; index < series.length(); index++) {
            int at = index;
            if (Double.isNaN(series.kwh()[index])) {
                targetUnknown++;
            } else if (columns.stream().noneMatch(values -> Float.isNaN(values[at]))) {
                learned++;
            }
        }
        return new SeriesTally(
                series.epochSecond(0),
                series.epochSecond(series.length() - 1),
                learned,
                targetUnknown,
                series.length() - learned - targetUnknown);
    }

    SeriesTally and(SeriesTally other) {
        return new SeriesTally(
                Math.min(first, other.first),
                Math.max(last, other.last),
                learned + other.learned,
                targetUnknown + other.targetUnknown,
                weatherUnknown + other.weatherUnknown);
    }

    /** For the metadata of the models; something was learned. */
    TrainingFacts facts() {
        return new TrainingFacts(
                Instant.ofEpochSecond(first),
                Instant.ofEpochSecond(last),
                learned,
                Map.of(LearnableRows.TARGET_UNKNOWN, targetUnknown, "weather_unknown", weatherUnknown));
    }
}
