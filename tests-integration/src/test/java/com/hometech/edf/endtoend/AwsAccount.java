package com.hometech.edf.endtoend;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hometech.edf.aws.AwsClients;
import com.hometech.edf.aws.AwsPlatform;
import com.hometech.edf.aws.AwsSettings;
import com.hometech.edf.cli.integration.LambdaFunction;
import com.hometech.edf.cli.integration.LambdaInvoke;
import com.hometech.edf.cli.integration.ListExecutions;
import com.hometech.edf.cli.integration.LocalDefinitions;
import com.hometech.edf.cli.integration.S3GetObject;
import com.hometech.edf.cli.integration.StartExecution;
import com.hometech.edf.cli.sagemaker.JobCatalog;
import com.hometech.edf.cli.sagemaker.LocalSageMaker;
import com.hometech.edf.cli.states.ExecutionListener;
import com.hometech.edf.cli.states.ExecutionRecord;
import com.hometech.edf.cli.states.Executions;
import com.hometech.edf.cli.states.Sleeper;
import com.hometech.edf.cli.states.StateMachineDefinition;
import com.hometech.edf.cli.states.StateMachineRunner;
import com.hometech.edf.cli.states.StateSummary;
import com.hometech.edf.cli.states.TaskHandler;
import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.GeneralConfig;
import com.hometech.edf.common.config.Places;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.domain.TimeStep;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.contract.AwsEmulator;
import com.hometech.edf.contract.AwsResources;
import com.hometech.edf.data.importing.ImportFolder;
import com.hometech.edf.data.importing.ImportTarget;
import com.hometech.edf.handlers.LambdaContext;
import com.hometech.edf.inference.artifact.Checksums;
import com.hometech.edf.job.JobProgram;
import com.hometech.edf.lambdas.aws.AnalyseEdfAppliancesFunction;
import com.hometech.edf.lambdas.aws.AwsFunction;
import com.hometech.edf.lambdas.aws.CreateSageMakerModelFunction;
import com.hometech.edf.lambdas.aws.DecideEdfRetrainingFunction;
import com.hometech.edf.lambdas.aws.GetApprovedModelFunction;
import com.hometech.edf.lambdas.aws.GetInferenceDateFunction;
import com.hometech.edf.lambdas.aws.LoadEdfResultsFunction;
import com.hometech.edf.lambdas.aws.RecordEdfRunFunction;
import com.hometech.edf.lambdas.aws.RegisterEdfModelFunction;
import com.hometech.edf.lambdas.aws.ReportEdfAccuracyFunction;
import com.hometech.edf.lambdas.aws.ReportEdfAppliancesFunction;
import com.hometech.edf.lambdas.aws.ReportEdfMonitoringFunction;
import com.hometech.edf.lambdas.aws.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An account in an emulator of AWS as Terraform leaves it, and what runs in it: the state machines' definitions, the jobs, and
 * the functions as they are deployed.
 */
