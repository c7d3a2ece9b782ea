package com.hometech.edf.features.spark;

import com.hometech.edf.common.error.DependencyUnavailableException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The Spark of this JVM. On several hosts it is the {@link SparkCluster} that they formed, under {@code spark-submit} what
 * was submitted to; elsewhere it is local, on all cores or on those of the system property {@code spark.master}. It lives
 * on between jobs and ends with the JVM.
 */
public final class SparkRuntime {
    private static final String MASTER = "spark.master";

    private static @Nullable SparkCluster cluster;
    private static @Nullable JavaSparkContext context;

    private SparkRuntime() {}

    /** Lets {@link #context()} work on a cluster. */
    public static synchronized void connect(SparkCluster formed) {
        cluster = formed;
    }

    /**
     * The context of this JVM, made when it is first asked for.
     *
     * @throws DependencyUnavailableException where not every host of the cluster started its executor
     */
    public static synchronized JavaSparkContext context() {
        JavaSparkContext running = context;
        if (running == null || running.sc().isStopped()) {
            running = JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(settings()));
            context = running;
            requireEveryExecutor(running);
        }
        return running;
    }

    /**
     * How many executors share the work, each in a JVM of its own: one for each host of a cluster. Without a cluster the
     * work is done in this JVM, and there is one.
     */
    public static synchronized int executors() {
        return cluster == null ? 1 : cluster.hosts();
    }

    /** The name or address at which executors reach this JVM. */
    public static String driverHost() {
        return context().getConf().get("spark.driver.host");
    }

    /** Ends the context and its executors, where there is one. */
    public static synchronized void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    private static SparkConf settings() {
        SparkConf conf = (cluster == null ? new SparkConf() : cluster.settings())
                .setIfMissing("spark.app.name", "edf-features")
                .setIfMissing("spark.ui.showConsoleProgress", "false");
        if (!conf.contains(MASTER) || conf.get(MASTER).startsWith("local")) {
            conf.setIfMissing(MASTER, "local[*]")
                    .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
                    .setIfMissing("spark.driver.host", "127.0.0.1")
                    // results do not leave this JVM: its heap is the limit
                    .setIfMissing("spark.driver.maxResultSize", "0")
                    // nor does a task without heap end it: the job says why it failed
                    .setIfMissing("spark.executor.killOnFatalError.depth", "0")
                    .setIfMissing("spark.ui.enabled", "false");
        }
        return conf;
    }

    private static void requireEveryExecutor(JavaSparkContext running) {
        if (cluster != null) {
            int there = running.sc().getExecutorIds().size();
            if (there < cluster.hosts()) {
                throw new DependencyUnavailableException(
                        "Executors of Spark started on %d of %d hosts only: the logs of the hosts say why. Start the job again"
                                .formatted(there, cluster.hosts()));
            }
        }
    }
}
