package com.hometech.edf.handlers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cold start of a function: a new JVM with Lambda's options at 1 GB and Lambda's own runtime, which makes the function, asks
 * the runtime API for an event and posts the answer. The runtime API is played here.
 *
 * @param answer of the function
 * @param init from the start of the process to the question for the first event, as Lambda counts its phase Init
 * @param total from the start of the process to the answer
 * @param cpu that the process had used up to then, on all cores
 * @param log what it wrote
 */
record ColdStart(JsonNode answer, Duration init, Duration total, Duration cpu, List<String> log) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> AS_LAMBDA =
            List.of("-XX:MaxHeapSize=870m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    private static final String API = "/2018-06-01/runtime/";
    private static final String REQUEST_ID = "request-1";
    private static final int LONGEST_SECONDS = 60;

    /**
     * Starts a function once.
     *
     * @param task holds {@code lib} with the jars, as Lambda unpacks an artifact
     * @param environment variables, beside those of this process that are not of AWS, and Lambda's
     * @param options of the JVM, beside Lambda's
     */
    static ColdStart of(
            Path task, String handler, Map<String, Object> event, Map<String, String> environment, List<String> options)
            throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        api.setExecutor(threads);
        CompletableFuture<Long> asked = new CompletableFuture<>();
        CompletableFuture<Measured> answered = new CompletableFuture<>();
        CompletableFuture<Process> started = new CompletableFuture<>();
        api.createContext(API + "invocation/next", exchange -> {
            // the second question is never answered: there is one event
            if (asked.complete(System.nanoTime())) {
                sendEvent(exchange, event);
            }
        });
        api.createContext(API, exchange -> {
            long now = System.nanoTime();
            Duration cpu = cpuOf(started.join());
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            answered.complete(new Measured(exchange.getRequestURI().getPath(), body, now, cpu));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        api.start();
        Path log = Files.createTempFile("function", ".log");
        ProcessBuilder builder = new ProcessBuilder(command(task, handler, options))
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + api.getAddress().getPort(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        handler,
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "1024",
                        "LAMBDA_TASK_ROOT",
                        task.toString(),
                        "_HANDLER",
                        handler));
        long began = System.nanoTime();
        Process process = builder.start();
        started.complete(process);
        process.onExit()
                .thenRun(() -> answered.completeExceptionally(new IOException("the function's process ended itself")));
        try {
            Measured measured = answered.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!measured.path().equals(API + "invocation/" + REQUEST_ID + "/response")) {
                throw new AssertionError(measured.path() + ": " + measured.body());
            }
            return new ColdStart(
                    measured.body(),
                    Duration.ofNanos(asked.join() - began),
                    Duration.ofNanos(measured.nanos() - began),
                    measured.cpu(),
                    Files.readAllLines(log));
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(failure + "\n" + Files.readString(log), failure);
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(log);
            api.stop(0);
            threads.shutdownNow();
        }
    }

    private record Measured(String path, JsonNode body, long nanos, Duration cpu) {}

    private static Duration cpuOf(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void sendEvent(HttpExchange exchange, Map<String, Object> event) throws IOException {
        byte[] bytes = JSON.writeValueAsString(event).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", REQUEST_ID);
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 60_000));
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:000000000000:function:f");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** {@code -Dedf.cold.launcher="taskset -c 0"} starts the JVM by another program. */
    private static List<String> command(Path task, String handler, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        String launcher = System.getProperty("edf.cold.launcher", "").strip();
        if (!launcher.isEmpty()) {
            command.addAll(List.of(launcher.split(" +")));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(AS_LAMBDA);
        command.addAll(options);
        try (Stream<Path> jars = Files.list(task.resolve("lib"))) {
            command.add("-cp");
            command.add(Stream.concat(
                            Stream.of(AWSLambda.class, PojoSerializer.class, Context.class)
                                    .map(ColdStart::jarOf),
                            jars.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator)));
        }
        command.add(AWSLambda.class.getName());
        command.add(handler);
        return command;
    }

    /** Lambda brings these itself. */
    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
