package com.hometech.edf.common.config;

/**
 * What Lambdas may take: those that the workflows share, or those that answer requests.
 *
 * @param memory [MB]
 * @param timeout [s]
 */
public record LambdaConfig(int memory, int timeout) {
    /** What AWS Lambda offers. */
    static final int LEAST_MEMORY_MB = 128;

    static final int MOST_MEMORY_MB = 10_240;
    static final int MOST_SECONDS = 900;

    static LambdaConfig defaults() {
        return new LambdaConfig(512, 60);
    }

    /** Requests are answered within the 29 s that the gateway waits; the more memory, the more of a processor. */
    static LambdaConfig apiDefaults() {
        return new LambdaConfig(1024, 29);
    }

    static LambdaConfig read(ConfigSection section, LambdaConfig fallback) {
        LambdaConfig config = new LambdaConfig(
                section.integer("memory", fallback.memory(), LEAST_MEMORY_MB, MOST_MEMORY_MB),
                section.integer("timeout", fallback.timeout(), 1, MOST_SECONDS));
        section.refuseOthers();
        return config;
    }
}
