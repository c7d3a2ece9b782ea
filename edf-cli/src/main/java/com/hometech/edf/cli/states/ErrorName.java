package com.hometech.edf.cli.states;

import java.util.List;
import java.util.Set;

/** The error names that the Amazon States Language reserves, and how a rule's {@code ErrorEquals} matches them. */
final class ErrorName {

    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
    static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String RUNTIME = "States.Runtime";

    /** Every reserved name that may stand in {@code ErrorEquals}. */
    static final Set<String> MATCHABLE =
            Set.of(ALL, TASK_FAILED, TIMEOUT, QUERY_EVALUATION_ERROR, NO_CHOICE_MATCHED, "States.Permissions");

    /** Errors that no retrier and no catcher can handle. */
    private static final Set<String> TERMINAL = Set.of(DATA_LIMIT_EXCEEDED, RUNTIME);

    private ErrorName() {}

    /** Whether a rule that names these errors handles {@code error}. */
    static boolean matches(List<String> errorEquals, String error) {
        if (TERMINAL.contains(error)) {
            return false;
        }
        return errorEquals.contains(ALL)
                || errorEquals.contains(error)
                || (errorEquals.contains(TASK_FAILED) && !error.equals(TIMEOUT));
    }
}
