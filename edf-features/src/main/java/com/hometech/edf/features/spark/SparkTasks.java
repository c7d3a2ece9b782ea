package com.hometech.edf.features.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Runs work on many pieces with the Spark of this JVM, on one machine or on a cluster. */
public final class SparkTasks {
    private SparkTasks() {}

    /** Work on one piece, which may travel to another machine. */
    @FunctionalInterface
    public interface Task<T, R> extends Serializable {
        R run(T piece) throws IOException;
    }

    /**
     * Runs a task for each piece.
     *
     * @param pieces serialisable
     * @return what came of each, serialisable, in the order of the pieces
     */
    public static <T, R> List<R> run(List<T> pieces, Task<T, R> task) {
        return pieces.isEmpty()
                ? List.of()
                : FeatureTables.unwrapping(() -> SparkRuntime.context()
                        .parallelize(pieces, pieces.size())
                        .map(task::run)
                        .collect());
    }

    /** Version of Spark. */
    public static String version() {
        return org.apache.spark.package$.MODULE$.SPARK_VERSION();
    }
}
