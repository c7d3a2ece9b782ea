package com.hometech.edf.infrastructure;

import static com.hometech.edf.infrastructure.Plans.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.infrastructure.Plans.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The stacks against policies for infrastructure; the ids are those of checkov. Reads the plans that
 * {@code ci/terraform-emulated} leaves in the folder of the property {@code edf.plans}.
 */
@EnabledIfSystemProperty(
        named = "edf.plans",
        matches = ".+",
        disabledReason = "needs plans: EDF_PLANS=FOLDER ci/terraform-emulated, then -Dedf.plans=FOLDER")
class PlanPoliciesTest {
    private static final String ACCESS_LOGS = "module.access_logs";
    /** Services that know no resources for these calls, or only reveal names. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "cloudwatch:PutMetricData",
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ec2:UnassignPrivateIpAddresses",
            "ecr:GetAuthorizationToken",
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
            "sagemaker:ListModelPackages",
            "timestream:DescribeEndpoints",
            "timestream:SelectValues",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");

    private static Plans plans;

    @BeforeAll
    static void read() throws IOException {
        plans = new Plans(Path.of(System.getProperty("edf.plans")));
        assertThat(plans.of("aws_s3_bucket")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(plans.of("aws_lambda_function")).hasSizeGreaterThanOrEqualTo(5);
    }

    @TestFactory
    Stream<DynamicTest> buckets() {
        return Stream.of(
                eachBucket("CKV2_AWS_6 has a public access block", "aws_s3_bucket_public_access_block", block -> true),
                eachBucket(
                        "CKV_AWS_53 blocks public ACLs", "aws_s3_bucket_public_access_block", on("block_public_acls")),
                eachBucket(
                        "CKV_AWS_54 blocks public policies",
                        "aws_s3_bucket_public_access_block",
                        on("block_public_policy")),
                eachBucket(
                        "CKV_AWS_55 ignores public ACLs",
                        "aws_s3_bucket_public_access_block",
                        on("ignore_public_acls")),
                eachBucket(
                        "CKV_AWS_56 restricts public buckets",
                        "aws_s3_bucket_public_access_block",
                        on("restrict_public_buckets")),
                eachBucket(
                        "CKV_AWS_145 is encrypted by our key (access logs: their writer can only use S3's own)",
                        "aws_s3_bucket_server_side_encryption_configuration",
                        encryption -> encryption.address().startsWith(ACCESS_LOGS)
                                || key(
                                        encryption,
                                        "rule/0/apply_server_side_encryption_by_default/0/kms_master_key_id")),
                eachBucket("CKV_AWS_21 keeps versions", "aws_s3_bucket_versioning", versioning -> versioning
                        .at("versioning_configuration/0/status")
                        .asText()
                        .equals("Enabled")),
                eachBucket("CKV2_AWS_61 has a lifecycle", "aws_s3_bucket_lifecycle_configuration", lifecycle -> true),
                eachBucket(
                        "CKV_AWS_300 ends abandoned uploads",
                        "aws_s3_bucket_lifecycle_configuration",
                        lifecycle -> any(
                                lifecycle.at("rule"),
                                rule -> rule.at("/abort_incomplete_multipart_upload/0/days_after_initiation")
                                                .asInt()
                                        > 0)),
                eachBucket("CKV2_AWS_65 has no ACLs", "aws_s3_bucket_ownership_controls", controls -> controls.at(
                                "rule/0/object_ownership")
                        .asText()
                        .equals("BucketOwnerEnforced")),
                eachBucket(
                        "CKV_AWS_379 insists on TLS",
                        "aws_s3_bucket_policy",
                        policy -> policy.statements("policy").stream()
                                .anyMatch(statement ->
                                        statement.path("Effect").asText().equals("Deny")
                                                && statement
                                                        .at("/Condition/Bool/aws:SecureTransport")
                                                        .asText()
                                                        .equals("false"))),
                eachBucket(
                        "CKV_AWS_70 allows nothing to anybody",
                        "aws_s3_bucket_policy",
                        policy -> policy.statements("policy").stream()
                                .noneMatch(statement -> allows(statement) && anybody(statement.path("Principal")))),
                test(
                        "CKV_AWS_18 has an access log (but that of the logs themselves)",
                        () -> none(buckets(bucket -> plans.of("aws_s3_bucket_logging", "bucket", bucket)
                                        .isEmpty()
                                && !bucket.contains("access-logs")))),
                test(
                        "CKV2_AWS_62 announces new objects (but configuration, pages and access logs: nobody waits for them)",
                        () -> none(buckets(bucket -> plans.of("aws_s3_bucket_notification", "bucket", bucket)
                                        .isEmpty()
                                && !bucket.contains("access-logs")
                                && !bucket.contains("pages")
                                && !bucket.contains("scripts")))));
    }

    @TestFactory
    Stream<DynamicTest> keys() {
        return Stream.of(
                each("CKV_AWS_7 rotates", "aws_kms_key", on("enable_key_rotation")),
                each("CKV2_AWS_64 has a policy", "aws_kms_key", key -> key.has("policy")),
                each("CKV_AWS_33 is not everybody's", "aws_kms_key", key -> key.statements("policy").stream()
                        .noneMatch(statement -> anybody(statement.path("Principal")))));
    }

    @TestFactory
    Stream<DynamicTest> rights() {
        return Stream.of(
                test(
                        "CKV2_AWS_40 CKV_AWS_286 nobody has all rights of a service, or IAM's",
                        () -> none(actions(action -> action.endsWith(":*")
                                || action.equals("*")
                                || (action.startsWith("iam:") && !action.equals("iam:PassRole"))))),
                test(
                        "CKV_AWS_107 CKV_AWS_287 nobody gets credentials but the one secret",
                        () -> none(statements(statement -> actions(statement)
                                .anyMatch(action -> action.startsWith("sts:")
                                        || action.equals("ecr:GetRegistryPolicy")
                                        || (action.equals("secretsmanager:GetSecretValue")
                                                && anyResource(statement)))))),
                test(
                        "CKV_AWS_108 CKV_AWS_288 nobody reads data without naming them",
                        () -> none(statements(statement -> anyResource(statement)
                                && actions(statement)
                                        .anyMatch(action ->
                                                action.matches("(s3|dynamodb|ssm|secretsmanager|kms|timestream):.*")
                                                        && !WITHOUT_RESOURCE.contains(action))))),
                test(
                        "CKV_AWS_109 CKV_AWS_289 nobody manages rights or resources without naming them",
                        () -> none(statements(statement -> anyResource(statement)
                                && actions(statement).anyMatch(action -> !WITHOUT_RESOURCE.contains(action))))),
                test(
                        "CKV_AWS_110 a role is passed only by name and to one service",
                        () -> none(statements(statement -> actions(statement).anyMatch("iam:PassRole"::equals)
                                && (anyResource(statement)
                                        || statement
                                                .at("/Condition/StringEquals/iam:PassedToService")
                                                .isMissingNode())))),
                test(
                        "CKV_AWS_111 CKV_AWS_290 nobody writes without naming where",
                        () -> none(statements(statement -> anyResource(statement)
                                && actions(statement)
                                        .anyMatch(action -> !WITHOUT_RESOURCE.contains(action)
                                                && action.matches(".*:(Put|Create|Delete|Update|Write|Batch).*"))))),
                each(
                        "CKV_AWS_60 CKV_AWS_61 is assumed by one service",
                        "aws_iam_role",
                        role -> role.statements("assume_role_policy").stream()
                                .allMatch(statement -> texts(statement.at("/Principal/Service"))
                                                        .size()
                                                == 1
                                        && statement
                                                .at("/Principal/Service")
                                                .asText()
                                                .endsWith(".amazonaws.com"))));
    }

    @TestFactory
    Stream<DynamicTest> functions() {
        return Stream.of(
                each(
                        "CKV_AWS_116 keeps what failed",
                        "aws_lambda_function",
                        function -> function.has("dead_letter_config/0/target_arn")),
                each(
                        "CKV_AWS_115 has a limit of calls at once",
                        "aws_lambda_function",
                        function ->
                                function.at("reserved_concurrent_executions").asInt() > 0),
                each("CKV_AWS_50 is traced", "aws_lambda_function", function -> function.at("tracing_config/0/mode")
                        .asText()
                        .equals("Active")),
                each(
                        "CKV_AWS_173 has encrypted variables",
                        "aws_lambda_function",
                        function -> key(function, "kms_key_arn")),
                each(
                        "CKV_AWS_45 has no secret among its variables",
                        "aws_lambda_function",
                        function -> none(function.at("environment/0/variables"), value -> value.asText()
                                .matches("(AKIA|ASIA)[A-Z0-9]{16}|.*://[^/]+:[^/]+@.*|[A-Za-z0-9+/=]{40}"))),
                each("CKV_AWS_363 runs on a current Java", "aws_lambda_function", function -> function.at("runtime")
                        .asText()
                        .equals("java21")),
                test(
                        "CKV_AWS_258 CKV_AWS_301 has no public address",
                        () -> assertThat(plans.of("aws_lambda_function_url")).isEmpty()),
                skipped(
                        "CKV_AWS_117 in a VPC",
                        "only the loader into PostgreSQL has anything to reach there; it is in one"),
                skipped(
                        "CKV_AWS_272 code signing",
                        "the artifact is named by its SHA-256 and deployed by the pipeline's role alone; Signer is not available everywhere"));
    }

    @TestFactory
    Stream<DynamicTest> workflows() {
        return Stream.of(
                each("CKV_AWS_284 is traced", "aws_sfn_state_machine", machine -> machine.at(
                                "tracing_configuration/0/enabled")
                        .asBoolean()),
                each(
                        "CKV_AWS_285 logs its history",
                        "aws_sfn_state_machine",
                        machine -> machine.at("logging_configuration/0/level")
                                        .asText()
                                        .equals("ALL")
                                && machine.at("logging_configuration/0/include_execution_data")
                                        .asBoolean()),
                test("CKV_AWS_98 CKV_AWS_367 jobs encrypt disks and outputs", () -> assertThat(
                                jobs(job -> job.findValuesAsText("VolumeKmsKeyId").stream()
                                                .noneMatch(key -> key.startsWith("arn:aws:kms:"))
                                        || job.findValuesAsText("KmsKeyId").stream()
                                                .noneMatch(key -> key.startsWith("arn:aws:kms:"))))
                        .isEmpty()),
                test("CKV_AWS_369 jobs encrypt what travels between machines", () -> assertThat(
                                jobs(job -> !job.findPath("EnableInterContainerTrafficEncryption")
                                        .asBoolean()))
                        .isEmpty()),
                test("CKV_AWS_368 CKV_AWS_370 jobs are isolated from networks", () -> assertThat(jobs(
                                job -> !job.findPath("EnableNetworkIsolation").asBoolean()))
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> logsAndMessages() {
        return Stream.of(
                each(
                        "CKV_AWS_158 is encrypted by our key",
                        "aws_cloudwatch_log_group",
                        group -> key(group, "kms_key_id")),
                each(
                        "CKV_AWS_66 CKV_AWS_338 is kept for a year",
                        "aws_cloudwatch_log_group",
                        group -> group.at("retention_in_days").asInt() >= 365),
                each("CKV_AWS_27 is encrypted by our key", "aws_sqs_queue", queue -> key(queue, "kms_master_key_id")),
                each("CKV_AWS_26 is encrypted by our key", "aws_sns_topic", topic -> key(topic, "kms_master_key_id")),
                each(
                        "CKV_AWS_168 CKV_AWS_387 takes messages from nobody without a role",
                        "aws_sqs_queue",
                        queue -> !queue.has("policy")),
                each(
                        "CKV_AWS_169 takes alarms of this account only",
                        "aws_sns_topic_policy",
                        policy -> policy.statements("policy").stream()
                                .allMatch(statement -> !anybody(statement.path("Principal"))
                                        && statement
                                                .at("/Condition/StringEquals/aws:SourceAccount")
                                                .isValueNode())));
    }

    @TestFactory
    Stream<DynamicTest> api() {
        return Stream.of(
                each(
                        "CKV_AWS_59 CKV2_AWS_70 asks for a token with a scope, whatever is called",
                        "aws_api_gateway_rest_api",
                        PlanPoliciesTest::asksForScopes),
                each(
                        "CKV_AWS_76 has an access log",
                        "aws_api_gateway_stage",
                        stage -> stage.has("access_log_settings/0/destination_arn")),
                each("CKV_AWS_73 is traced", "aws_api_gateway_stage", on("xray_tracing_enabled")),
                each("CKV2_AWS_4 logs errors", "aws_api_gateway_method_settings", settings -> settings.at(
                                "settings/0/logging_level")
                        .asText()
                        .equals("ERROR")),
                each(
                        "CKV_AWS_276 logs no requests and answers",
                        "aws_api_gateway_method_settings",
                        settings ->
                                !settings.at("settings/0/data_trace_enabled").asBoolean()),
                each(
                        "CKV_AWS_120 CKV_AWS_225 CKV_AWS_308 keeps no answers, which depend on who asks",
                        "aws_api_gateway_method_settings",
                        settings -> !settings.at("settings/0/caching_enabled").asBoolean()),
                test("CKV2_AWS_29 has a firewall", () -> assertThat(plans.of("aws_wafv2_web_acl_association"))
                        .hasSameSizeAs(plans.of("aws_api_gateway_stage"))
                        .isNotEmpty()),
                each(
                        "CKV_AWS_192 refuses what is known to be bad",
                        "aws_wafv2_web_acl",
                        firewall -> any(
                                firewall.at("rule"), rule -> rule.at("/statement/0/managed_rule_group_statement/0/name")
                                        .asText()
                                        .equals("AWSManagedRulesKnownBadInputsRuleSet"))),
                each("CKV_AWS_34 shows nothing in the clear", "aws_cloudfront_distribution", distribution -> List.of(
                                "redirect-to-https", "https-only")
                        .contains(distribution
                                .at("default_cache_behavior/0/viewer_protocol_policy")
                                .asText())),
                each(
                        "CKV_AWS_149 is encrypted by our key",
                        "aws_secretsmanager_secret",
                        secret -> key(secret, "kms_key_id")),
                skipped(
                        "CKV2_AWS_53 requests are validated by the gateway",
                        "the functions hold each request against the contract, which the gateway's OpenAPI cannot express"),
                skipped(
                        "CKV_AWS_206 CKV_AWS_174 TLS 1.2",
                        "holds for a name of one's own (api.domain); CloudFront's takes older versions whatever is set"),
                skipped("CKV_AWS_86 CloudFront logs", "they would hold the addresses of residents"),
                skipped("CKV2_AWS_31 the firewall logs", "they would hold the addresses of residents"));
    }

    private static boolean asksForScopes(Resource api) {
        JsonNode paths = Plans.parsed(api.at("body").asText()).path("paths");
        return StreamSupport.stream(paths.spliterator(), false)
                .flatMap(path -> StreamSupport.stream(path.spliterator(), false))
                .allMatch(
                        operation -> !operation.at("/security/0/edf/0").asText().isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> stores() {
        return Stream.of(
                each("CKV_AWS_28 can go back to any second", "aws_dynamodb_table", table -> table.at(
                                "point_in_time_recovery/0/enabled")
                        .asBoolean()),
                each(
                        "CKV_AWS_119 is encrypted by our key",
                        "aws_dynamodb_table",
                        table -> key(table, "server_side_encryption/0/kms_key_arn")),
                each(
                        "CKV_AWS_160 is encrypted by our key",
                        "aws_timestreamwrite_database",
                        database -> key(database, "kms_key_id")),
                each(
                        "CKV_AWS_149 CKV_AWS_304 has a managed password under our key, rotated by RDS",
                        "aws_rds_cluster",
                        cluster -> cluster.at("manage_master_user_password").asBoolean()
                                && key(cluster, "master_user_secret_kms_key_id")),
                each(
                        "CKV_AWS_96 is encrypted by our key",
                        "aws_rds_cluster",
                        cluster -> cluster.at("storage_encrypted").asBoolean() && key(cluster, "kms_key_id")));
    }

    @TestFactory
    Stream<DynamicTest> imagesAndCatalog() {
        return Stream.of(
                each("CKV_AWS_51 has immutable tags", "aws_ecr_repository", repository -> repository
                        .at("image_tag_mutability")
                        .asText()
                        .equals("IMMUTABLE")),
                each(
                        "CKV_AWS_136 is encrypted by our key",
                        "aws_ecr_repository",
                        repository -> key(repository, "encryption_configuration/0/kms_key")),
                each("CKV_AWS_163 is scanned", "aws_ecr_repository", on("image_scanning_configuration/0/scan_on_push")),
                each(
                        "CKV_AWS_82 prescribes its settings",
                        "aws_athena_workgroup",
                        on("configuration/0/enforce_workgroup_configuration")),
                each(
                        "CKV_AWS_159 encrypts results by our key",
                        "aws_athena_workgroup",
                        group -> key(
                                group,
                                "configuration/0/result_configuration/0/encryption_configuration/0/kms_key_arn")),
                skipped("CKV_AWS_77 Athena database", "the database is Glue's; its tables lie in encrypted buckets"),
                skipped(
                        "CKV_AWS_94 encryption of the catalog",
                        "a setting of the whole account, which no environment may change for others; the catalog holds no data"),
                skipped("CKV_AWS_99 CKV_AWS_195 Glue security configuration", "there are no Glue jobs or crawlers"));
    }

    @TestFactory
    Stream<DynamicTest> notThereYet() {
        return Stream.of(
                skipped("CKV2_AWS_75 open CORS", "there is none: pages and API have one origin"),
                skipped(
                        "CKV_AWS_358 claims of OIDC",
                        "the pipeline's role belongs to the account, not to these stacks"),
                skipped(
                        "CKV_AWS_210 CKV_AWS_249 CKV_AWS_334 CKV_AWS_335 CKV_AWS_336 Batch and ECS",
                        "neither is used"));
    }

    /** One function takes the decisions of people who may; jobs, workflows and all other functions never decide. */
    @Test
    void nobodyApprovesModelsButPeople() {
        assertThat(plans.of("aws_iam_role_policy").stream()
                        .filter(policy -> policy.statements("policy").stream()
                                .flatMap(PlanPoliciesTest::actions)
                                .anyMatch("sagemaker:UpdateModelPackage"::equals))
                        .map(policy -> policy.at("role").asText())
                        .distinct())
                .containsExactly("EDFModelApiLambda-dev-role");
    }