final class AwsAccount implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final AwsEmulator aws;
    private final Clock clock;
    private final EdfConfig config;
    private final Places places;
    private final Map<String, String> settings;
    private final List<String> metrics = Collections.synchronizedList(new ArrayList<>());
    private final AwsPlatform platform;

    private AwsAccount(AwsEmulator aws, Clock clock, Path configuration, Map<String, String> databaseSettings)
            throws IOException {
        this.aws = aws;
        this.clock = clock;
        config = ConfigReader.parse(Files.readString(configuration), configuration.toString());
        places = new Places(config.general(), "");
        settings = new TreeMap<>(databaseSettings);
        settings.put("EDF_CONFIG_URI", places.configuration().toString());
        settings.put("EDF_IMAGE_URI", "000000000000.dkr.ecr.eu-central-1.amazonaws.com/edf-training-container:1");
        settings.put("EDF_SAGEMAKER_ROLE_ARN", "arn:aws:iam::000000000000:role/edf-sagemaker");
        platform = new AwsPlatform(new AwsSettings(settings), aws.clients(), metrics::add, clock);
    }

    /** A new account with buckets, model package groups, the table of forecasts, and the configuration. */
    static AwsAccount furnished(Path configuration, Clock clock) throws IOException, InterruptedException {
        AwsAccount account = new AwsAccount(AwsEmulator.empty(), clock, configuration, Map.of());
        account.buckets().forEach(bucket -> AwsResources.bucket(account.clients(), bucket));
        for (Quantity quantity : Quantity.values()) {
            String group = account.config.general().modelPackageGroupBase(quantity);
            account.clients().sageMaker().createModelPackageGroup(create -> create.modelPackageGroupName(group));
        }
        AwsResources.forecastTable(
                account.clients().dynamoDb(), account.config.general().forecastTableBase());
        account.objects().put(account.places.configuration(), configuration);
        account.definitions().layGround(account.objects());
        return account;
    }

    /** The same account with another configuration, and with these environment variables of its functions. */
    AwsAccount with(Path configuration, Map<String, String> databaseSettings) throws IOException {
        AwsAccount changed = new AwsAccount(aws, clock, configuration, databaseSettings);
        changed.objects().put(changed.places.configuration(), configuration);
        return changed;
    }

    private List<String> buckets() {
        return List.of(places.rawBucket(), places.processedBucket(), places.scriptsBucket());
    }

    private LocalDefinitions definitions() {
        return new LocalDefinitions(config, places);
    }

    AwsClients clients() {
        return aws.clients();
    }

    AwsPlatform platform() {
        return platform;
    }

    EdfConfig config() {
        return config;
    }

    ObjectStore objects() {
        return platform.objects();
    }

    ForecastStore forecasts() {
        return platform.forecasts();
    }

    /** Metrics of all functions and imports, as lines of their logs. */
    List<String> metrics() {
        return List.copyOf(metrics);
    }

    /** Brings a folder of readings into the buckets. */
    void importFolder(Path folder, Path work) throws IOException {
        ImportTarget target =
                new ImportTarget(places.processedData(), places.weatherForecast(), places.calendarTopology());
        new ImportFolder(
                        objects(),
                        target,
                        config.dataQuality(),
                        TimeStep.of(config.edfFeatureEng().step()),
                        clock)
                .run(folder, Files.createDirectories(work), Progress.SILENT);
    }

    /**
     * Runs {@code EDFTrainingWorkflow} to its end.
     *
     * @param home where the runner keeps its history and the folders of jobs; no result lies there
     */
    ExecutionRecord train(Path home, String name, String input) throws IOException {
        return run(home, definitions().training(), name, input);
    }

    /** Runs {@code EDFInferenceWorkflow} to its end. */
    ExecutionRecord forecast(Path home, String name, String input) throws IOException {
        return run(home, definitions().inference(), name, input);
    }

    /** Runs {@code EDFAccuracyWorkflow} to its end. */
    ExecutionRecord trackAccuracy(Path home, String name, String input) throws IOException {
        return run(home, definitions().accuracy(), name, input);
    }

    /** Runs {@code EDFMonitoringWorkflow} to its end; trainings that it starts wait, see {@link #started}. */
    ExecutionRecord watch(Path home, String name, String input) throws IOException {
        return run(home, definitions().monitoring(), name, input);
    }

    /** Executions that others started and that have not begun. */
    List<ExecutionRecord> started(Path home) {
        return executions(home).waiting();
    }

    /** The states that an execution of {@code EDFMonitoringWorkflow} went through. */
    List<String> statesOfWatch(Path home, String name) {
        return states(home, definitions().monitoring(), name);
    }

    /** Runs {@code EDFApplianceWorkflow} to its end. */
    ExecutionRecord analyseAppliances(Path home, String name, String input) throws IOException {
        return run(home, definitions().appliances(), name, input);
    }

    /** Goes on with an execution of {@code EDFInferenceWorkflow} from the state that failed. */
    ExecutionRecord redriveForecast(Path home, String name) {
        return executions(home).redrive(definitions().inference(), name, ExecutionListener.NONE);
    }

    /** The states that an execution of {@code EDFInferenceWorkflow} went through, those of a redrive behind. */
    List<String> statesOfForecast(Path home, String name) {
        return states(home, definitions().inference(), name);
    }

    private List<String> states(Path home, StateMachineDefinition definition, String name) {
        return executions(home).states(definition.name(), name).stream()
                .map(StateSummary::state)
                .toList();
    }

    private ExecutionRecord run(Path home, StateMachineDefinition definition, String name, String input)
            throws IOException {
        return executions(home)
                .start(definition, name, JSON.readTree(input), ExecutionListener.NONE)
                .execution();
    }

    private Executions executions(Path home) {
        JobCatalog catalog = new JobCatalog(LocalDefinitions.IMAGE_URI, JobProgram.byName());
        Map<String, TaskHandler> handlers =
                new HashMap<>(new LocalSageMaker(home, catalog, objects(), clock, Progress.SILENT).handlers());
        handlers.put(LambdaInvoke.RESOURCE, new LambdaInvoke(functions()));
        handlers.put(S3GetObject.RESOURCE, new S3GetObject(objects()));
        handlers.put(ListExecutions.RESOURCE, new ListExecutions(() -> executions(home)));
        // trainings are all that a workflow starts
        handlers.put(StartExecution.RESOURCE, new StartExecution(() -> executions(home), name -> definitions()
                .training()));
        return new Executions(home, new StateMachineRunner(handlers, clock, Sleeper.REAL));
    }

    private Map<String, LambdaFunction> functions() {
        GeneralConfig names = config.general();
        return Map.ofEntries(
                Map.entry(names.getInferenceDateLambdaBase(), deployed(GetInferenceDateFunction::new)),
                Map.entry(names.getApprovedModelLambdaBase(), deployed(GetApprovedModelFunction::new)),
                Map.entry(names.createModelLambdaBase(), deployed(CreateSageMakerModelFunction::new)),
                Map.entry(names.registerModelLambdaBase(), deployed(RegisterEdfModelFunction::new)),
                Map.entry(names.loadForecastsLambdaBase(), deployed(LoadEdfResultsFunction::new)),
                Map.entry(names.reportAccuracyLambdaBase(), deployed(ReportEdfAccuracyFunction::new)),
                Map.entry(names.reportMonitoringLambdaBase(), deployed(ReportEdfMonitoringFunction::new)),
                Map.entry(names.recordRunLambdaBase(), deployed(RecordEdfRunFunction::new)),
                Map.entry(names.decideRetrainingLambdaBase(), deployed(DecideEdfRetrainingFunction::new)),
                Map.entry(names.analyseAppliancesLambdaBase(), deployed(AnalyseEdfAppliancesFunction::new)),
                Map.entry(names.reportAppliancesLambdaBase(), deployed(ReportEdfAppliancesFunction::new)));
    }

    private LambdaFunction deployed(Function<Surroundings, AwsFunction> constructor) {
        AwsFunction function = constructor.apply(new Surroundings(
                new AwsSettings(settings), () -> AwsClients.ofEmulator(aws.endpoint()), metrics::add, clock));
        return payload -> answer(function, payload);
    }

    private static JsonNode answer(AwsFunction function, JsonNode payload) {
        return JSON.valueToTree(
                function.handleRequest(JSON.convertValue(payload, OBJECT), LambdaContext.ofRequest("request-1")));
    }

    /** Checksums of every object, by bucket and key. */
    Map<String, String> files() {
        Map<String, String> checksums = new TreeMap<>();
        for (String bucket : buckets()) {
            for (ObjectStore.Entry entry : objects().list(new ObjectUri(bucket, ""))) {
                checksums.put(
                        bucket + "/" + entry.uri().key(),
                        Checksums.sha256(objects().read(entry.uri())));
            }
        }
        return checksums;
    }

    @Override
    public void close() {
        platform.close();
    }
}
