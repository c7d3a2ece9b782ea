package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.job.JobProgram;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that stand for what the container image holds.
 *
 * @param imageUri the image that a request must name; another one holds programs that are not here
 * @param jobs by name: what follows {@code edf-job} in {@code ContainerEntrypoint}
 */
public record JobCatalog(String imageUri, Map<String, Job> jobs) {

    private static final Logger LOG = LoggerFactory.getLogger(JobCatalog.class);
    private static final String LAUNCHER = "edf-job";

    public JobCatalog {
        jobs = new TreeMap<>(jobs);
    }

    /**
     * The job that {@code entrypoint} of {@code image} starts, or an error that names what there is. Where SageMaker would
     * run it on several machines, it runs once on all cores of this one.
     *
     * @param instances {@code InstanceCount} of the request
     */
    Job find(String image, List<String> entrypoint, int instances) {
        if (!image.equals(imageUri)) {
            throw new InvalidInputException("Image %s cannot run on this machine: jobs run inside this JVM, as image %s"
                    .formatted(image, imageUri));
        }
        Job job = entrypoint.size() == 2 && entrypoint.get(0).equals(LAUNCHER) ? jobs.get(entrypoint.get(1)) : null;
        if (job == null) {
            throw new InvalidInputException("ContainerEntrypoint %s starts no job; expected [%s, one of %s]"
                    .formatted(entrypoint, LAUNCHER, jobs.keySet()));
        }
        if (job instanceof JobProgram program) {
            program.requireUsable(instances);
        }
        if (instances > 1) {
            LOG.info("InstanceCount is {}: here the job runs once, on all cores", instances);
        }
        return job;
    }
}
