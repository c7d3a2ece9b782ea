package com.hometech.edf.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.opentest4j.TestAbortedException;

/**
 * Two hosts of one job as SageMaker starts them, on this machine: each runs the image's entry point as process 1, sees its
 * own folder as {@code /opt/ml}, and reaches the other by name in a network of the two. Made of the kernel's namespaces,
 * which only root may make.
 */
final class TwoHosts implements AutoCloseable {
    private static final int LIMIT_MINUTES = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Process network;

    private TwoHosts(Path directory, Process network) {
        this.directory = directory;
        this.network = network;
    }

    /**
     * Makes the network, and the program as it lies in the image.
     *
     * @throws TestAbortedException where this process may make no namespaces
     */
    static TwoHosts in(Path directory) throws IOException {
        Path names = Files.writeString(
                directory.resolve("hosts"),
                Files.readString(Path.of("/etc/hosts")) + "\n127.0.0.1 algo-1\n127.0.0.2 algo-2\n");
        Process network = started(
                directory.resolve("network.txt"),
                "exec unshare --net --mount sh -c 'ip link set lo up && mount --bind %s /etc/hosts && echo made && exec sleep 600'"
                        .formatted(names));
        TwoHosts hosts = new TwoHosts(directory, network);
        Path output = directory.resolve("network.txt");
        while (!Files.readString(output).contains("made")) {
            if (!network.isAlive()) {
                throw new TestAbortedException("two hosts on one machine need namespaces, but: "
                        + Files.readString(errors(output)).strip());
            }
            pause();
        }
        hosts.layDownTheProgram();
        return hosts;
    }

    private void layDownTheProgram() throws IOException {
        Path project = Path.of(System.getProperty("edf.root"));
        FileUtils.copyFile(
                project.resolve("docker/bin/edf-job").toFile(),
                directory.resolve("edf/bin/edf-job").toFile());
        FileUtils.copyFile(
                project.resolve("config/jvm.options").toFile(),
                directory.resolve("edf/config/jvm.options").toFile());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toUri().toString());
        }
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", entries));
        Path jar = Files.createDirectories(directory.resolve("edf/classpath")).resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
    }

    /** Starts the job on one host. Its inputs are copies of those below {@code inputs}. */
    Host start(String name, Path inputs, String... words) throws IOException {
        Path root = Files.createDirectories(directory.resolve(name));
        JobKind kind = JobProgram.named(words[0]).kind();
        FileUtils.copyDirectory(inputs.toFile(), kind.inputs(root).toFile());
        if (kind == JobKind.TRAINING) {
            FileUtils.writeStringToFile(
                    root.resolve("input/config/hyperparameters.json").toFile(), "{}", UTF_8);
        }
        FileUtils.writeStringToFile(kind.resourceConfig(root).toFile(), """
                {"current_host":"%s","hosts":["algo-1","algo-2"],"network_interface_name":"eth0"}""".formatted(name), UTF_8);
        Path seen = Files.createDirectories(directory.resolve("ml"));
        Path output = directory.resolve(name + ".txt");
        String inside = "mount --bind %s %s && EDF_ML_ROOT=%s EDF_JOB_USER=root exec sh %s/edf/bin/edf-job %s"
                .formatted(root, seen, seen, directory, String.join(" ", words));
        return new Host(
                root,
                output,
                started(
                        output,
                        "exec nsenter --net=/proc/%1$d/ns/net --mount=/proc/%1$d/ns/mnt unshare --mount --pid --fork --kill-child --mount-proc sh -c '%2$s'"
                                .formatted(network.pid(), inside)));
    }

    private static Process started(Path output, String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(output.toFile())
                .redirectError(errors(output).toFile())
                .redirectInput(new File("/dev/null"));
        // what surefire sets for tests on one machine is not there in a container
        builder.environment().remove("SPARK_LOCAL_IP");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "EDF_JVM_OPTS",
                        "-Xmx480m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Dio.netty.machineId=02:00:00:00:00:01");
        builder.environment().put("EDF_EXECUTION", "monday");
        return builder.start();
    }

    private static Path errors(Path output) {
        return output.resolveSibling(output.getFileName() + ".errors");
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        network.destroyForcibly();
    }

    /** One of the two. */
    static final class Host {
        private final Path root;
        private final Path output;
        private final Process process;

        private Host(Path root, Path output, Process process) {
            this.root = root;
            this.output = output;
            this.process = process;
        }

        /** The folder that it sees as {@code /opt/ml}. */
        Path root() {
            return root;
        }

        /** Waits for the end and answers with the exit code. */
        int end() throws InterruptedException {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                kill();
                throw new AssertionError("a host did not end within " + LIMIT_MINUTES + " minutes: " + text());
            }
            return process.exitValue();
        }

        /** Waits until its log has this text. */
        void awaitLine(String text) throws IOException {
            while (!Files.readString(output).contains(text)) {
                if (!process.isAlive()) {
                    throw new AssertionError("ended early: " + text());
                }
                pause();
            }
        }

        /** Waits until a task writes a file of this table here. */
        void awaitTask(String table) throws IOException {
            Path folder = root.resolve("processing/output").resolve(table);
            while (true) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        if (files.anyMatch(file -> file.getFileName().toString().contains("part-"))) {
                            return;
                        }
                    }
                }
                if (!process.isAlive()) {
                    throw new AssertionError("ended early: " + text());
                }
                pause();
            }
        }

        /** SIGTERM to its process 1. */
        void terminate() {
            process.children().forEach(ProcessHandle::destroy);
        }

        /** Ends all of its processes at once, as when its machine breaks. */
        void kill() {
            process.destroyForcibly();
        }

        /** The lines of its log, each an object. */
        List<JsonNode> log() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            try (BufferedReader reader = Files.newBufferedReader(output, UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(JSON.readTree(line));
                }
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("not JSON: " + notJson.getMessage() + Files.readString(output), notJson);
            }
            return lines;
        }

        /** All that it printed, for messages. */
        String text() {
            try {
                return Files.readString(output) + Files.readString(errors(output));
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        }

        String reason() throws IOException {
            return Files.readString(root.resolve("output/message"));
        }
    }
}
