package com.hometech.edf.training.evaluation;

import com.hometech.edf.common.domain.ForecastQuality;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the rows went. A row is scored where reading, forecast and every baseline are known, so that all candidates are
 * measured by the same rows.
 *
 * @param rows all of them
 * @param scored those that count
 * @param withoutReading left out: what happened is not known, or is not to be trusted
 * @param withoutBaseline left out: a plain forecast is missing
 * @param withoutForecast left out: no finite forecast
 * @param scoredByQuality how the scored rows were forecast
 */
public record RowCounts(
        long rows,
        long scored,
        long withoutReading,
        long withoutBaseline,
        long withoutForecast,
        Map<ForecastQuality, Long> scoredByQuality) {
    public RowCounts {
        scoredByQuality = new TreeMap<>(scoredByQuality);
    }
}
