package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code edf-job} in a process of its own, over a tree that stands for {@code /opt/ml}. */
final class JobProcess {
    private static final int LIMIT_MINUTES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path output;

    private JobProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static JobProcess start(Path root, String... words) throws IOException {
        return start("-Xmx512m", root, words);
    }

    /** @param heap the JVM's option for it */
    static JobProcess start(String heap, Path root, String... words) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path options = Path.of(System.getProperty("edf.root"), "config/jvm.options");
        List<String> line = new ArrayList<>(
                List.of(java.toString(), "@" + options, heap, "-XX:TieredStopAtLevel=1", EdfJob.class.getName()));
        line.addAll(List.of(words));
        Path output = root.resolveSibling("stdout.txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("EDF_ML_ROOT", root.toString());
        builder.environment().put("EDF_EXECUTION", "monday");
        return new JobProcess(builder.start(), output);
    }

    /** Waits for the end and answers with the exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("edf-job did not end within " + LIMIT_MINUTES + " minutes");
        }
        return process.exitValue();
    }

    boolean runs() {
        return process.isAlive();
    }

    /** As SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** The lines of the log, each an object. */
    List<JsonNode> log() throws IOException {
        return Files.readAllLines(output, UTF_8).stream().map(JobProcess::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + line, notJson);
        }
    }
}
