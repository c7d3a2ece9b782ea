package com.hometech.edf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Requests made from the contract alone: of each operation valid ones, and such that are wrong in every way of its schemas. */
final class RandomRequests {
    /** Values that have broken programs before. */
    private static final List<String> WRONG = List.of(
            "",
            " ",
            "null",
            "true",
            "-1",
            "0",
            "1e9",
            "1e999",
            "NaN",
            "-0",
            "9223372036854775808",
            "0x10",
            "٣",
            "' OR 1=1--",
            "../../etc/passwd",
            "..",
            ".",
            "\u0000",
            "a\u0000b",
            "\r\nX: y",
            "<script>",
            "{{7*7}}",
            "${jndi:ldap://x}",
            "%",
            "%zz",
            "ｓｃｈｏｏｌ-7",
            "school-7 ",
            "SCHOOL-7",
            "é",
            "\uD83D\uDE00",
            "\uD800",
            "a,b,,c",
            ",",
            "2026-02-30T00:00:00Z",
            "2026-03-01T24:00:00Z",
            "2026-03-01T05:00:00",
            "2026-03-01T05:00:00+99:99",
            "2026-03-01",
            "2026-13-01",
            "+1000000000-01-01T00:00:00Z",
            "2026-03-01T05:00:60Z",
            "99999-01-01",
            "x".repeat(10_000),
            "1".repeat(400));

    private final Random random;
    private final List<Operation> operations = new ArrayList<>();

    private record Operation(String template, String method, JsonNode node) {}

    /** A request; headers are names and values in turn. */
    record Made(String method, String address, List<String> headers, byte[] body) {}

