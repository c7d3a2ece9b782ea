package com.hometech.edf.training.fit;

import com.hometech.edf.features.spark.SparkRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.RabitTracker;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where workers that grow trees together find each other: XGBoost's tracker, in the JVM that drives Spark. */
final class BoostingTracker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoostingTracker.class);
    private static final int ANY_PORT = 0;
    /** Tasks of Spark that run at the same time come at the same time. */
    private static final int SECONDS_TO_COME = 300;
    /**
     * How long a worker waits for another between two sums. A worker that ends closes its connections, and Spark misses a
     * machine that is gone after two minutes: this is for what neither sees.
     */
    private static final int SECONDS_TO_ANSWER = 600;

    private final RabitTracker tracker;
    private final Map<String, Object> address;

    private BoostingTracker(RabitTracker tracker, Map<String, Object> address) {
        this.tracker = tracker;
        this.address = Map.copyOf(address);
    }

    /** Starts a tracker on any free port of the address at which Spark's executors reach this JVM. */
    static BoostingTracker start(int workers) throws XGBoostError, IOException {
        String host = InetAddress.getByName(SparkRuntime.driverHost()).getHostAddress();
        RabitTracker tracker = new RabitTracker(workers, host, ANY_PORT, SECONDS_TO_COME);
        tracker.start();
        return new BoostingTracker(tracker, tracker.getWorkerArgs());
    }

    /** What workers need to find it. */
    Map<String, Object> address() {
        return address;
    }

    /**
     * What a worker joins the others with.
     *
     * @param address of the tracker
     * @param task number of the worker's task
     */
    static Map<String, Object> arguments(Map<String, Object> address, int task) {
        Map<String, Object> arguments = new HashMap<>(address);
        arguments.put("dmlc_task_id", Integer.toString(task));
        arguments.put("dmlc_timeout", SECONDS_TO_ANSWER);
        return arguments;
    }

    @Override
    public void close() {
        try {
            tracker.stop();
        } catch (XGBoostError unfinished) {
            // after a failure it still waits for workers that will not come
            LOG.debug("the tracker ended before its workers", unfinished);
        }
    }
}
