package com.hometech.edf.training.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of this process, all threads together, native ones included. */
public final class ProcessorTime {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS = 1e9;

    private final long start = SYSTEM.getProcessCpuTime();

    /** Starts to measure. */
    public static ProcessorTime start() {
        return new ProcessorTime();
    }

    /** CPU time since the start [s]. */
    public double seconds() {
        return (SYSTEM.getProcessCpuTime() - start) / NANOS;
    }
}
