package com.hometech.edf.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hometech.edf.cli.Edf;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code edf} command in a process of its own, started as the launcher starts it. */
final class EdfProcess {
    private static final int LIMIT_MINUTES = 5;
    private static final List<String> HEARING_INTERRUPTS = List.of("env", "--default-signal=INT", "true");

    private final Process process;
    private final Path output;

    private EdfProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the command.
     *
     * @param home where everything is kept; what the command prints goes to {@code output.txt} there
     * @param jvmOptions beside those that every JVM of EDF gets
     */
    static EdfProcess start(Path home, List<String> jvmOptions, String... words) throws IOException {
        Path root = Path.of(System.getProperty("edf.root"));
        List<String> line = new ArrayList<>(hearingInterrupts());
        line.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("config/jvm.options"),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Dedf.root=" + root));
        line.addAll(jvmOptions);
        line.add(Edf.class.getName());
        line.addAll(List.of(words));
        line.addAll(List.of("--home", home.toString()));
        Path output = home.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new EdfProcess(builder.redirectInput(new File("/dev/null")).start(), output);
    }

    /** A build in the background ignores Ctrl-C and would pass that on; where the system can, it is taken back. */
    private static List<String> hearingInterrupts() throws IOException {
        try {
            boolean known = new ProcessBuilder(HEARING_INTERRUPTS).start().waitFor() == 0;
            return known ? HEARING_INTERRUPTS.subList(0, 2) : List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    /** Waits for the end and answers with the exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            kill();
            throw new AssertionError("edf did not end within " + LIMIT_MINUTES + " minutes");
        }
        return process.exitValue();
    }

    boolean runs() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** As Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** What it printed so far. */
    String output() throws IOException {
        return Files.readString(output, UTF_8);
    }
}
