package com.hometech.edf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.contract.EmulatorSource.Found;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An emulator of AWS, found or started once for all tests; where there is none they are skipped with the reasons. */
public final class AwsEmulator {
    private static final Map<Kind, AwsEmulator> RUNNING = new EnumMap<>(Kind.class);
    private static final Map<Kind, String> ABSENT = new EnumMap<>(Kind.class);

    private final URI endpoint;
    private final AwsClients clients;

    private AwsEmulator(URI endpoint) {
        this.endpoint = endpoint;
        clients = AwsClients.ofEmulator(endpoint);
    }

    /** Emulators differ in the services that they have and in the rules of AWS that they keep. */
    enum Kind {
        /** Everything that EDF uses but the queries of Timestream; keeps few limits. */
        MOTO(
                "moto",
                EmulatorSource.environment("EDF_MOTO_ENDPOINT"),
                EmulatorSource.motoServer(),
                EmulatorSource.motoContainer()) {
            @Override
            void clear(AwsEmulator emulator) throws IOException, InterruptedException {
                emulator.reset();
            }
        },

        /** S3, DynamoDB, Parameter Store and Secrets Manager, by other hands than moto. */
        LOCALSTACK(
                "LocalStack",
                EmulatorSource.environment("EDF_LOCALSTACK_ENDPOINT"),
                EmulatorSource.localStackContainer()) {
            @Override
            void clear(AwsEmulator emulator) {
                AwsResources.removeBuckets(emulator.clients.s3());
                AwsResources.removeTables(emulator.clients.dynamoDb());
                AwsResources.removeParameters(emulator.clients.ssm());
                AwsResources.removeSecrets(emulator.clients.secretsManager());
            }
        },

        /** DynamoDB by Amazon, with its limits. */
        DYNAMODB_LOCAL(
                "DynamoDB Local", EmulatorSource.environment("EDF_DYNAMODB_ENDPOINT"), EmulatorSource.dynamoDbLocal()) {
            @Override
            void clear(AwsEmulator emulator) {
                AwsResources.removeTables(emulator.clients.dynamoDb());
            }
        };

        private final String title;
        private final List<EmulatorSource> sources;

        Kind(String title, EmulatorSource... sources) {
            this.title = title;
            this.sources = List.of(sources);
        }

        abstract void clear(AwsEmulator emulator) throws IOException, InterruptedException;
    }

    /** An emulator of all services, with nothing in it. */
    public static AwsEmulator empty() throws IOException, InterruptedException {
        return empty(Kind.MOTO);
    }

    /** An emulator of this kind with nothing in it. */
    static synchronized AwsEmulator empty(Kind kind) throws IOException, InterruptedException {
        if (!RUNNING.containsKey(kind) && !ABSENT.containsKey(kind)) {
            look(kind);
        }
        assumeTrue(RUNNING.containsKey(kind), () -> "needs " + kind.title + ": " + ABSENT.get(kind));
        AwsEmulator emulator = RUNNING.get(kind);
        kind.clear(emulator);
        return emulator;
    }

    private static void look(Kind kind) throws IOException, InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (EmulatorSource source : kind.sources) {
            Found found = source.find();
            if (found.endpoint().isPresent()) {
                RUNNING.put(kind, new AwsEmulator(found.endpoint().get()));
                return;
            }
            reasons.add(found.reason());
        }
        ABSENT.put(kind, String.join("; ", reasons));
    }

    public AwsClients clients() {
        return clients;
    }

    /** Where it listens. */
    public URI endpoint() {
        return endpoint;
    }

    private void reset() throws IOException, InterruptedException {
        HttpRequest reset = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(reset, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
