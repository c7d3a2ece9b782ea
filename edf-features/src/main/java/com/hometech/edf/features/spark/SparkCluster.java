package com.hometech.edf.features.spark;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import scala.util.Properties;

/**
 * A cluster of equal hosts with one executor each, as {@link SparkMaster} and {@link SparkWorker} form it.
 *
 * <p>Every task runs once: a task, stage or executor that fails ends the application. Tasks leave files on the host where
 * they run, and a repeat on another host would leave them there a second time.
 *
 * @param masterUrl where its master is
 * @param driverHost the name by which executors find this JVM
 * @param hosts how many there are
 * @param coresPerHost of each, which its executor uses
 * @param executorMemoryMb heap of each executor [MiB]
 * @param executorOptions options of the executors' JVMs; none may set the heap
 */
public record SparkCluster(
        String masterUrl,
        String driverHost,
        int hosts,
        int coresPerHost,
        int executorMemoryMb,
        List<String> executorOptions) {
    /** How long executors may take to start. */
    private static final String START_LIMIT = "120s";

    public SparkCluster {
        executorOptions = List.copyOf(executorOptions);
    }

    SparkConf settings() {
        return new SparkConf()
                .set("spark.master", masterUrl)
                .set("spark.driver.host", driverHost)
                .set("spark.driver.bindAddress", driverHost)
                // the heap is the limit
                .set("spark.driver.maxResultSize", "0")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.cores", Integer.toString(coresPerHost))
                .set("spark.executor.memory", executorMemoryMb + "m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set(
                        "spark.executor.extraJavaOptions",
                        executorOptions.stream().map(SparkCluster::quoted).collect(Collectors.joining(" ")))
                // the worker's launcher asks for it where it finds no build of Spark
                .set("spark.executorEnv.SPARK_SCALA_VERSION", Properties.versionNumberString())
                // work begins once every host is there
                .set("spark.cores.max", Integer.toString(hosts * coresPerHost))
                .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", START_LIMIT)
                .set("spark.task.maxFailures", "1")
                .set("spark.stage.maxConsecutiveAttempts", "1")
                .set("spark.speculation", "false");
    }

    /** As Spark splits options: at spaces outside of quotes. */
    private static String quoted(String option) {
        return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
