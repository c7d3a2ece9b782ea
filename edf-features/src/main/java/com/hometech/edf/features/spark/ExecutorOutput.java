package com.hometech.edf.features.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What executors print, which lies in files below the folder of Spark's worker ({@code application/executor/stdout}), and what
 * they log to the file {@code log.json} beside. A thread hands new lines over soon after they appear. What an executor was
 * cut off at is no line.
 */
final class ExecutorOutput implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorOutput.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int DEPTH = 3;
    /** What an executor itself writes down in its folder, and what Spark does of its standard output and errors. */
    private static final Set<String> FILES = Set.of("log.json", "stdout", "stderr");

    private final Path folder;
    private final Consumer<String> lines;
    private final Map<Path, Followed> files = new TreeMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "executor-output");

    private ExecutorOutput(Path folder, Consumer<String> lines) {
        this.folder = folder;
        this.lines = lines;
    }

    /** Hands over what is printed from now on. */
    static ExecutorOutput follow(Path folder, Consumer<String> lines) {
        ExecutorOutput output = new ExecutorOutput(folder, lines);
        output.thread.setDaemon(true);
        output.thread.start();
        return output;
    }

    private void follow() {
        try {
            while (!ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                handOver();
            }
            handOver();
        } catch (IOException unreadable) {
            LOG.warn("What executors log cannot be read; it is left out of this log", unreadable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOver() throws IOException {
        List<Path> printed;
        try (Stream<Path> found = Files.find(folder, DEPTH, (path, facts) -> facts.isRegularFile() && isOutput(path))) {
            printed = found.sorted().toList();
        }
        for (Path file : printed) {
            files.computeIfAbsent(file, Followed::new).handOver();
        }
    }

    private static boolean isOutput(Path file) {
        return FILES.contains(file.getFileName().toString());
    }

    /** Hands over what is left; the executors have ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Followed {
        private final Path file;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long position;

        Followed(Path file) {
            this.file = file;
        }

        void handOver() throws IOException {
            byte[] added;
            try (SeekableByteChannel channel = Files.newByteChannel(file).position(position);
                    InputStream content = Channels.newInputStream(channel)) {
                added = content.readAllBytes();
            }
            position += added.length;
            for (byte unit : added) {
                if (unit == '\n') {
                    endLine();
                } else {
                    line.write(unit);
                }
            }
        }

        private void endLine() {
            String text = line.toString(UTF_8);
            line.reset();
            if (!text.isBlank() && !isHeading(text)) {
                lines.accept(text);
            }
        }

        /** Spark begins each file of errors with the executor's command, which has the whole class path, and a rule. */
        private boolean isHeading(String text) {
            return text.startsWith("Spark Executor Command: ") || text.matches("=+");
        }
    }
}
