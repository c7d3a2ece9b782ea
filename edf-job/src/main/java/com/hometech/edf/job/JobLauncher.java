package com.hometech.edf.job;

import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.spark.SparkMaster;
import com.hometech.edf.features.spark.SparkRuntime;
import com.hometech.edf.features.spark.SparkWorker;
import com.hometech.edf.job.hosts.Follower;
import com.hometech.edf.job.hosts.HostMachine;
import com.hometech.edf.job.hosts.HostTiming;
import com.hometech.edf.job.hosts.JobHosts;
import com.hometech.edf.job.hosts.Leader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job with SageMaker's container contract. Outputs are marked as incomplete until the job succeeded; then each
 * gets its manifest. A job that fails or is stopped says why in {@code output/failure} (which training jobs show) and
 * {@code output/message} (processing jobs), and a training job leaves no model: SageMaker keeps what lies there also when
 * a job was stopped.
 *
 * <p>Of several hosts the first runs the job, and the others serve its executors. All end in the same way: where one fails,
 * is stopped or is lost, each ends with that reason.
 */
final class JobLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(JobLauncher.class);
    private static final String CHECK = "--check";
    /** Time to end by itself; SageMaker gives a stopped container 120 s. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int SIGTERM = 143;
    private static final String STOPPED =
            "Stopped: the job was told to stop before its work was done, and its outputs are not complete. "
                    + "Start it again; where it took longer than MaxRuntimeInSeconds, give it more time or a larger instance";

    private enum State {
        RUNNING,
        ENDED,
        /** Another host failed. */
        ABORTED,
        /** By SIGTERM. */
        STOPPED
    }

    /** Tells the other hosts of the job that this one failed. */
    @FunctionalInterface
    private interface Others {
        Others NONE = (reason, exitCode) -> {};

        void learn(String reason, int exitCode);
    }

    private final Path root;
    private final Clock clock;
    private final HostTiming timing;
    private final IntConsumer exit;
    private final Thread worker = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final AtomicReference<RuntimeException> abortion = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Others others = Others.NONE;

    /**
     * @param root stands for {@code /opt/ml}
     * @param clock given to the job
     */
    JobLauncher(Path root, Clock clock) {
        this(root, clock, HostTiming.SAGEMAKER, System::exit);
    }

    /** @param exit ends the JVM where another host failed and the job does not heed its interruption */
    JobLauncher(Path root, Clock clock, HostTiming timing, IntConsumer exit) {
        this.root = root;
        this.clock = clock;
        this.timing = timing;
        this.exit = exit;
    }

    /**
     * Runs what the arguments name, on the thread that made this launcher.
     *
     * @return the exit code; empty where the job was stopped, and the JVM is ending anyway
     */
    OptionalInt run(List<String> arguments) {
        try {
            launch(arguments);
            return OptionalInt.of(JobExitCode.OK);
        } catch (Throwable failure) { // no heap left is a failure to report as any other
            Throwable reason = reason(failure);
            if (state.get() == State.STOPPED) {
                return OptionalInt.empty();
            }
            report(reason);
            return OptionalInt.of(JobExitCode.of(reason));
        } finally {
            ended.countDown();
        }
    }

    /** Why the job failed, from now on: what another host's failure brought about here is not the reason. */
    private Throwable reason(Throwable failure) {
        state.compareAndSet(State.RUNNING, State.ENDED);
        RuntimeException first = abortion.get();
        return state.get() == State.ABORTED && first != null ? first : failure;
    }

    private void launch(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.equals(List.of(CHECK))) {
            SelfCheck.run();
            state.compareAndSet(State.RUNNING, State.ENDED);
            return;
        }
        if (arguments.isEmpty()) {
            throw new InvalidInputException("Name a job: edf-job NAME [--parameter value ...], where NAME is one of "
                    + String.join(", ", JobProgram.names()) + "; or edf-job " + CHECK);
        }
        run(JobProgram.named(arguments.get(0)), arguments.subList(1, arguments.size()));
    }

    private void run(JobProgram program, List<String> arguments) throws IOException, InterruptedException {
        JobContext context = new JobContext(root, parameters(program, arguments), clock, new LoggedProgress(clock));
        JobHosts hosts = JobHosts.read(program.kind().resourceConfig(root));
        program.requireUsable(hosts.hosts().size());
        LOG.info("job {} starts with {}", program.jobName(), context.parameters());
        JobOutputs outputs = new JobOutputs(program.outputs(context));
        if (!hosts.areSeveral()) {
            prepare(program, outputs);
            program.run(context);
            end(program, context);
            outputs.complete(outputs.content());
        } else if (hosts.isFirst()) {
            lead(program, context, hosts, outputs);
        } else {
            follow(program, hosts, outputs);
        }
        LOG.info("job {} succeeded", program.jobName());
    }

    private void prepare(JobProgram program, JobOutputs outputs) throws IOException {
        requireCompleteInputs(program.kind().inputs(root));
        outputs.mark();
    }

    /** From here on the job cannot be stopped any more. */
    private void end(JobProgram program, JobContext context) throws IOException {
        if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
            throw new IllegalStateException("The job did its work, but was " + state.get());
        }
        if (program.kind() == JobKind.TRAINING
                && OutputManifest.filesBelow(context.model()).isEmpty()) {
            throw new IllegalStateException("The training job left nothing in " + context.model());
        }
    }

    /** The part of the first of several hosts: the job, with executors on all of them. */
    private void lead(JobProgram program, JobContext context, JobHosts hosts, JobOutputs outputs)
            throws IOException, InterruptedException {
        try (Leader leader = Leader.listen(hosts, Leader.PORT, timing, this::abort)) {
            others = leader::fail;
            try {
                prepare(program, outputs);
                leader.awaitOthers();
                runOnAll(program, context, hosts, leader);
                JobOutputs.Content content = left(outputs);
                for (Map.Entry<String, String> answer : leader.awaitFiles().entrySet()) {
                    content = content.with(JobOutputs.Content.parse(answer.getValue(), answer.getKey()));
                }
                end(program, context);
                outputs.complete(content);
                leader.succeed();
            } catch (Throwable failure) {
                tellOthers(failure);
                leader.awaitFarewell();
                throw failure;
            }
        }
    }

    private void runOnAll(JobProgram program, JobContext context, JobHosts hosts, Leader leader) throws IOException {
        try (SparkMaster master = SparkMaster.start(hosts.currentHost());
                SparkWorker executors = HostMachine.startWorker(hosts, master.url())) {
            leader.begin(master.url());
            SparkRuntime.connect(HostMachine.cluster(hosts, master));
            try {
                program.run(context);
            } catch (Throwable failure) {
                // before they notice that the master is gone
                tellOthers(failure);
                throw failure;
            } finally {
                SparkRuntime.stop();
            }
            leader.askForFiles();
        }
    }

    /** The part of each further host: executors, until the first host says how the job ended. */
    private void follow(JobProgram program, JobHosts hosts, JobOutputs outputs)
            throws IOException, InterruptedException {
        try (Follower follower = Follower.join(hosts, Leader.PORT, timing)) {
            others = follower::fail;
            try {
                prepare(program, outputs);
                try (SparkWorker executors = HostMachine.startWorker(hosts, follower.awaitBegin())) {
                    follower.awaitEnd();
                }
                follower.report(left(outputs).toText());
                state.compareAndSet(State.RUNNING, State.ENDED);
            } catch (Throwable failure) {
                tellOthers(failure);
                throw failure;
            }
        }
    }

    private void tellOthers(Throwable failure) {
        Throwable reason = reason(failure);
        others.learn(FailureText.of(reason), JobExitCode.of(reason));
    }

    /** What this one of several hosts left; its executors have ended. */
    private static JobOutputs.Content left(JobOutputs outputs) throws IOException {
        outputs.removeUnfinished();
        return outputs.content();
    }

    private Map<String, String> parameters(JobProgram program, List<String> arguments) throws IOException {
        if (program.kind() == JobKind.PROCESSING) {
            return JobParameters.ofArguments(arguments);
        }
        if (!arguments.isEmpty()) {
            throw new InvalidInputException("Job %s takes hyperparameters, no arguments: %s"
                    .formatted(program.jobName(), String.join(" ", arguments)));
        }
        return JobParameters.ofHyperparameters(root);
    }

    private static void requireCompleteInputs(Path inputs) throws IOException {
        if (!Files.isDirectory(inputs)) {
            return;
        }
        try (Stream<Path> folders = Files.list(inputs)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                OutputManifest.requireComplete(folder, folder + "/");
            }
        }
    }

    private void report(Throwable failure) {
        if (failure instanceof EdfException) {
            // its message is meant for a person and says all; what caused it is for the log
            LOG.error("job failed: {}", failure.getMessage(), failure.getCause());
        } else {
            LOG.error("job failed: {}", failure.getMessage(), failure);
        }
        leave(FailureText.of(failure));
    }

    /**
     * Ends a job that runs: interrupts it, gives it some time, and leaves nothing that looks whole. Called while the JVM
     * shuts down; does nothing where the job has ended.
     */
    void stop() {
        if (!state.compareAndSet(State.RUNNING, State.STOPPED)) {
            return;
        }
        LOG.warn("the job is told to stop");
        others.learn(STOPPED, SIGTERM);
        interrupt();
        leave(STOPPED);
    }

    /** Ends a job of which another host failed: interrupts it, and ends the JVM where that does not help. */
    private void abort(RuntimeException failure) {
        abortion.compareAndSet(null, failure);
        if (state.compareAndSet(State.RUNNING, State.ABORTED) && !interrupt()) {
            report(failure);
            exit.accept(JobExitCode.of(failure));
        }
    }

    /** Whether the job ends soon after. */
    private boolean interrupt() {
        worker.interrupt();
        try {
            if (ended.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
            LOG.warn("the job works on {} s after it was interrupted; it is cut off", GRACE.toSeconds());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Leaves the reason, and no model. */
    private void leave(String reason) {
        try {
            Path output = Files.createDirectories(root.resolve("output"));
            Files.writeString(output.resolve("failure"), reason);
            Files.writeString(output.resolve("message"), reason);
            clear(root.resolve("model"));
        } catch (IOException unwritable) {
            LOG.error("the reason cannot be left below {}", root, unwritable);
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }
}