    RandomRequests(long seed) {
        random = new Random(seed);
        Document.node().path("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(method -> operations.add(
                        new Operation(path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()))));
    }

    Made next() {
        Operation operation = operations.get(random.nextInt(operations.size()));
        // half of the requests are valid, the others wrong in about one value of three
        double wrong = random.nextBoolean() ? 0 : 0.35;
        String path = operation.template();
        List<String> query = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        for (JsonNode reference : operation.node().path("parameters")) {
            JsonNode parameter = Document.resolve(reference);
            String name = parameter.path("name").asText();
            boolean isWrong = random.nextDouble() < wrong;
            String value = isWrong ? any(WRONG) : value(Document.resolve(parameter.path("schema")), name);
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(value));
                case "header" -> headers.addAll(List.of(name, isWrong ? value.replaceAll("[^ -~]", "?") : "\"x\""));
                default -> {
                    boolean isNeeded = parameter.path("required").asBoolean();
                    if (isNeeded && wrong == 0 || random.nextInt(3) == 0) {
                        query.add(name + "=" + encoded(value));
                        if (isWrong && random.nextInt(4) == 0) {
                            query.add(name + "=" + encoded(any(WRONG)));
                        }
                    }
                }
            }
        }
        if (random.nextDouble() < wrong / 3) {
            query.add(encoded(any(WRONG)) + "=" + encoded(any(WRONG)));
        }
        byte[] body = body(operation, headers, wrong);
        if (random.nextInt(4) == 0) {
            headers.addAll(List.of(
                    "Accept",
                    any(List.of(
                            "text/csv", "application/json", "*/*", "text/html;q=0.1, */*;q=0.05", "a/b", ";;", ""))));
        }
        if (random.nextInt(4) == 0) {
            headers.addAll(List.of("If-None-Match", any(List.of("*", "\"x\"", "W/\"x\"", "x", "\"", ""))));
        }
        if (random.nextInt(4) == 0) {
            headers.addAll(List.of("Accept-Encoding", any(List.of("gzip", "gzip;q=0", "br, gzip", "*", "gzip;q=x"))));
        }
        String method = random.nextInt(20) == 0
                ? any(List.of("HEAD", "POST", "DELETE", "OPTIONS", "get", ""))
                : operation.method();
        return new Made(method, path + (query.isEmpty() ? "" : "?" + String.join("&", query)), headers, body);
    }

    private byte[] body(Operation operation, List<String> headers, double wrong) {
        JsonNode schema = operation.node().at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode()) {
            return new byte[0];
        }
        headers.addAll(List.of(
                "Content-Type",
                random.nextDouble() < wrong ? any(WRONG).replaceAll("[^ -~]", "?") : "application/json"));
        byte[] valid = value(Document.resolve(schema), "body").getBytes(UTF_8);
        if (random.nextDouble() >= wrong) {
            return valid;
        }
        return switch (random.nextInt(6)) {
            case 0 -> new byte[0];
            case 1 -> "[".repeat(16_000).getBytes(UTF_8);
            case 2 -> new byte[20_000];
            case 3 -> "{\"status\":\"APPROVED\",\"note\":\"why\",\"tenant_id\":\"other\"}".getBytes(UTF_8);
            case 4 ->
                ("{\"status\":" + any(List.of("1", "null", "[]", "\"approved\"")) + ",\"note\":\"" + "n".repeat(501)
                                + "\"}")
                        .getBytes(UTF_8);
            default -> {
                byte[] changed = valid.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                yield changed;
            }
        };
    }

    /** A value of the schema, as it is written in an address; an object as JSON. */
    private String value(JsonNode schema, String name) {
        if (schema.has("oneOf")) {
            JsonNode choices = schema.path("oneOf");
            return value(Document.resolve(choices.path(random.nextInt(choices.size()))), name);
        }
        if (schema.has("const")) {
            return schema.path("const").asText();
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .path(random.nextInt(schema.path("enum").size()))
                    .asText();
        }
        return switch (schema.path("type").asText()) {
            case "integer" -> name.equals("version") ? any(List.of("3", "3", "4")) : Long.toString(integer(schema));
            case "number" -> number(schema);
            case "array" -> {
                int least = Math.max(1, schema.path("minItems").asInt(1));
                List<String> items = new ArrayList<>();
                for (int count = least + random.nextInt(3); count > 0; count--) {
                    String item = value(Document.resolve(schema.path("items")), name);
                    if (!items.contains(item)) {
                        items.add(item);
                    }
                }
                yield String.join(",", items);
            }
            case "object" -> object(schema);
            default -> text(schema, name);
        };
    }

    private String object(JsonNode schema) {
        var object = Document.JSON.createObjectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields =
                        schema.path("properties").fields();
                fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            object.put(field.getKey(), value(Document.resolve(field.getValue()), field.getKey()));
        }
        return object.toString();
    }

    private long integer(JsonNode schema) {
        long step = schema.path("multipleOf").asLong(1);
        long least = schema.path("minimum").asLong(0) / step;
        long most = Math.min(schema.path("maximum").asLong(100), 1000) / step;
        return step * (least + random.nextInt((int) Math.max(1, most - least + 1)));
    }

    private String number(JsonNode schema) {
        double most =
                schema.path("exclusiveMaximum").asDouble(schema.path("maximum").asDouble(100));
        return Double.toString(Math.max(0.01, Math.round(random.nextDouble() * most * 90) / 100.0));
    }

    /** Text of the schema: known names where there are any, for a request that finds nothing shows little. */
    private String text(JsonNode schema, String name) {
        if (schema.path("format").asText().equals("date-time")) {
            return any(List.of(
                    "2026-03-01T05:00:00Z",
                    "2026-03-01T12:00:00+01:00",
                    "2026-03-02T00:00:00.5Z",
                    "2026-03-04T05:00:00Z",
                    "2099-12-31T23:59:59Z"));
        }
        if (schema.path("format").asText().equals("date")) {
            return any(List.of("2026-02-01", "2026-03-01", "2026-03-29", "2000-01-01"));
        }
        return switch (name) {
            case "building_id" -> any(List.of("school-7", "home-3", "home-4", "hall-1", "closed-9", "unknown"));
            case "area_id" -> any(List.of("mine", "feeder-12", "cambridge", "madrid", "north", "unknown"));
            case "group" -> any(List.of("EDFBuildingDemandForecaster", "EDFSolarGenerationForecaster", "other"));
            case "cursor" -> any(List.of("20779.YmVy.HmVS1UmmXSvX5WRplHL2n", "a", "0", "..", "AAAA.BBBB.CCCC"));
            default -> "because of its scores";
        };
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
