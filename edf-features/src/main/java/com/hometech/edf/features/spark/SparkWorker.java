package com.hometech.edf.features.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;

/**
 * A worker of a Spark cluster, in this JVM: it starts executors, each a JVM of its own, and ends them.
 *
 * <p>Spark looks for its libraries in the folder {@code jars} of {@code SPARK_HOME}. Here executors have the class path of
 * their application, so the folder is there and empty.
 */
public final class SparkWorker implements AutoCloseable {
    private static final String HOME = "SPARK_HOME";

    private final RpcEnv endpoint;
    private final Path folder;
    private final ExecutorOutput output;

    private SparkWorker(RpcEnv endpoint, Path folder, ExecutorOutput output) {
        this.endpoint = endpoint;
        this.folder = folder;
        this.output = output;
    }

    /**
     * Starts it; it registers with the master by itself.
     *
     * @param host the name of this machine among those of the cluster
     * @param masterUrl see {@link SparkMaster#url()}
     * @param cores what executors may use
     * @param memoryMb what executors may use [MiB]
     * @param lines takes every line that an executor prints, or logs to the file {@code log.json} in its working directory
     * @throws IllegalStateException where the environment variable {@code SPARK_HOME} is not set
     */
    public static SparkWorker start(String host, String masterUrl, int cores, int memoryMb, Consumer<String> lines)
            throws IOException {
        String home = System.getenv(HOME);
        if (home == null) {
            throw new IllegalStateException(
                    "The environment variable " + HOME + " must name a folder of which Spark's worker may use jars/");
        }
        Files.createDirectories(Path.of(home, "jars"));
        Path folder = Files.createTempDirectory("edf-spark-worker-");
        RpcEnv endpoint = Worker.startRpcEnvAndEndpoint(
                host,
                0,
                0,
                cores,
                memoryMb,
                new String[] {masterUrl},
                folder.toString(),
                Option.empty(),
                new SparkConf(),
                Option.empty());
        return new SparkWorker(endpoint, folder, ExecutorOutput.follow(folder, lines));
    }

    /** Ends the worker and its executors: once this returns, none of them writes to a file any more. */
    @Override
    public void close() throws IOException {
        endpoint.shutdown();
        endpoint.awaitTermination();
        List<ProcessHandle> executors = ProcessHandle.current().descendants().toList();
        executors.forEach(ProcessHandle::destroyForcibly);
        executors.forEach(executor -> executor.onExit().join());
        output.close();
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
