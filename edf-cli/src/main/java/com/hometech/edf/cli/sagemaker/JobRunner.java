package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.cli.states.BoundedCall;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs one job in its tree, as the container's launcher does. The logging context says {@code jobLog}: the file for what
 * the job logs.
 */
final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    /** What a job's steps do: lay down inputs, work, publish. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    private final Clock clock;
    private final JobContext.Progress progress;

    JobRunner(Clock clock, JobContext.Progress progress) {
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Stages, runs and publishes; a job that fails or is stopped publishes nothing.
     *
     * @param limit time for all of it
     * @return why the job failed; empty where it succeeded
     */
    Optional<String> run(
            JobTree tree,
            String name,
            Job job,
            Map<String, String> parameters,
            Optional<Duration> limit,
            Step stage,
            Step publish)
            throws IOException, InterruptedException {
        MDC.put("jobLog", tree.logFile().toString());
        try {
            LOG.info("job {} starts with {}", name, parameters);
            stage.run();
            Optional<Boolean> inTime = new BoundedCall<>(
                            "job-" + name,
                            () -> {
                                job.run(new JobContext(tree.root(), parameters, clock, progress));
                                return true;
                            },
                            () -> LOG.warn("job {} is stopped", name))
                    .within(limit);
            if (inTime.isEmpty()) {
                return Optional.of("the job ran longer than MaxRuntimeInSeconds (%d s)"
                        .formatted(limit.orElse(Duration.ZERO).toSeconds()));
            }
            publish.run();
            LOG.info("job {} succeeded", name);
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(explain(tree, name, failed.getCause() == null ? failed : failed.getCause()));
        } catch (IOException | RuntimeException failed) {
            return Optional.of(explain(tree, name, failed));
        } finally {
            MDC.remove("jobLog");
        }
    }

    private static String explain(JobTree tree, String name, Throwable failure) throws IOException {
        LOG.error("job {} failed", name, failure);
        return tree.failureText(failure);
    }
}
