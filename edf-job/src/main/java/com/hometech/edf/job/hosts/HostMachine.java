package com.hometech.edf.job.hosts;

import com.hometech.edf.features.spark.SparkCluster;
import com.hometech.edf.features.spark.SparkMaster;
import com.hometech.edf.features.spark.SparkWorker;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this machine gives to Spark: all cores, and an executor whose heap is twice that of this JVM. With several hosts this
 * JVM starts with a fifth of the container's memory, so executors have two fifths, and as much is left for XGBoost and
 * Spark's buffers.
 */
public final class HostMachine {
    private static final Logger LOG = LoggerFactory.getLogger(HostMachine.class);
    private static final String LOG_CONFIGURATION = "-Dlog4j2.configurationFile=classpath:edf-executor-log4j2.xml";
    private static final int MEBIBYTE = 1 << 20;
    private static final List<String> OF_THIS_JVM_ONLY = List.of(
            "-Xmx",
            "-Xms",
            "-XX:MaxRAMPercentage",
            "-XX:InitialRAMPercentage",
            "-XX:MaxHeapSize",
            "-XX:InitialHeapSize",
            "-javaagent",
            "-agentlib",
            "-agentpath",
            "-Dspark.");

    private HostMachine() {}

    /**
     * Starts the worker of this machine. What its executors log comes to standard output as the log of this JVM does.
     *
     * @param masterUrl where Spark's master is
     */
    public static SparkWorker startWorker(JobHosts hosts, String masterUrl) throws IOException {
        return SparkWorker.start(hosts.currentHost(), masterUrl, cores(), memoryMb(), HostMachine::print);
    }

    /** The cluster of hosts that are all like this one. */
    public static SparkCluster cluster(JobHosts hosts, SparkMaster master) {
        int executorMemoryMb = Math.toIntExact(2 * Runtime.getRuntime().maxMemory() / MEBIBYTE);
        return new SparkCluster(
                master.url(), hosts.currentHost(), hosts.hosts().size(), cores(), executorMemoryMb, executorOptions());
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static int memoryMb() {
        OperatingSystemMXBean container = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.toIntExact(container.getTotalMemorySize() / MEBIBYTE);
    }

    /** Those that this JVM was started with, but for what is its own, and an executor's way to log. */
    private static List<String> executorOptions() {
        Stream<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> OF_THIS_JVM_ONLY.stream().noneMatch(option::startsWith));
        return Stream.concat(given, Stream.of(LOG_CONFIGURATION)).toList();
    }

    private static void print(String line) {
        if (line.startsWith("{")) {
            System.out.println(line);
        } else {
            LOG.warn("an executor printed: {}", line);
        }
    }
}
