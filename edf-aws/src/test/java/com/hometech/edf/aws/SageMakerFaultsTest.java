package com.hometech.edf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.aws.FakeAws.Asked;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ModelPackage;
import com.hometech.edf.common.port.ModelRegistry.Registration;
import com.hometech.edf.common.port.ObjectUri;
import com.hometech.edf.common.port.ServingModels.ServingModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What SageMaker does and its emulator does not: short pages, tokens, names that are taken. */
class SageMakerFaultsTest {
    private static final ObjectUri MODEL = ObjectUri.parse("s3://test-bucket/model.tar.gz");
    private static final String ARN = "arn:aws:sagemaker:eu-central-1:000000000000:model-package/edf/";

    private FakeAws aws;

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    @DisplayName("fault 26: the registry is read to its last page, newest version first")
    void theRegistryIsReadToItsLastPage() {
        SageMakerModelRegistry registry = registry(request -> switch (action(request)) {
            case "ListModelPackages" ->
                request.text().contains("\"NextToken\":\"more\"") ? page(2, null) : page(1, "more");
            default -> described(request);
        });
        assertThat(registry.approved("Edf")).extracting(ModelPackage::version).containsExactly(2, 1);
        assertThat(aws.asked().get(0).text()).contains("\"ModelApprovalStatus\":\"Approved\"");
    }

