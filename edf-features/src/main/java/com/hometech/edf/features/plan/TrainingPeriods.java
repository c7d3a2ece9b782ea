package com.hometech.edf.features.plan;

import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.error.InsufficientHistoryException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The three parts of a training run, one after the other: no row of an earlier part has a target in a later one.
 *
 * @param from first target of training
 * @param calibrationIssues daily issue times whose forecasts calibrate intervals, ascending; training ends before the first
 * @param evaluationIssues daily issue times whose forecasts are scored, ascending; the horizon of the last ends with the data
 * @param dataEnd end of the readings (exclusive)
 */
public record TrainingPeriods(
        Instant from, List<Instant> calibrationIssues, List<Instant> evaluationIssues, Instant dataEnd)
        implements Serializable {
    public TrainingPeriods {
        calibrationIssues = List.copyOf(calibrationIssues);
        evaluationIssues = List.copyOf(evaluationIssues);
    }

    /**
     * Cuts the readings from {@code from} to {@code dataEnd}.
     *
     * @throws InsufficientHistoryException when not even a few weeks are left for training
     */
    public static TrainingPeriods of(EdfConfig config, Instant from, Instant dataEnd) {
        Duration horizon = Duration.ofHours(config.edfInference().forecastHorizonHours());
        Duration evaluation = Duration.ofDays(config.edfEvaluation().evaluationDays());
        Duration calibration = Duration.ofDays(config.edfTraining().calibrationDays());
        Duration history = Duration.ofDays(2L * config.dataQuality().minHistoryDays());
        Duration needed = evaluation.plus(calibration).plus(history);
        if (from.plus(needed).isAfter(dataEnd)) {
            throw new InsufficientHistoryException("Readings from " + from + " to " + dataEnd + " cover "
                    + Duration.between(from, dataEnd).toDays() + " days; training needs at least " + needed.toDays()
                    + ": edf_evaluation.evaluation_days, edf_training.calibration_days and twice"
                    + " data_quality.min_history_days. Deliver more readings or shorten these.");
        }
        List<Instant> evaluationIssues = dailyIssues(config, dataEnd.minus(evaluation), dataEnd.minus(horizon));
        requireIssues(evaluationIssues, "evaluation_days", evaluation, horizon);
        return before(config, from, evaluationIssues, dataEnd);
    }

    /**
     * Cuts the readings before the first of some issues into training and calibration.
     *
     * @param evaluationIssues issue times whose forecasts are scored, ascending, at least one
     * @throws InsufficientHistoryException when not even a few weeks are left for training
     */
    public static TrainingPeriods before(
            EdfConfig config, Instant from, List<Instant> evaluationIssues, Instant dataEnd) {
        Duration horizon = Duration.ofHours(config.edfInference().forecastHorizonHours());
        Duration calibration = Duration.ofDays(config.edfTraining().calibrationDays());
        Duration history = Duration.ofDays(2L * config.dataQuality().minHistoryDays());
        Instant calibrationEnd = evaluationIssues.get(0);
        if (from.plus(calibration).plus(history).isAfter(calibrationEnd)) {
            throw new InsufficientHistoryException("Readings from " + from + " to the first forecast of "
                    + calibrationEnd
                    + " cover " + Duration.between(from, calibrationEnd).toDays() + " days; training needs at least "
                    + calibration.plus(history).toDays()
                    + ": edf_training.calibration_days and twice data_quality.min_history_days");
        }
        List<Instant> calibrationIssues =
                dailyIssues(config, calibrationEnd.minus(calibration), calibrationEnd.minus(horizon));
        requireIssues(calibrationIssues, "calibration_days", calibration, horizon);
        return new TrainingPeriods(from, calibrationIssues, evaluationIssues, dataEnd);
    }

    private static void requireIssues(List<Instant> issues, String key, Duration days, Duration horizon) {
        if (issues.isEmpty()) {
            throw new InsufficientHistoryException(key + " of " + days.toDays() + " days hold no daily forecast of "
                    + horizon.toHours() + " h: raise " + key);
        }
    }

    private static List<Instant> dailyIssues(EdfConfig config, Instant first, Instant last) {
        DailySchedule schedule = config.edfInference().schedule();
        TimeStep step = TimeStep.of(config.edfFeatureEng().step());
        List<Instant> issues = new ArrayList<>();
        Instant issue = schedule.newestIssueNotAfter(last, step);
        while (!issue.isBefore(first)) {
            issues.add(issue);
            issue = schedule.newestIssueNotAfter(issue.minusSeconds(1), step);
        }
        Collections.reverse(issues);
        return issues;
    }

    /** End of the targets of training (exclusive). */
    public Instant trainingEnd() {
        return calibrationIssues.get(0);
    }
}
