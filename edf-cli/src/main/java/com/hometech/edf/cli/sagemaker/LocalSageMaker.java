package com.hometech.edf.cli.sagemaker;

import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.common.port.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Runs the SageMaker jobs of state machines on this machine. */
public final class LocalSageMaker {

    /** The resource of a Task that runs a processing job and waits for its end. */
    public static final String CREATE_PROCESSING_JOB = "arn:aws:states:::sagemaker:createProcessingJob.sync";

    /** The resource of a Task that runs a training job and waits for its end. */
    public static final String CREATE_TRAINING_JOB = "arn:aws:states:::sagemaker:createTrainingJob.sync";

    private final ProcessingJobs processing;
    private final TrainingJobs training;

    /**
     * SageMaker over these jobs and this store.
     *
     * @param home where executions are kept: a job's tree lies in its execution's folder
     * @param catalog the programs of the container image
     * @param store holds inputs and outputs
     * @param clock given to the jobs
     * @param progress hears of the progress of the job that runs
     */
    public LocalSageMaker(Path home, JobCatalog catalog, ObjectStore store, Clock clock, JobContext.Progress progress) {
        JobRunner runner = new JobRunner(clock, progress);
        Path names = home.resolve("sagemaker");
        this.processing = new ProcessingJobs(
                request -> jobFolders(home, request.stateMachine(), request.execution()),
                new JobNames(names.resolve("processing-jobs")),
                catalog,
                store,
                runner);
        this.training = new TrainingJobs(
                request -> jobFolders(home, request.stateMachine(), request.execution()),
                new JobNames(names.resolve("training-jobs")),
                catalog,
                store,
                runner);
    }

    private static Path jobFolders(Path home, String stateMachine, String execution) {
        return Executions.folderOf(home, stateMachine, execution).resolve("jobs");
    }

    /** The handlers by the resource of the Task states that use them. */
    public Map<String, TaskHandler> handlers() {
        return Map.of(CREATE_PROCESSING_JOB, processing, CREATE_TRAINING_JOB, training);
    }
}