    @Test
    @DisplayName("fault 26: a page that fails is no short list")
    void aPageThatFailsIsNoShortList() {
        SageMakerModelRegistry registry = registry(request -> request.text().contains("\"NextToken\":\"more\"")
                ? Answer.jsonError(400, "AccessDeniedException")
                : page(1, "more"));
        assertThatThrownBy(() -> registry.approved("Edf"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("permission");
    }

    @Test
    @DisplayName(
            "fault 26: what others put into the group, or deleted a moment ago, does not hide the models beside it")
    void whatIsNoModelOfOursIsPassedOver() {
        SageMakerModelRegistry registry = registry(request -> switch (action(request)) {
            case "ListModelPackages" ->
                Answer.json(
                        200,
                        "{\"ModelPackageSummaryList\":[" + summary(4) + "," + summary(3) + "," + summary(2) + ","
                                + summary(1) + "]}");
            default ->
                switch (version(request)) {
                    case "4" -> Answer.json(200, "{\"ModelPackageVersion\":4}");
                    case "3" ->
                        Answer.json(
                                200,
                                "{\"ModelPackageVersion\":3,\"InferenceSpecification\":"
                                        + "{\"Containers\":[{\"Image\":\"other\"}]}}");
                    case "2" ->
                        Answer.json(400, "{\"__type\":\"ValidationException\",\"message\":\"It does not exist.\"}");
                    default -> described(request);
                };
        });
        assertThat(registry.approved("Edf")).extracting(ModelPackage::version).containsExactly(1);
        assertThat(registry.find("Edf", 3)).isEmpty();
    }

    @Test
    @DisplayName("fault 29: processes that register the same at the same moment give SageMaker the same token")
    void theSameRegistrationHasTheSameToken() {
        SageMakerModelRegistry registry = registry(request -> switch (action(request)) {
            case "ListModelPackages" -> Answer.json(200, "{\"ModelPackageSummaryList\":[]}");
            case "CreateModelPackage" -> Answer.json(200, "{\"ModelPackageArn\":\"" + ARN + "1\"}");
            default -> described(request);
        });
        Registration registration = new Registration("Edf", "execution-1", MODEL, "0".repeat(64), Map.of(), Map.of());
        registry.register(registration);
        registry.register(registration);

        List<String> created = aws.asked().stream()
                .filter(request -> action(request).equals("CreateModelPackage"))
                .map(Asked::text)
                .toList();
        assertThat(created).hasSize(2);
        assertThat(created.get(0)).isEqualTo(created.get(1)).containsPattern("\"ClientToken\":\"[0-9a-f]{32}\"");
    }

    @Test
    @DisplayName("fault 29: a model that another process created a moment before is the same or refused")
    void aModelThatWasCreatedAMomentBefore() {
        AtomicInteger lookups = new AtomicInteger();
        aws = new FakeAws(request -> {
            if (action(request).equals("CreateModel")) {
                return Answer.json(
                        400,
                        "{\"__type\":\"ValidationException\",\"message\":\"Cannot create already existing model\"}");
            }
            return lookups.incrementAndGet() % 2 == 1
                    ? Answer.json(400, "{\"__type\":\"ValidationException\",\"message\":\"Could not find model\"}")
                    : Answer.json(
                            200,
                            "{\"PrimaryContainer\":{\"ModelPackageName\":\"" + ARN
                                    + "1\",\"Environment\":{\"EDF_MODEL_DATA\":\"" + MODEL
                                    + "\",\"EDF_MODEL_SHA256\":\"abc\"}}}");
        });
        SageMakerServingModels models =
                new SageMakerServingModels(aws.clients().sageMaker(), "arn:aws:iam::000000000000:role/edf");

        ServingModel model = new ServingModel("edf-1", ARN + "1", MODEL, "abc");
        assertThat(models.create(model)).isEqualTo(model);
        assertThatThrownBy(() -> models.create(new ServingModel("edf-1", ARN + "1", MODEL, "def")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("exists with other content");
    }

    @Test
    @DisplayName("fault 31: a registration that was made and confirmed to nobody is made once")
    void aRegistrationWhoseAnswerIsLost() {
        List<String> tokens = new ArrayList<>();
        SageMakerModelRegistry registry = registry(request -> switch (action(request)) {
            case "ListModelPackages" -> Answer.json(200, "{\"ModelPackageSummaryList\":[]}");
            case "CreateModelPackage" -> {
                String token = request.text().replaceAll(".*\"ClientToken\":\"(\\w+)\".*", "$1");
                // as SageMaker says of its tokens: the same one makes the same package
                boolean first = !tokens.contains(token);
                if (first) {
                    tokens.add(token);
                }
                yield first
                        ? Answer.lost()
                        : Answer.json(200, "{\"ModelPackageArn\":\"" + ARN + (tokens.indexOf(token) + 1) + "\"}");
            }
            default -> described(request);
        });

        ModelPackage registered =
                registry.register(new Registration("Edf", "execution-1", MODEL, "0".repeat(64), Map.of(), Map.of()));

        assertThat(registered.version()).isEqualTo(1);
        assertThat(tokens).hasSize(1);
    }

    @Test
    @DisplayName("fault 31: a serving model that was made and confirmed to nobody is found to be there")
    void aServingModelWhoseAnswerIsLost() {
        AtomicInteger creations = new AtomicInteger();
        aws = new FakeAws(request -> {
            if (action(request).equals("CreateModel")) {
                return creations.incrementAndGet() == 1
                        ? Answer.lost()
                        : Answer.json(
                                400,
                                "{\"__type\":\"ValidationException\",\"message\":\"Cannot create already existing model\"}");
            }
            return creations.get() == 0
                    ? Answer.json(400, "{\"__type\":\"ValidationException\",\"message\":\"Could not find model\"}")
                    : Answer.json(
                            200,
                            "{\"PrimaryContainer\":{\"ModelPackageName\":\"" + ARN
                                    + "1\",\"Environment\":{\"EDF_MODEL_DATA\":\"" + MODEL
                                    + "\",\"EDF_MODEL_SHA256\":\"abc\"}}}");
        });
        ServingModel model = new ServingModel("edf-1", ARN + "1", MODEL, "abc");

        assertThat(new SageMakerServingModels(aws.clients().sageMaker(), "arn:aws:iam::000000000000:role/edf")
                        .create(model))
                .isEqualTo(model);
        assertThat(creations).hasValue(2);
    }

    @Test
    void aServiceThatIsDownIsWorthAnotherTry() {
        SageMakerModelRegistry registry = registry(request -> Answer.jsonError(500, "InternalFailure"));
        assertThatThrownBy(() -> registry.find("Edf", 1))
                .isInstanceOf(DependencyUnavailableException.class)
                .hasMessageContaining("Edf/1");
    }

    private SageMakerModelRegistry registry(Function<Asked, Answer> behaviour) {
        aws = new FakeAws(behaviour);
        return new SageMakerModelRegistry(aws.clients().sageMaker(), () -> "image", Clock.systemUTC());
    }

    private static String action(Asked request) {
        String target = request.header("x-amz-target");
        return target.substring(target.indexOf('.') + 1);
    }

    private static Answer page(int version, String next) {
        return Answer.json(
                200,
                "{\"ModelPackageSummaryList\":[" + summary(version) + "]"
                        + (next == null ? "}" : ",\"NextToken\":\"" + next + "\"}"));
    }

    private static String summary(int version) {
        return "{\"ModelPackageArn\":\"" + ARN + version + "\",\"ModelPackageVersion\":" + version + "}";
    }

    private static String version(Asked request) {
        return request.text().replaceAll(".*/(\\d+)\".*", "$1");
    }

    private static Answer described(Asked request) {
        return Answer.json(
                200,
                "{\"ModelPackageGroupName\":\"Edf\",\"ModelPackageVersion\":" + version(request)
                        + ",\"ModelApprovalStatus\":\"Approved\",\"CreationTime\":1.0,\"InferenceSpecification\":"
                        + "{\"Containers\":[{\"ModelDataUrl\":\"" + MODEL + "\"}]}}");
    }
}
