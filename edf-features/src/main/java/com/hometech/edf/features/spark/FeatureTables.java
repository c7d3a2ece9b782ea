package com.hometech.edf.features.spark;

import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.build.BuildingGroup;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.engine.FeatureEngine;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.schema.FeatureSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple2;

/** Computes and writes the tables of a run with one Spark task for each group of buildings. */
final class FeatureTables {
    /** As Spark words it: it has no exception of its own for this. */
    private static final Pattern LOST_EXECUTOR =
            Pattern.compile("\\((?<host>\\S+) executor \\S+\\): ExecutorLostFailure .*Reason: (?<reason>[^\n]*)");

    private final JavaSparkContext spark;
    private final JobContext context;

    FeatureTables(JavaSparkContext spark, JobContext context) {
        this.spark = spark;
        this.context = context;
    }

    /** Writes the Parquet files below {@code processing/output}; the summaries are written once the caller knows all. */
    GroupReport write(ReadingsByBuilding readings, RunFacts facts) {
        String output = context.processingOutput(".").normalize().toString();
        Broadcast<RunFacts> shared = spark.broadcast(facts);
        TaskProgress progress =
                new TaskProgress(context.progress(), readings.grouped().getNumPartitions());
        spark.sc().addSparkListener(progress);
        try {
            List<GroupReport> reports = readings.grouped()
                    .mapPartitions(buildings -> List.of(writeGroup(buildings, shared.value(), output))
                            .iterator())
                    .collect();
            GroupReport all = new GroupReport();
            reports.forEach(all::addAll);
            return all;
        } finally {
            spark.sc().removeSparkListener(progress);
            shared.destroy();
        }
    }

    /** Writes the rows of buildings that never had a reading: few facts each, so no task is made for them. */
    static GroupReport writeWithoutReadings(JobContext context, List<Building> buildings, RunFacts facts)
            throws IOException {
        String output = context.processingOutput(".").normalize().toString();
        return BuildingGroup.of(facts)
                .writeWithoutReadings(buildings, Path.of(output), "part-without-readings.parquet");
    }

    private static GroupReport writeGroup(
            Iterator<Tuple2<String, Iterable<ReadingChunk>>> buildings, RunFacts facts, String output)
            throws IOException {
        String fileName = FeatureWork.fileName(TaskContext.getPartitionId());
        return BuildingGroup.of(facts).write(ReadingsByBuilding.sorted(buildings), Path.of(output), fileName);
    }

    /** Puts schema and summary beside each table. */
    static void describe(JobContext context, GroupReport report, RunFacts facts, Instant dataEnd) throws IOException {
        EdfConfig config = facts.config();
        FeatureSchema schema = new FeatureEngine(FeatureSettings.of(config)).schema();
        for (String part : facts.parts().names()) {
            schema.write(context.processingOutput(part));
            report.summary(part, facts.quantity(), dataEnd).write(context.processingOutput(part));
        }
    }

    /**
     * Runs Spark actions and gives back what caused a failure, where it is an exception of our own or a heap that is too
     * small.
     */
    static <T> T unwrapping(Supplier<T> actions) {
        try {
            return actions.get();
        } catch (EdfException known) {
            throw known;
        } catch (RuntimeException failure) {
            throw known(failure);
        } catch (Exception failure) {
            // Spark throws its checked exceptions without declaring them
            throw failure instanceof SparkException ? known(failure) : new IllegalStateException(failure);
        }
    }

    private static RuntimeException known(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EdfException known) {
                return known;
            }
            if (cause instanceof OutOfMemoryError outOfHeap) {
                throw outOfHeap;
            }
            if (cause instanceof IOException) {
                return new DependencyUnavailableException("Feature files cannot be read or written: " + cause, failure);
            }
        }
        Matcher lost = LOST_EXECUTOR.matcher(String.valueOf(failure.getMessage()));
        if (lost.find()) {
            return new DependencyUnavailableException(
                    "Spark's executor on %s ended before its work was done (%s): where it ran out of memory, choose a larger instance type or more instances"
                            .formatted(lost.group("host"), lost.group("reason")),
                    failure);
        }
        return new IllegalStateException("Computing features failed: " + failure.getMessage(), failure);
    }

    /** Tells how many groups of buildings are done. */
    private static final class TaskProgress extends SparkListener {
        private final JobContext.Progress progress;
        private final int groups;
        private final AtomicInteger done = new AtomicInteger();

        TaskProgress(JobContext.Progress progress, int groups) {
            this.progress = progress;
            this.groups = groups;
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd taskEnd) {
            progress.report("groups of buildings", done.incrementAndGet(), groups);
        }
    }
}
