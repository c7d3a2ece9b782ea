package com.hometech.edf.aws;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.GeneralConfig;
import com.hometech.edf.common.config.InsightsConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.EntitlementRegister;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.Metrics;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.Platform;
import com.hometech.edf.common.port.Secrets;
import com.hometech.edf.common.port.ServingModels;
import com.hometech.edf.common.port.TextWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The platform on AWS. Nothing is built, read or connected to before it is used: a program pays for, and needs settings and
 * rights for, only those ports that it asks for. The configuration is read once in the life of a platform, and the platform
 * itself is cheap beside its clients: who lives long makes a new one for each piece of work, and so sees changes.
 */
public final class AwsPlatform implements Platform, AutoCloseable {
    private final AwsSettings settings;
    private final AwsClients clients;
    private final Clock clock;
    private final Metrics metrics;
    private @Nullable EdfConfig configuration;
    private @Nullable ForecastStore forecasts;

    /**
     * @param clients stay open when this is closed
     * @param log takes lines with metrics as they are; the standard output of a Lambda or job
     */
    public AwsPlatform(AwsSettings settings, AwsClients clients, Consumer<String> log, Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        metrics = new LogMetrics(settings.environmentSuffix(), log, clock);
    }

    /**
     * The configuration in S3.
     *
     * @throws InvalidInputException when there is none, or naming each of its problems
     */
    public synchronized EdfConfig configuration() {
        if (configuration == null) {
            configuration = readConfiguration();
        }
        return configuration;
    }

    /** Where everything lies in this environment. */
    public Places places() {
        return new Places(configuration().general(), settings.environmentSuffix());
    }

    /** The model package groups of this environment, one for each quantity. */
    public List<String> modelPackageGroups() {
        GeneralConfig names = configuration().general();
        return Arrays.stream(Quantity.values())
                .map(quantity -> names.modelPackageGroupBase(quantity) + settings.environmentSuffix())
                .toList();
    }

    /**
     * The secret that signs the cursors of the served API.
     *
     * @throws InvalidInputException when there is none
     */
    public String cursorKey() {
        return secrets().resolve(settings.cursorKeyReference());
    }

    private EdfConfig readConfiguration() {
        ObjectUri uri = settings.configUri();
        return ConfigReader.parse(new String(read(uri), StandardCharsets.UTF_8), uri.toString());
    }

    private byte[] read(ObjectUri configuration) {
        try {
            return objects().read(configuration);
        } catch (InvalidInputException missing) {
            throw new InvalidInputException(
                    "The configuration is not where EDF_CONFIG_URI says; upload it, or correct the variable: "
                            + missing.getMessage(),
                    missing);
        }
    }

    @Override
    public ObjectStore objects() {
        return new S3ObjectStore(clients.s3());
    }

    /** For who only reads and decides, {@code EDF_IMAGE_URI} may be missing. */
    @Override
    public ModelRegistry models() {
        return new SageMakerModelRegistry(clients.sageMaker(), settings::imageUri, clock);
    }

    @Override
    public ServingModels servingModels() {
        return new SageMakerServingModels(clients.sageMaker(), settings.sageMakerRoleArn());
    }

    /** The store that the configuration names as {@code edf_inference.forecast_db_type}. */
    @Override
    public synchronized ForecastStore forecasts() {
        if (forecasts == null) {
            forecasts = store();
        }
        return forecasts;
    }

    private ForecastStore store() {
        GeneralConfig names = configuration().general();
        String suffix = settings.environmentSuffix();
        String table = names.forecastTableBase() + suffix;
        return switch (configuration().edfInference().forecastDbType()) {
            case DYNAMODB -> new DynamoDbForecastStore(clients.dynamoDb(), table, settings.forecastRetention());
            case TIMESTREAM ->
                new TimestreamForecastStore(
                        clients.timestreamWrite(),
                        clients.timestreamQuery(),
                        names.forecastDatabaseBase() + suffix,
                        table,
                        clock);
            case RDS ->
                new PostgresForecastStore(
                        settings.databaseUrl(),
                        settings.databaseUser(),
                        secrets().resolve(settings.databasePasswordReference()));
        };
    }

    @Override
    public EntitlementRegister entitlements() {
        return new DynamoDbEntitlements(
                clients.dynamoDb(), configuration().general().entitlementTableBase() + settings.environmentSuffix());
    }

    /** Who writes reports in place of the rules; empty where {@code edf_insights.text} says that they are to. */
    public Optional<TextWriter> textWriter() {
        InsightsConfig insights = configuration().edfInsights();
        return insights.bedrockModel()
                .map(modelId -> new BedrockTextWriter(
                        clients.bedrockRuntime(),
                        modelId,
                        Duration.ofSeconds(insights.bedrockTimeoutSeconds()),
                        insights.bedrockMaxLength()));
    }

    @Override
    public Metrics metrics() {
        return metrics;
    }

    @Override
    public Secrets secrets() {
        return new AwsSecrets(clients.secretsManager(), clients.ssm());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    /** Lets go of the connections to PostgreSQL, where there are any. */
    @Override
    public synchronized void close() {
        if (forecasts instanceof PostgresForecastStore postgres) {
            postgres.close();
        }
    }
}
