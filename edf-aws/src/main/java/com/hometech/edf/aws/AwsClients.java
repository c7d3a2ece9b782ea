package com.hometech.edf.aws;

import com.hometech.edf.common.error.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.timestreamquery.TimestreamQueryClient;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Builds the clients of AWS, all with the same timeouts, retries and connections. Region, credentials and endpoints come
 * from the places that every AWS tool reads: {@code AWS_REGION}, {@code AWS_PROFILE}, {@code AWS_ENDPOINT_URL},
 * {@code AWS_ENDPOINT_URL_S3} and so on. Each client is built when it is first asked for and then kept; closing this closes
 * them.
 */
public final class AwsClients implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_CONNECTIONS = 32;

    /** Generous enough for a part of an upload over a slow line; the silence timeout ends what hangs. */
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(15);
    private static final int MOST_ATTEMPTS = 6;

    private final Optional<URI> emulator;
    /** There where nothing but environment variables is looked at. */
    private final Optional<AwsCredentialsProviderChain> credentialsOfVariables;

    private final SdkHttpClient connections = ApacheHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SILENCE_TIMEOUT)
            .maxConnections(MOST_CONNECTIONS)
            .tcpKeepAlive(true)
            .build();
    private final Map<Class<?>, SdkAutoCloseable> built = new LinkedHashMap<>();

    private AwsClients(Optional<URI> emulator, Optional<AwsCredentialsProviderChain> credentialsOfVariables) {
        this.emulator = emulator;
        this.credentialsOfVariables = credentialsOfVariables;
    }

    /** Clients for what the environment names. */
    public static AwsClients fromEnvironment() {
        return new AwsClients(Optional.empty(), Optional.empty());
    }

    /**
     * Clients for what environment variables alone name, as in Lambda: nothing else is looked at, and no class is loaded that
     * would look there. Lambda sets the keys themselves, but with SnapStart the address where a function asks for them.
     */
    public static AwsClients fromVariables() {
        return new AwsClients(
                Optional.empty(),
                Optional.of(AwsCredentialsProviderChain.of(
                        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create())));
    }

    /** Clients for an emulator of AWS, with credentials that mean nothing. */
    public static AwsClients ofEmulator(URI endpoint) {
        return new AwsClients(Optional.of(endpoint), Optional.empty());
    }

    /** The client of S3. */
    public S3Client s3() {
        return kept(S3Client.class, () -> {
            S3ClientBuilder builder = S3Client.builder();
            // an emulator has no domain name for each bucket
            emulator.ifPresent(unused -> builder.forcePathStyle(true));
            return build(builder);
        });
    }

    /** The client of DynamoDB. */
    public DynamoDbClient dynamoDb() {
        return kept(DynamoDbClient.class, () -> build(DynamoDbClient.builder()));
    }

    /** The client of SageMaker. */
    public SageMakerClient sageMaker() {
        return kept(SageMakerClient.class, () -> build(SageMakerClient.builder()));
    }

    /** The client of Secrets Manager. */
    public SecretsManagerClient secretsManager() {
        return kept(SecretsManagerClient.class, () -> build(SecretsManagerClient.builder()));
    }

    /** The client of Systems Manager, for its Parameter Store. */
    public SsmClient ssm() {
        return kept(SsmClient.class, () -> build(SsmClient.builder()));
    }

    /** The client of Amazon Bedrock for answers of models. */
    public BedrockRuntimeClient bedrockRuntime() {
        return kept(BedrockRuntimeClient.class, () -> build(BedrockRuntimeClient.builder()));
    }

    /** The client of Timestream for writing. */
    public TimestreamWriteClient timestreamWrite() {
        return kept(TimestreamWriteClient.class, () -> build(TimestreamWriteClient.builder()));
    }

    /** The client of Timestream for questions. */
    public TimestreamQueryClient timestreamQuery() {
        return kept(TimestreamQueryClient.class, () -> build(TimestreamQueryClient.builder()));
    }

    @Override
    public synchronized void close() {
        built.values().forEach(SdkAutoCloseable::close);
        built.clear();
        credentialsOfVariables.ifPresent(AwsCredentialsProviderChain::close);
        connections.close();
    }

    private synchronized <C extends SdkAutoCloseable> C kept(Class<C> type, Supplier<C> client) {
        return type.cast(built.computeIfAbsent(type, unused -> client.get()));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C build(
            B builder) {
        builder.httpClient(connections);
        builder.overrideConfiguration(configuration());
        credentialsOfVariables.ifPresent(builder::credentialsProvider);
        emulator.ifPresent(endpoint -> {
            builder.endpointOverride(endpoint);
            builder.region(Region.EU_CENTRAL_1);
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
        });
        try {
            return builder.build();
        } catch (SdkClientException failure) {
            throw new InvalidInputException(
                    "AWS cannot be reached as configured; set AWS_REGION, for example to eu-central-1: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /**
     * The standard strategy waits longer from attempt to attempt, with jitter, and has a budget: when most calls fail it
     * stops repeating them. It also corrects the signature where this machine's clock is off.
     */
    private ClientOverrideConfiguration configuration() {
        ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder();
        if (credentialsOfVariables.isPresent()) {
            configuration.defaultProfileFile(ProfileFile.aggregator().build());
        }
        return configuration
                .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                .apiCallTimeout(CALL_TIMEOUT)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MOST_ATTEMPTS)
                        .build())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "edf")
                .build();
    }
}
