package com.hometech.edf.job.hosts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a job, from SageMaker's {@code resourceconfig.json}. They reach each other by their names.
 *
 * @param currentHost the name of this one
 * @param hosts the names of all, in the same order on each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobHosts(String currentHost, List<String> hosts) {
    private static final String ONLY = "algo-1";

    public JobHosts(@Nullable String currentHost, @Nullable List<String> hosts) {
        this.hosts = hosts == null || hosts.isEmpty() ? List.of(ONLY) : List.copyOf(hosts);
        this.currentHost = currentHost == null ? this.hosts.get(0) : currentHost;
        if (!this.hosts.contains(this.currentHost)) {
            throw new InvalidInputException("resourceconfig.json: current_host is %s, but hosts are %s"
                    .formatted(this.currentHost, String.join(", ", this.hosts)));
        }
    }

    /** Reads the file; where there is none, as on a laptop, there is one machine. */
    public static JobHosts read(Path resourceConfig) throws IOException {
        return Files.isRegularFile(resourceConfig)
                ? JsonFiles.read(resourceConfig, JobHosts.class)
                : new JobHosts(ONLY, List.of(ONLY));
    }

    /** Whether there are more than this one. */
    public boolean areSeveral() {
        return hosts.size() > 1;
    }

    /** The host that leads. */
    public String first() {
        return hosts.get(0);
    }

    /** Whether this host leads. */
    public boolean isFirst() {
        return currentHost.equals(first());
    }

    /** All but the first. */
    public List<String> others() {
        return hosts.subList(1, hosts.size());
    }
}
