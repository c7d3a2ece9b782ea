package com.hometech.edf.contract;

import static com.hometech.edf.contract.ForecastStoreContract.ALPHA;
import static com.hometech.edf.contract.ForecastStoreContract.BETA;
import static com.hometech.edf.contract.ForecastStoreContract.ISSUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hometech.edf.aws.DynamoDbForecastStore;
import com.hometech.edf.aws.S3ObjectStore;
import com.hometech.edf.aws.SageMakerModelRegistry;
import com.hometech.edf.aws.SageMakerServingModels;
import com.hometech.edf.aws.TimestreamForecastStore;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ApprovalStatus;
import com.hometech.edf.common.port.ForecastStore;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectStore;
import com.hometech.edf.common.port.ObjectStore.Entry;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.ServingModels.ServingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes that were applied and whose answer was lost, and writers that die between two writes. Each answer is lost once, so
 * everything is done twice: by the SDK's own repeat.
 */
class LostAnswersTest {
    private static final ObjectUri OBJECT = ObjectUri.parse("s3://test-bucket/object");
    private static final String TABLE = "Forecasts";
    private static final String GROUP = "Edf";

    @TempDir
    private Path directory;

    private AwsEmulator aws;
    private LossyProxy proxy;

    @BeforeEach
    void start() throws Exception {
        aws = AwsEmulator.empty();
        AwsResources.bucket(aws.clients(), "test-bucket");
        AwsResources.forecastTable(aws.clients().dynamoDb(), TABLE);
        aws.clients().sageMaker().createModelPackageGroup(create -> create.modelPackageGroupName(GROUP));
        proxy = new LossyProxy(aws.endpoint());
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    @DisplayName("fault 31: objects that were written and confirmed to nobody are there once, and the writer knows")
    void objects() throws Exception {
        ObjectStore lossy = new S3ObjectStore(proxy.clients().s3());
        ObjectStore direct = new S3ObjectStore(aws.clients().s3());
        proxy.loseEachAnswerOnce();

        Entry written = lossy.put(OBJECT, "one".getBytes(UTF_8));
        assertThat(direct.find(OBJECT)).contains(written);
        Optional<Entry> created = lossy.putIfAbsent(OBJECT.resolve("new"), "two".getBytes(UTF_8));
        assertThat(created).isPresent().isEqualTo(direct.find(OBJECT.resolve("new")));
        assertThat(lossy.putIfAbsent(OBJECT.resolve("new"), "three".getBytes(UTF_8)))
                .as("who is not the first is told so")
                .isEmpty();
        lossy.delete(OBJECT);

        assertThat(direct.find(OBJECT)).isEmpty();
        assertThat(direct.read(OBJECT.resolve("new"))).isEqualTo("two".getBytes(UTF_8));
        assertThat(proxy.requests()).as("each done twice").isGreaterThanOrEqualTo(8);
    }

    @Test
    @DisplayName("fault 31: an upload in parts whose completion was confirmed to nobody is a success")
    void anUploadInParts() throws Exception {
        byte[] content = new byte[(16 << 20) + 17];
        new Random(7).nextBytes(content);
        Path file = Files.write(directory.resolve("large"), content);
        ObjectStore direct = new S3ObjectStore(aws.clients().s3());
        proxy.loseEachAnswerOnce();

        Entry written = new S3ObjectStore(proxy.clients().s3()).put(OBJECT, file);

        assertThat(direct.find(OBJECT)).contains(written);
        assertThat(direct.read(OBJECT)).isEqualTo(content);
    }

    @Test
    @DisplayName("fault 31: rows in DynamoDB that were written and confirmed to nobody are there once")
    void rowsInDynamoDb() {
        proxy.loseEachAnswerOnce();
        isLoadedOnce(
                new DynamoDbForecastStore(proxy.clients().dynamoDb(), TABLE, Optional.empty()),
                new DynamoDbForecastStore(aws.clients().dynamoDb(), TABLE, Optional.empty()));
        assertThat(proxy.requests()).as("each done twice").isGreaterThanOrEqualTo(8);
    }

    @Test
    @DisplayName("fault 31: rows in Timestream that were written and confirmed to nobody are there once")
    void rowsInTimestream() throws IOException {
        try (TimestreamServer timestream = new TimestreamServer();
                LossyProxy lossy = new LossyProxy(timestream.endpoint());
                LossyProxy direct = new LossyProxy(timestream.endpoint())) {
            lossy.loseEachAnswerOnce();
            isLoadedOnce(timestream(lossy), timestream(direct));
            assertThat(lossy.requests()).as("each done twice").isGreaterThanOrEqualTo(6);
        }
    }

    private static ForecastStore timestream(LossyProxy way) {
        return new TimestreamForecastStore(
                way.clients().timestreamWrite(),
                way.clients().timestreamQuery(),
                "Edf",
                "Forecasts",
                Clock.systemUTC());
    }

    private static void isLoadedOnce(ForecastStore lossy, ForecastStore direct) {
        assertThat(ForecastStoreContract.load(lossy, run("run-1"), rows().iterator()))
                .isEqualTo(new ForecastStoreContract.LoadSummary(144, List.of()));
        assertThat(direct.issue(ALPHA, ISSUE)).isEqualTo(ForecastStoreContract.rows(ALPHA, ISSUE, 1));
        assertThat(direct.issue(BETA, ISSUE)).isEqualTo(ForecastStoreContract.rows(BETA, ISSUE, 1));
        assertThat(direct.runs()).containsExactly(run("run-1"));
        assertThat(direct.buildings()).containsExactly(ALPHA, BETA);
    }

    @Test
    @DisplayName("fault 28, I1: a load into DynamoDB that dies after any of its writes shows all of its rows or none")
    void aLoadThatDiesAfterAnyWrite() {
        int seen = 0;
        int writes = 0;
        for (boolean dead = true; dead; writes++) {
            ForecastStore.Run run = run("run-" + writes);
            ForecastStore dying = new DynamoDbForecastStore(proxy.clients().dynamoDb(), TABLE, Optional.empty());
            AwsResources.removeTables(aws.clients().dynamoDb());
            AwsResources.forecastTable(aws.clients().dynamoDb(), TABLE);
            ForecastStore direct = new DynamoDbForecastStore(aws.clients().dynamoDb(), TABLE, Optional.empty());
            proxy.breakAfter(writes);
            dead = dies(dying, run);

            List<ForecastRecord> visible = direct.issue(ALPHA, ISSUE);
            assertThat(visible)
                    .as("after %d writes", writes)
                    .isEqualTo(direct.runs().isEmpty() ? List.of() : ForecastStoreContract.rows(ALPHA, ISSUE, 1));
            seen += visible.isEmpty() ? 0 : 1;
            assertThat(ForecastStoreContract.load(direct, run, rows().iterator())
                            .written())
                    .isEqualTo(144);
            assertThat(direct.issue(BETA, ISSUE)).isEqualTo(ForecastStoreContract.rows(BETA, ISSUE, 1));
            assertThat(direct.buildings()).containsExactly(ALPHA, BETA);
            assertThat(direct.runs()).containsExactly(run);
        }
        assertThat(writes)
                .as("number, rows, part, a question for the parts, run and buildings come one after the other")
                .isEqualTo(7);
        assertThat(seen).isEqualTo(2);
    }

    private static boolean dies(ForecastStore store, ForecastStore.Run run) {
        try {
            ForecastStoreContract.load(store, run, rows().iterator());
            return false;
        } catch (DependencyUnavailableException dead) {
            return true;
        }
    }

    @Test
    @DisplayName("fault 31: a decision and a serving model that were made and confirmed to nobody are made once")
    void registryAndModels() {
        ModelRegistry registry =
                new SageMakerModelRegistry(aws.clients().sageMaker(), () -> "image", Clock.systemUTC());
        ModelRegistry lossy = new SageMakerModelRegistry(proxy.clients().sageMaker(), () -> "image", Clock.systemUTC());
        ModelPackage registered = registry.register(new Registration(
                GROUP, "execution-1", OBJECT, "0".repeat(64), Map.of("mape", 12.5), Map.of("strategy", "XGBoost")));
        proxy.loseEachAnswerOnce();

        ModelPackage decided = lossy.decide(GROUP, 1, ApprovalStatus.APPROVED, "ann: good");
        ServingModel model = new ServingModel("edf-1", registered.arn(), OBJECT, registered.sha256());
        ServingModel served = new SageMakerServingModels(
                        proxy.clients().sageMaker(), "arn:aws:iam::000000000000:role/edf")
                .create(model);

        assertThat(registry.list(GROUP)).containsExactly(decided);
        assertThat(decided.metrics()).isEqualTo(registered.metrics());
        assertThat(served).isEqualTo(model);
        assertThat(aws.clients().sageMaker().listModels().models()).hasSize(1);
    }

    private static ForecastStore.Run run(String id) {
        return new ForecastStore.Run(id, ISSUE, "Group/1");
    }

    private static Stream<ForecastRecord> rows() {
        return Stream.concat(
                ForecastStoreContract.rows(ALPHA, ISSUE, 1).stream(),
                ForecastStoreContract.rows(BETA, ISSUE, 1).stream());
    }
}
