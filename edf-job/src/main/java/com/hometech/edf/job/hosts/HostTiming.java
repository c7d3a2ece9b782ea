package com.hometech.edf.job.hosts;

import java.time.Duration;

/**
 * How patient hosts are with each other.
 *
 * @param join until every host is there; SageMaker starts them together, but each copies its own image and inputs
 * @param pulse between two signs of life
 * @param silence after which a host counts as lost: its machine or the network is gone. A process that ends is noticed at
 *     once
 * @param farewell how long to wait until the others heard the last word
 */
public record HostTiming(Duration join, Duration pulse, Duration silence, Duration farewell) {
    /** For the hosts of one SageMaker job. */
    public static final HostTiming SAGEMAKER = new HostTiming(
            Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30));
}
