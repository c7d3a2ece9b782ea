package com.hometech.edf.job;

import com.hometech.edf.common.error.EdfException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job with SageMaker's container contract. Outputs are marked as incomplete until the job succeeded; then each
 * gets its manifest. A job that fails or is stopped says why in {@code output/failure} (which training jobs show) and
 * {@code output/message} (processing jobs), and a training job leaves no model: SageMaker keeps what lies there also when
 * a job was stopped.
 */
final class JobLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(JobLauncher.class);
    private static final String CHECK = "--check";
    /** Time to end by itself; SageMaker gives a stopped container 120 s. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private enum State {
        RUNNING,
        ENDED,
        STOPPED
    }

    private final Path root;
    private final Clock clock;
    private final Thread worker = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param root stands for {@code /opt/ml}
     * @param clock given to the job
     */
    JobLauncher(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * Runs what the arguments name, on the thread that made this launcher.
     *
     * @return the exit code; empty where the job was stopped, and the JVM is ending anyway
     */
    OptionalInt run(List<String> arguments) {
        try {
            launch(arguments);
            return state.get() == State.STOPPED ? OptionalInt.empty() : OptionalInt.of(JobExitCode.OK);
        } catch (Throwable failure) { // no heap left is a failure to report as any other
            state.compareAndSet(State.RUNNING, State.ENDED);
            if (state.get() == State.STOPPED) {
                return OptionalInt.empty();
            }
            report(failure);
            return OptionalInt.of(JobExitCode.of(failure));
        } finally {
            ended.countDown();
        }
    }

    private void launch(List<String> arguments) throws IOException {
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

    private void run(JobProgram program, List<String> arguments) throws IOException {
        JobContext context = new JobContext(root, parameters(program, arguments), clock, new LoggedProgress(clock));
        LOG.info("job {} starts with {}", program.jobName(), context.parameters());
        JobHosts.read(program.kind().resourceConfig(root)).requireOne(program);
        requireCompleteInputs(program.kind().inputs(root));
        for (Path output : program.outputs(context)) {
            Files.createDirectories(output);
            Files.writeString(output.resolve(OutputManifest.PUBLISHING), "the job that writes here has not ended\n");
        }
        program.run(context);
        if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
            return;
        }
        if (program.kind() == JobKind.TRAINING
                && OutputManifest.filesBelow(context.model()).isEmpty()) {
            throw new IllegalStateException("The training job left nothing in " + context.model());
        }
        for (Path output : program.outputs(context)) {
            complete(output);
        }
        LOG.info("job {} succeeded", program.jobName());
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

    /** Turns the mark into the manifest in one step. */
    private static void complete(Path output) throws IOException {
        Path mark = output.resolve(OutputManifest.PUBLISHING);
        Files.delete(mark);
        OutputManifest manifest = OutputManifest.of(output);
        if (manifest.files().isEmpty()) {
            throw new IllegalStateException("The job wrote no file to " + output);
        }
        Files.writeString(mark, manifest.toText());
        Files.move(mark, output.resolve(OutputManifest.FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
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
        worker.interrupt();
        try {
            if (!ended.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the job works on {} s after it was told to stop; it is cut off", GRACE.toSeconds());
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        leave(
                "Stopped: the job was told to stop before its work was done, and its outputs are not complete. "
                        + "Start it again; where it took longer than MaxRuntimeInSeconds, give it more time or a larger instance");
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
