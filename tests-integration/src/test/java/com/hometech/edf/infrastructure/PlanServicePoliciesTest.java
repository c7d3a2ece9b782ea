package com.hometech.edf.infrastructure;

import static com.hometech.edf.infrastructure.PlanChecks.any;
import static com.hometech.edf.infrastructure.PlanChecks.anybody;
import static com.hometech.edf.infrastructure.PlanChecks.each;
import static com.hometech.edf.infrastructure.PlanChecks.jobs;
import static com.hometech.edf.infrastructure.PlanChecks.key;
import static com.hometech.edf.infrastructure.PlanChecks.none;
import static com.hometech.edf.infrastructure.PlanChecks.on;
import static com.hometech.edf.infrastructure.PlanChecks.plans;
import static com.hometech.edf.infrastructure.PlanChecks.skipped;
import static com.hometech.edf.infrastructure.PlanChecks.test;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hometech.edf.infrastructure.Plans.Resource;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The stacks against policies for what runs, what is logged, and the API. The ids are those of checkov. */
@EnabledIfSystemProperty(named = PlanChecks.FOLDER, matches = ".+", disabledReason = PlanChecks.NEEDED)
class PlanServicePoliciesTest {

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
                        () -> assertThat(plans().of("aws_lambda_function_url")).isEmpty()),
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
                        "CKV_AWS_285 logs its history (that of appliances without the names that people give to files)",
                        "aws_sfn_state_machine",
                        machine -> machine.at("logging_configuration/0/level")
                                        .asText()
                                        .equals("ALL")
                                && machine.at("logging_configuration/0/include_execution_data")
                                                .asBoolean()
                                        != machine.at("name").asText().startsWith("EDFApplianceWorkflow")),
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
                        "CKV_AWS_168 CKV_AWS_387 takes messages from nobody without a role, but one rule of EventBridge",
                        "aws_sqs_queue",
                        queue -> !queue.has("policy")
                                || queue.statements("policy").stream().allMatch(PlanServicePoliciesTest::ofOneRule)),
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
                        PlanServicePoliciesTest::asksForScopes),
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
                test("CKV2_AWS_29 has a firewall", () -> assertThat(plans().of("aws_wafv2_web_acl_association"))
                        .hasSameSizeAs(plans().of("aws_api_gateway_stage"))
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

    private static boolean ofOneRule(JsonNode statement) {
        return statement.at("/Principal/Service").asText().equals("events.amazonaws.com")
                && statement.at("/Action").asText().equals("sqs:SendMessage")
                && statement
                        .at("/Condition/ArnEquals/aws:SourceArn")
                        .asText()
                        .matches("arn:aws:events:[^:]+:[^:]+:rule/[^*]+");
    }
}
