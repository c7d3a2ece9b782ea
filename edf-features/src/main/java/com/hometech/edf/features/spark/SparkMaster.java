package com.hometech.edf.features.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.rpc.RpcEnv;

/** The master of a Spark cluster, in this JVM: it knows the workers and gives their executors to applications. */
public final class SparkMaster implements AutoCloseable {
    private final RpcEnv endpoint;

    private SparkMaster(RpcEnv endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Starts it on any free port.
     *
     * @param host the name of this machine among those of the cluster
     */
    public static SparkMaster start(String host) {
        return new SparkMaster(
                Master.startRpcEnvAndEndpoint(host, 0, 0, new SparkConf())._1());
    }

    /** Where workers and applications find it. */
    public String url() {
        return endpoint.address().toSparkURL();
    }

    @Override
    public void close() {
        endpoint.shutdown();
        endpoint.awaitTermination();
    }
}
