package com.hometech.edf.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.json.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a job, from SageMaker's {@code resourceconfig.json}.
 *
 * @param currentHost the name of this one
 * @param hosts the names of all
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record JobHosts(String currentHost, List<String> hosts) {
    private static final String ONLY = "algo-1";

    JobHosts(@Nullable String currentHost, @Nullable List<String> hosts) {
        this.hosts = hosts == null || hosts.isEmpty() ? List.of(ONLY) : List.copyOf(hosts);
        this.currentHost = currentHost == null ? this.hosts.get(0) : currentHost;
    }

    /** Reads the file; where there is none, as on a laptop, there is one machine. */
    static JobHosts read(Path resourceConfig) throws IOException {
        return Files.isRegularFile(resourceConfig)
                ? JsonFiles.read(resourceConfig, JobHosts.class)
                : new JobHosts(ONLY, List.of(ONLY));
    }

    /**
     * Checks that the job has one machine: several would each do all of the work and overwrite each other's outputs.
     *
     * @throws InvalidInputException where there are more
     */
    void requireOne(JobProgram program) {
        if (hosts.size() > 1) {
            throw new InvalidInputException(
                    "Job %s runs on one machine, but InstanceCount is %d (%s): set InstanceCount to 1 and choose a larger InstanceType"
                            .formatted(program.jobName(), hosts.size(), String.join(", ", hosts)));
        }
    }
}
