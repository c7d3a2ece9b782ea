package com.hometech.edf.common.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text value must look like. */
@FunctionalInterface
interface TextRule {
    /** What is wrong with the value and what to write instead; empty when it is fine. */
    Optional<String> problemWith(String value);

    /** AWS region such as {@code eu-central-1}. */
    TextRule REGION = matching("[a-z]{2}(-[a-z]+)+-[0-9]", "an AWS region such as eu-central-1");
    /** SageMaker instance type. */
    TextRule INSTANCE_TYPE = matching("ml\\.[a-z0-9-]+\\.[a-z0-9]+", "a SageMaker instance type such as ml.m5.xlarge");
    /** First part of a bucket's name; the environment's suffix must still fit into S3's 63 characters. */
    TextRule BUCKET_BASE =
            matching("[a-z0-9][a-z0-9-]{1,38}[a-z0-9]", "3 to 40 lower-case letters, digits and '-', as S3 asks");
    /** First part of a resource's name; the environment's suffix must still fit. */
    TextRule RESOURCE_BASE =
            matching("[A-Za-z][A-Za-z0-9_-]{0,39}", "1 to 40 letters, digits, '_' and '-', starting with a letter");
    /** First part of the name of an ECR repository. */
    TextRule REPOSITORY_BASE =
            matching("[a-z0-9][a-z0-9/_.-]{0,79}", "1 to 80 lower-case letters, digits and '/', '_', '.', '-'");
    /** Full S3 location. */
    TextRule S3_PREFIX = matching("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.*", "a location such as s3://bucket/prefix/");

    /** Refuses what does not match the whole pattern. */
    static TextRule matching(String pattern, String expected) {
        Pattern compiled = Pattern.compile(pattern);
        return value ->
                compiled.matcher(value).matches() ? Optional.empty() : Optional.of("is not valid; use " + expected);
    }

    /** A path template that ends with {@code /}, with known placeholders only, and with all those that are needed. */
    static TextRule pathTemplate(String... needed) {
        List<String> known = List.of("raw_bucket", "processed_bucket", "workflow_type", "sfn_name", "exec_id");
        Pattern form = Pattern.compile("s3://[a-z0-9{][a-z0-9{}_.-]*/([A-Za-z0-9{}_.=-]+/)*");
        return value -> {
            if (!form.matcher(value).matches() || List.of(value.split("/")).contains("..")) {
                return Optional.of("is not valid; use a prefix such as s3://{raw_bucket}/folder/ with '/' at its end");
            }
            List<String> names = placeholders(value);
            for (String name : names) {
                if (!known.contains(name)) {
                    return Optional.of("has the unknown placeholder {" + name + "}; " + NearestName.hint(name, known));
                }
            }
            for (String name : needed) {
                if (!names.contains(name)) {
                    return Optional.of("lacks {" + name + "}: without it one execution would overwrite another");
                }
            }
            return Optional.empty();
        };
    }

    private static List<String> placeholders(String template) {
        List<String> names = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\{([^}/]*)}?").matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
