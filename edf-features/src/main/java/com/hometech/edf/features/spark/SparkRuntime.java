package com.hometech.edf.features.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The Spark of this JVM. Under {@code spark-submit} it is what was submitted to; elsewhere it is local, on all cores or on
 * those of the system property {@code spark.master}. It lives on between jobs and ends with the JVM.
 */
final class SparkRuntime {
    private static final String MASTER = "spark.master";

    private SparkRuntime() {}

    static JavaSparkContext context() {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "edf-features");
        if (!conf.contains(MASTER) || conf.get(MASTER).startsWith("local")) {
            conf.setIfMissing(MASTER, "local[*]")
                    .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
                    .setIfMissing("spark.driver.host", "127.0.0.1")
                    // results do not leave this JVM: its heap is the limit
                    .setIfMissing("spark.driver.maxResultSize", "0")
                    .setIfMissing("spark.ui.enabled", "false")
                    .setIfMissing("spark.ui.showConsoleProgress", "false");
        }
        return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(conf));
    }
}