    @Test
    void nobodyDeletesObjectsOrTables() {
        none(actions(action -> action.matches("(s3|dynamodb|rds|timestream|ecr|kms):(Delete|ScheduleKeyDeletion).*")));
    }

    // --- what the policies are said with ---

    private static DynamicTest test(String name, Runnable check) {
        return DynamicTest.dynamicTest(name, check::run);
    }

    private static DynamicTest skipped(String name, String reason) {
        return DynamicTest.dynamicTest(name, () -> abort(reason));
    }

    /** Every resource of the type, and at least one of them, is as required. */
    private static DynamicTest each(String name, String type, Predicate<Resource> required) {
        return DynamicTest.dynamicTest(type + " " + name, () -> {
            if (plans.of(type).isEmpty()) {
                abort("no plan here has an " + type);
            }
            assertThat(plans.without(type, required)).isEmpty();
        });
    }

    /** Every bucket has the setting, as required. */
    private static DynamicTest eachBucket(String name, String setting, Predicate<Resource> required) {
        return DynamicTest.dynamicTest("aws_s3_bucket " + name, () -> {
            none(buckets(bucket -> plans.of(setting, "bucket", bucket).isEmpty()));
            assertThat(plans.without(setting, required)).isEmpty();
        });
    }

    private static List<String> buckets(Predicate<String> wrong) {
        return plans.of("aws_s3_bucket").stream()
                .map(bucket -> bucket.at("bucket").asText())
                .filter(wrong)
                .toList();
    }

