package com.hometech.edf.features.spark;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.util.LongAccumulator;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** Runs tasks that work on one thing together: all of them at the same time, or none. Nothing is repeated by itself. */
public final class BarrierTasks {
    private BarrierTasks() {}

    /** What each task does; it may travel to another machine. */
    @FunctionalInterface
    public interface Task<R> extends Serializable {
        /**
         * Works with the others.
         *
         * @return serialisable
         */
        R run(Group group) throws Exception;
    }

    /** What a task sees of the others. */
    public static final class Group {
        private final BarrierTaskContext context;
        private final LongAccumulator steps;

        private Group(BarrierTaskContext context, LongAccumulator steps) {
            this.context = context;
            this.steps = steps;
        }

        /** Number of this task, from 0. */
        public int number() {
            return context.partitionId();
        }

        /** How many of the tasks share this task's executor, itself included. */
        public int onThisExecutor() {
            BarrierTaskInfo[] all = context.getTaskInfos();
            String here = all[number()].address();
            return (int) Arrays.stream(all)
                    .filter(task -> task.address().equals(here))
                    .count();
        }

        /**
         * Waits for all tasks.
         *
         * @param message what the others get
         * @return the messages of all, by number of the task
         */
        public List<String> exchange(String message) {
            return List.of(context.allGather(message));
        }

        /** Counts a step that is done; who started the tasks learns of it some seconds later. */
        public void advance() {
            steps.add(1L);
        }
    }

    /**
     * Runs tasks at the same time with the Spark of this JVM, on one machine or on a cluster.
     *
     * @param advanced is told now and then how many steps are done
     * @return what came of each, by number of the task
     * @throws InvalidInputException where Spark cannot run so many at once
     * @throws DependencyUnavailableException where one of them ended without a result
     */
    public static <R> List<R> run(int tasks, Task<R> task, LongConsumer advanced) {
        JavaSparkContext spark = SparkRuntime.context();
        int most = spark.sc()
                .maxNumConcurrentTasks(spark.sc().resourceProfileManager().defaultResourceProfile());
        if (most < tasks) {
            throw new InvalidInputException(
                    "%d tasks are to work at the same time, but Spark (%s) runs %d: take fewer, or more cores"
                            .formatted(tasks, spark.master(), most));
        }
        List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
        LongAccumulator steps = spark.sc().longAccumulator();
        ClassTag<R> any = ClassTag$.MODULE$.apply(Object.class);
        RDD<R> together =
                spark.parallelize(numbers, tasks).rdd().barrier().mapPartitions(new Work<>(task, steps), false, any);
        Steps listener = new Steps(steps.id(), advanced);
        spark.sc().addSparkListener(listener);
        try {
            return JavaRDD.fromRDD(together, any).collect();
        } catch (Exception failure) {
            // Spark throws its checked exceptions without declaring them, and tells the reason as text alone
            if (failure instanceof SparkException) {
                throw new DependencyUnavailableException(
                        "One of %d tasks that work together was lost, and the others ended: %s"
                                .formatted(tasks, failure.getMessage()),
                        failure);
            }
            throw failure;
        } finally {
            spark.sc().removeSparkListener(listener);
        }
    }

    /** Reads the steps from what executors report of tasks that run. */
    private static final class Steps extends SparkListener {
        private final long accumulator;
        private final LongConsumer advanced;

        Steps(long accumulator, LongConsumer advanced) {
            this.accumulator = accumulator;
            this.advanced = advanced;
        }

        @Override
        public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
            JavaConverters.seqAsJavaList(update.accumUpdates()).stream()
                    .flatMap(task -> JavaConverters.seqAsJavaList(task._4()).stream())
                    .filter(value -> value.id() == accumulator && value.update().isDefined())
                    .mapToLong(value -> (Long) value.update().get())
                    .filter(steps -> steps > 0)
                    .forEach(advanced);
        }
    }

    /** A task as Spark wants it. */
    private static final class Work<R> extends AbstractFunction1<Iterator<Integer>, Iterator<R>>
            implements Serializable {
        private static final long serialVersionUID = 1;

        private final Task<R> task;
        private final LongAccumulator steps;

        Work(Task<R> task, LongAccumulator steps) {
            this.task = task;
            this.steps = steps;
        }

        @Override
        public Iterator<R> apply(Iterator<Integer> number) {
            try {
                return Iterator$.MODULE$.single(task.run(new Group(BarrierTaskContext.get(), steps)));
            } catch (RuntimeException failure) {
                throw failure;
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
