package com.hometech.edf.common.config;

/**
 * The Lambdas that both workflows share.
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

    static LambdaConfig read(ConfigSection section) {
        LambdaConfig fallback = defaults();
        LambdaConfig config = new LambdaConfig(
                section.integer("memory", fallback.memory(), LEAST_MEMORY_MB, MOST_MEMORY_MB),
                section.integer("timeout", fallback.timeout(), 1, MOST_SECONDS));
        section.refuseOthers();
        return config;
    }
}
