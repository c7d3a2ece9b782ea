package com.hometech.edf.features.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailedTasksTest {

    @Test
    void whatATaskThrewIsWhatTheCallerGets() {
        assertThatThrownBy(() -> SparkTasks.run(List.of(1, 2), number -> {
                    throw new InvalidInputException("piece " + number + " is no number");
                }))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is no number");
    }

    @Test
    void anExecutorThatEndsIsNamedWithItsHost() {
        Throwable spark = new SparkException(
                "Job aborted due to stage failure: Task 0 in stage 1.0 failed 1 times, most "
                        + "recent failure: Lost task 0.0 in stage 1.0 (TID 3) (algo-2 executor 1): ExecutorLostFailure (executor 1 "
                        + "exited caused by one of the running tasks) Reason: Command exited with code 137\nDriver stacktrace:");

        assertThatThrownBy(() -> FeatureTables.unwrapping(() -> {
                    throw FailedTasksTest.<RuntimeException>undeclared(spark);
                }))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessage("Spark's executor on algo-2 ended before its work was done (Command exited with code 137): "
                        + "where it ran out of memory, choose a larger instance type or more instances");
    }

    /** Spark throws its checked exceptions without declaring them. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable failure) throws E {
        throw (E) failure;
    }
}
