package com.hometech.edf.job.hosts;

import com.hometech.edf.common.error.DependencyUnavailableException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** The names of the hosts, which SageMaker makes known only while containers start. */
final class HostNames {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private HostNames() {}

    /**
     * Waits until every name has an address.
     *
     * @throws DependencyUnavailableException where one has none in time
     */
    static void awaitKnown(JobHosts hosts, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (String host : hosts.hosts()) {
            while (!isKnown(host)) {
                if (System.nanoTime() > end) {
                    throw new DependencyUnavailableException(
                            "The name of host %s has had no address for %d s, so the hosts of the job cannot reach each other. Start the job again"
                                    .formatted(host, limit.toSeconds()));
                }
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private static boolean isKnown(String host) {
        try {
            InetAddress.getByName(host);
            return true;
        } catch (UnknownHostException notYet) {
            return false;
        }
    }
}