    private static List<JsonNode> statements(Predicate<JsonNode> wrong) {
        return plans.roleStatements().stream()
                .filter(PlanPoliciesTest::allows)
                .filter(wrong)
                .toList();
    }

    private static List<String> actions(Predicate<String> wrong) {
        return plans.roleStatements().stream()
                .filter(PlanPoliciesTest::allows)
                .flatMap(PlanPoliciesTest::actions)
                .filter(wrong)
                .toList();
    }

    private static Stream<String> actions(JsonNode statement) {
        return texts(statement.path("Action")).stream();
    }

    private static boolean anyResource(JsonNode statement) {
        return texts(statement.path("Resource")).contains("*");
    }

    private static boolean allows(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }

    private static boolean anybody(JsonNode principal) {
        return texts(principal).contains("*") || texts(principal.path("AWS")).contains("*");
    }

    /** The arguments of the definitions' jobs that are not as they should be. */
    private static List<JsonNode> jobs(Predicate<JsonNode> wrong) {
        List<JsonNode> jobs = plans.definitions().stream()
                .flatMap(definition ->
                        StreamSupport.stream(definition.get("States").spliterator(), false))
                .filter(state -> state.path("Resource").asText().contains("sagemaker:create"))
                .map(state -> state.get("Arguments"))
                .toList();
        assertThat(jobs).hasSizeGreaterThanOrEqualTo(6);
        return jobs.stream().filter(wrong).toList();
    }

    private static Predicate<Resource> on(String attribute) {
        return resource -> resource.at(attribute).asBoolean();
    }

    private static boolean key(Resource resource, String attribute) {
        return resource.at(attribute).asText().startsWith("arn:aws:kms:");
    }

    private static boolean any(JsonNode list, Predicate<JsonNode> condition) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(condition);
    }

    private static boolean none(JsonNode list, Predicate<JsonNode> condition) {
        return !any(list, condition);
    }

    private static void none(List<?> wrong) {
        assertThat(wrong).isEmpty();
    }
}
