package com.hometech.edf.common.config;

/**
 * The Lambdas that both workflows share.
 *
 * @param memory [MB]
 * @param timeout [s]
 */
public record LambdaConfig(int memory, int timeout) {
    static LambdaConfig defaults() {
        return new LambdaConfig(512, 60);
    }
}
