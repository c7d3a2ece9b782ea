package com.hometech.edf.contract;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** A place where an emulator of AWS may be had. */
@FunctionalInterface
interface EmulatorSource {
    /** Free of charge and of accounts, unlike those that came after it. */
    String LOCALSTACK_IMAGE = "localstack/localstack:4.14.0";

    String MOTO_IMAGE = "motoserver/moto:5.2.1";
    int MOTO_PORT = 5000;

    /**
     * Looks there, and starts what is to be started.
     *
     * @throws IOException when it is there but does not work: tests must not be skipped for that
     */
    Found find() throws IOException, InterruptedException;

    /**
     * What there is.
     *
     * @param reason why there is nothing, and how to change that
     */
    record Found(Optional<URI> endpoint, String reason) {
        static Found at(URI endpoint) {
            return new Found(Optional.of(endpoint), "");
        }

        static Found nothing(String reason) {
            return new Found(Optional.empty(), reason);
        }
    }

    /** One that runs already, as the services of a build server do. */
    static EmulatorSource environment(String variable) {
        return () -> {
            String endpoint = System.getenv().getOrDefault(variable, "");
            return endpoint.isBlank() ? Found.nothing(variable + " is not set") : Found.at(URI.create(endpoint));
        };
    }

    /** A process of {@code moto_server}. */
    static EmulatorSource motoServer() {
        return () -> {
            Optional<Path> program = Arrays.stream(
                            System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, "moto_server"))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (program.isEmpty()) {
                return Found.nothing("moto_server is not on the PATH (pip install 'moto[server]==5.2.1')");
            }
            int port = EmulatorProcess.freePort();
            return Found.at(EmulatorProcess.start(
                    port, List.of(program.get().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))));
        };
    }

    /** A container of moto. */
    static EmulatorSource motoContainer() {
        return () -> {
            Optional<String> reason = whyNoDocker();
            if (reason.isPresent()) {
                return Found.nothing(reason.get());
            }
            GenericContainer<?> moto = new GenericContainer<>(DockerImageName.parse(MOTO_IMAGE))
                    .withExposedPorts(MOTO_PORT)
                    .waitingFor(Wait.forHttp("/moto-api/"));
            return started(moto, () -> URI.create("http://" + moto.getHost() + ":" + moto.getMappedPort(MOTO_PORT)));
        };
    }

    /** A container of LocalStack. */
    static EmulatorSource localStackContainer() {
        return () -> {
            Optional<String> reason = whyNoDocker();
            if (reason.isPresent()) {
                return Found.nothing(reason.get());
            }
            LocalStackContainer localStack = new LocalStackContainer(DockerImageName.parse(LOCALSTACK_IMAGE))
                    .withServices("s3", "dynamodb", "ssm", "secretsmanager");
            return started(localStack, localStack::getEndpoint);
        };
    }

    /** A process of DynamoDB Local with libraries of its own, whose paths the build has noted. */
    static EmulatorSource dynamoDbLocal() {
        return () -> {
            Path noted = Path.of(System.getProperty("edf.root"), "tests-dynamodb-local", "target", "classpath");
            if (!Files.exists(noted)) {
                return Found.nothing("the build has not noted its class path in " + noted + " (mvn -am)");
            }
            int port = EmulatorProcess.freePort();
            return Found.at(EmulatorProcess.start(
                    port,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            Files.readString(noted).strip(),
                            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                            "-inMemory",
                            "-disableTelemetry",
                            "-port",
                            Integer.toString(port))));
        };
    }

    private static Found started(GenericContainer<?> container, Supplier<URI> endpoint) {
        try {
            container.start();
            return Found.at(endpoint.get());
        } catch (ContainerFetchException | ContainerLaunchException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ContainerFetchException) {
                    return Found.nothing("Docker cannot fetch the image: " + cause.getMessage());
                }
            }
            throw failure;
        }
    }

    /** Testcontainers searches long and complains loudly where there is none; the socket is quickly looked for. */
    private static Optional<String> whyNoDocker() {
        List<Path> sockets = Stream.of(
                        "/var/run/docker.sock",
                        System.getProperty("user.home") + "/.docker/run/docker.sock",
                        System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run") + "/docker.sock")
                .map(Path::of)
                .toList();
        if (!System.getenv().containsKey("DOCKER_HOST") && sockets.stream().noneMatch(Files::exists)) {
            return Optional.of("there is no Docker: DOCKER_HOST is not set and there is no " + sockets.get(0));
        }
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("Docker does not answer");
    }
}
