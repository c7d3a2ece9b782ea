package com.hometech.edf.infrastructure;

import static com.hometech.edf.infrastructure.PlanChecks.actions;
import static com.hometech.edf.infrastructure.PlanChecks.anyResource;
import static com.hometech.edf.infrastructure.PlanChecks.each;
import static com.hometech.edf.infrastructure.PlanChecks.none;
import static com.hometech.edf.infrastructure.PlanChecks.plans;
import static com.hometech.edf.infrastructure.PlanChecks.statements;
import static com.hometech.edf.infrastructure.PlanChecks.test;
import static com.hometech.edf.infrastructure.Plans.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The stacks against policies for what roles may do. The ids are those of checkov. */
@EnabledIfSystemProperty(named = PlanChecks.FOLDER, matches = ".+", disabledReason = PlanChecks.NEEDED)
class PlanRightsPoliciesTest {
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

    /** One function takes the decisions of people who may; jobs, workflows and all other functions never decide. */
    @Test
    void nobodyApprovesModelsButPeople() {
        assertThat(plans().of("aws_iam_role_policy").stream()
                        .filter(policy -> policy.statements("policy").stream()
                                .flatMap(PlanChecks::actions)
                                .anyMatch("sagemaker:UpdateModelPackage"::equals))
                        .map(policy -> policy.at("role").asText())
                        .distinct())
                .containsExactly("EDFModelApiLambda-dev-role");
    }

    /** Results about an upload go where the upload that replaced it cannot be used. Nothing else is ever deleted. */
    @Test
    void nobodyDeletesObjectsOrTablesButResultsOfUploads() {
        none(statements(statement -> actions(statement)
                        .anyMatch(action ->
                                action.matches("(s3|dynamodb|rds|timestream|ecr|kms):(Delete|ScheduleKeyDeletion).*"))
                && !texts(statement.path("Resource"))
                        .equals(List.of("arn:aws:s3:::hometech-ml-processed-data-dev/appliances/*"))));
    }
}
