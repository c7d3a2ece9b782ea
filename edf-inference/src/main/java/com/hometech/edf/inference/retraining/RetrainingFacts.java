package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.watch.Alarm;
import com.hometech.edf.data.watch.ChallengerComparison;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision about training follows from.
 *
 * @param quantity whose model it is about
 * @param asOf what was known then; its day in UTC is the day of the decision
 * @param buildings how many there are
 * @param alarms of the daily checks that last
 * @param badAccuracy since when and how much forecasts are worse than plain ones, in a sentence; null where they are not
 * @param newestScored newest day whose forecasts could be scored with readings that arrived; null where none could
 * @param newestModel day on which the newest model of the quantity was registered; null where there is none
 * @param trainings that monitoring asked for before, of this quantity, in order
 * @param executions the newest executions of the training workflow, of any quantity and whoever started them, by name
 * @param challenger a model that is being compared with the one that forecasts; null where none is
 */
public record RetrainingFacts(
        Quantity quantity,
        Instant asOf,
        int buildings,
        List<Alarm> alarms,
        @Nullable String badAccuracy,
        @Nullable LocalDate newestScored,
        @Nullable LocalDate newestModel,
        List<Training> trainings,
        Map<String, TrainingStatus> executions,
        @Nullable Challenger challenger) {

    /**
     * A model that waits for approval.
     *
     * @param modelVersion as {@code group/version}
     * @param registered day on which it was registered, in UTC
     * @param comparison how it compares so far; null where nothing could be scored yet
     */
    public record Challenger(
            String modelVersion,
            LocalDate registered,
            @Nullable ChallengerComparison comparison) {}

    public RetrainingFacts {
        alarms = alarms.stream()
                .filter(alarm -> alarm.quantity() == null || alarm.quantity() == quantity)
                .toList();
        trainings = List.copyOf(trainings);
        executions = new TreeMap<>(executions);
    }

    LocalDate today() {
        return asOf.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
