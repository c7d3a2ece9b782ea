package com.hometech.edf.inference.retraining;

import com.hometech.edf.common.json.JsonFiles;
import java.time.Instant;
import java.util.List;

/**
 * What was decided last, and what was trained because of it: {@value #FILE_NAME}.
 *
 * @param asOf of the newest decisions
 * @param decisions the newest, a quantity each
 * @param trainings that were asked for, oldest first
 * @param approvals models that went live without a person, oldest first
 */
public record RetrainingState(
        Instant asOf, List<RetrainingDecision> decisions, List<Training> trainings, List<Approval> approvals) {
    /** Its name below the place of monitoring. */
    public static final String FILE_NAME = "retraining/retraining_state.json";

    /**
     * A model that went live without a person.
     *
     * @param modelVersion as {@code group/version}
     * @param asOf when
     * @param reason why
     */
    public record Approval(String modelVersion, Instant asOf, String reason) {}

    public RetrainingState {
        decisions = List.copyOf(decisions);
        trainings = List.copyOf(trainings);
        approvals = List.copyOf(approvals);
    }

    /** As JSON; the same state always gives the same text. */
    public String toJson() {
        return JsonFiles.toText(this);
    }

    /** Reads what {@link #toJson} wrote; {@code source} names it in errors. */
    public static RetrainingState parse(String json, String source) {
        return JsonFiles.parse(json, RetrainingState.class, source);
    }
}
