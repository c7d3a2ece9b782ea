package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/** A stationary first-order autoregressive process with mean 0 and standard deviation 1, one value a step. */
final class RedNoise {
    private final SplittableRandom random;
    private final double memory;
    private final double innovation;
    private double value;

    /** @param memorySteps steps after which the correlation has fallen to 1/e */
    RedNoise(SplittableRandom random, double memorySteps) {
        this.random = random;
        this.memory = StrictMath.exp(-1 / memorySteps);
        this.innovation = Math.sqrt(1 - memory * memory);
        this.value = random.nextGaussian();
    }

    double next() {
        double current = value;
        value = memory * value + innovation * random.nextGaussian();
        return current;
    }
}
