package com.hometech.edf.monitoring.anomaly;

import com.hometech.edf.common.config.AnomalyConfig;
import com.hometech.edf.common.config.DataQualityConfig;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.data.anomaly.ZScoreRule;

/**
 * What anomalies follow from, beside forecasts and readings.
 *
 * @param step of readings and forecasts
 * @param anomalies thresholds
 * @param quality what a standstill is
 */
record DetectionRules(TimeStep step, AnomalyConfig anomalies, DataQualityConfig quality) {
    static DetectionRules of(EdfConfig config) {
        return new DetectionRules(
                TimeStep.of(config.edfFeatureEng().step()),
                config.edfMonitoring().anomalies(),
                config.dataQuality());
    }

    ZScoreRule zScores() {
        return new ZScoreRule(anomalies.zScoreThreshold(), anomalies.zScoreWindowDays());
    }

    int stepsBefore() {
        return anomalies.zScoreWindowDays() * step.stepsPerDay();
    }

    int runSteps() {
        return Math.max(1, step.steps(anomalies.runHours()));
    }

    int missingSteps() {
        return Math.max(1, step.steps(anomalies.missingHours()));
    }

    /** Intervals that make up an hour: so many without a finding do not part two. */
    int bridgedSteps() {
        return step.steps(1);
    }
}
