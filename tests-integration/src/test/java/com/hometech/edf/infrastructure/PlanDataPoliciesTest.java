package com.hometech.edf.infrastructure;

import static com.hometech.edf.infrastructure.PlanChecks.allows;
import static com.hometech.edf.infrastructure.PlanChecks.any;
import static com.hometech.edf.infrastructure.PlanChecks.anybody;
import static com.hometech.edf.infrastructure.PlanChecks.bucketsThat;
import static com.hometech.edf.infrastructure.PlanChecks.each;
import static com.hometech.edf.infrastructure.PlanChecks.eachBucket;
import static com.hometech.edf.infrastructure.PlanChecks.key;
import static com.hometech.edf.infrastructure.PlanChecks.none;
import static com.hometech.edf.infrastructure.PlanChecks.on;
import static com.hometech.edf.infrastructure.PlanChecks.plans;
import static com.hometech.edf.infrastructure.PlanChecks.skipped;
import static com.hometech.edf.infrastructure.PlanChecks.test;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The stacks against policies for what keeps data: buckets, keys, stores, images, the catalog. The ids are those of checkov. */
@EnabledIfSystemProperty(named = PlanChecks.FOLDER, matches = ".+", disabledReason = PlanChecks.NEEDED)
class PlanDataPoliciesTest {
    private static final String ACCESS_LOGS = "module.access_logs";

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
                        () -> none(bucketsThat(bucket -> plans().of("aws_s3_bucket_logging", "bucket", bucket)
                                        .isEmpty()
                                && !bucket.contains("access-logs")))),
                test(
                        "CKV2_AWS_62 announces new objects (but configuration, pages and access logs: nobody waits for them)",
                        () -> none(bucketsThat(bucket -> plans().of("aws_s3_bucket_notification", "bucket", bucket)
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
}
