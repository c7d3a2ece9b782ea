package com.hometech.edf.infrastructure;

import static com.hometech.edf.infrastructure.Plans.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.infrastructure.Plans.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;

/** What policies for infrastructure are said with: the plans that {@code ci/terraform-emulated} leaves, and questions to them. */
final class PlanChecks {
    /** Property with the folder of the plans. */
    static final String FOLDER = "edf.plans";

    static final String NEEDED = "needs plans: EDF_PLANS=FOLDER ci/terraform-emulated, then -Dedf.plans=FOLDER";

    private PlanChecks() {}

    private static final class Read {
        private static final Plans PLANS = read();

        private static Plans read() {
            try {
                Plans plans = new Plans(Path.of(System.getProperty(FOLDER)));
                assertThat(plans.of("aws_s3_bucket")).hasSizeGreaterThanOrEqualTo(4);
                assertThat(plans.of("aws_lambda_function")).hasSizeGreaterThanOrEqualTo(5);
                return plans;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** The plans, read once. */
    static Plans plans() {
        return Read.PLANS;
    }

    static DynamicTest test(String name, Runnable check) {
        return DynamicTest.dynamicTest(name, check::run);
    }

    static DynamicTest skipped(String name, String reason) {
        return DynamicTest.dynamicTest(name, () -> abort(reason));
    }

    /** Every resource of the type, and at least one of them, is as required. */
    static DynamicTest each(String name, String type, Predicate<Resource> required) {
        return DynamicTest.dynamicTest(type + " " + name, () -> {
            if (plans().of(type).isEmpty()) {
                abort("no plan here has an " + type);
            }
            assertThat(plans().without(type, required)).isEmpty();
        });
    }

    /** Every bucket has the setting, as required. */
    static DynamicTest eachBucket(String name, String setting, Predicate<Resource> required) {
        return DynamicTest.dynamicTest("aws_s3_bucket " + name, () -> {
            none(bucketsThat(bucket -> plans().of(setting, "bucket", bucket).isEmpty()));
            assertThat(plans().without(setting, required)).isEmpty();
        });
    }

    static List<String> bucketsThat(Predicate<String> wrong) {
        return plans().of("aws_s3_bucket").stream()
                .map(bucket -> bucket.at("bucket").asText())
                .filter(wrong)
                .toList();
    }

    static List<JsonNode> statements(Predicate<JsonNode> wrong) {
        return plans().roleStatements().stream()
                .filter(PlanChecks::allows)
                .filter(wrong)
                .toList();
    }

    static List<String> actions(Predicate<String> wrong) {
        return plans().roleStatements().stream()
                .filter(PlanChecks::allows)
                .flatMap(PlanChecks::actions)
                .filter(wrong)
                .toList();
    }

    static Stream<String> actions(JsonNode statement) {
        return texts(statement.path("Action")).stream();
    }

    static boolean anyResource(JsonNode statement) {
        return texts(statement.path("Resource")).contains("*");
    }

    static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    static boolean anybody(JsonNode principal) {
        return texts(principal).contains("*") || texts(principal.path("AWS")).contains("*");
    }

    /** The arguments of the definitions' jobs that are not as they should be. */
    static List<JsonNode> jobs(Predicate<JsonNode> wrong) {
        List<JsonNode> jobs = plans().definitions().stream()
                .flatMap(definition ->
                        StreamSupport.stream(definition.get("States").spliterator(), false))
                .filter(state -> state.path("Resource").asText().contains("sagemaker:create"))
                .map(state -> state.get("Arguments"))
                .toList();
        assertThat(jobs).hasSizeGreaterThanOrEqualTo(6);
        return jobs.stream().filter(wrong).toList();
    }

    static Predicate<Resource> on(String attribute) {
        return resource -> resource.at(attribute).asBoolean();
    }

    static boolean key(Resource resource, String attribute) {
        return resource.at(attribute).asText().startsWith("arn:aws:kms:");
    }

    static boolean any(JsonNode list, Predicate<JsonNode> condition) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(condition);
    }

    static boolean none(JsonNode list, Predicate<JsonNode> condition) {
        return !any(list, condition);
    }

    static void none(List<?> wrong) {
        assertThat(wrong).isEmpty();
    }
}
