package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.features.engine.ScoredReadings;
import com.hometech.edf.features.input.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the scores of a month follow from, beside forecasts and readings.
 *
 * @param step of readings and forecasts
 * @param quality which readings can be believed
 * @param quantiles levels of forecasts that do not say theirs
 */
record ScoringRules(TimeStep step, DataQualityConfig quality, List<Double> quantiles) {
    private static final int HOURS_PER_DAY = 24;

    static ScoringRules of(EdfConfig config) {
        return new ScoringRules(
                TimeStep.of(config.edfFeatureEng().step()),
                config.dataQuality(),
                config.edfTraining().quantiles());
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * The readings that the scores of a month follow from: those before it that plain forecasts are made of, and those after it
     * that can show that the last of the month are a standstill.
     */
    TimeSpan readingsOf(YearMonth month) {
        int hoursAfter = Math.max(quality.flatlineHours(), quality.unitSlipHours()) + HOURS_PER_DAY;
        return new TimeSpan(
                start(month).minus(Duration.ofDays(ScoredReadings.DAYS_BEFORE)).getEpochSecond(),
                start(month.plusMonths(1)).plus(Duration.ofHours(hoursAfter)).getEpochSecond());
    }
}
