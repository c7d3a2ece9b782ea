package com.hometech.edf.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void ofAJobIsItsFailureReasonWithoutErrorTypes() {
        String cause = "{\"ProcessingJobName\":\"edf-validate-1\",\"FailureReason\":"
                + "\"AlgorithmError: InvalidInputException: Parameter --from is \\\"x\\\", exit code: 1\"}";

        assertThat(Reason.of(cause)).isEqualTo("Parameter --from is \"x\"");
    }

    @Test
    void ofAFunctionIsItsErrorMessage() {
        assertThat(Reason.of("{\"errorMessage\":\"No model can be used\",\"errorType\":\"a.b.C\"}"))
                .isEqualTo("No model can be used");
    }

    @Test
    void ofAnExecutionKeepsTheNameOfItsState() {
        assertThat(Reason.of("ModelTrainingEDF: AlgorithmError: InvalidInputException: wrong, exit code: 1"))
                .isEqualTo("ModelTrainingEDF: wrong");
    }

    @Test
    void ofAnAssertionIsItsMessageWithoutTheExpression() {
        assertThat(
                        Reason.of(
                                "Validate: States.Validate.Arguments: the expression {% $assert(a,\n'b') %} failed: no such field"))
                .isEqualTo("Validate: no such field");
    }

    @Test
    void ofAnythingElseIsItself() {
        assertThat(Reason.of("{broken")).isEqualTo("{broken");
        assertThat(Reason.of("disk full")).isEqualTo("disk full");
    }
}
