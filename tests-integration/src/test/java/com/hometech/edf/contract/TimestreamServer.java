package com.hometech.edf.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.timestreamquery.TimestreamQueryClient;
import software.amazon.awssdk.services.timestreamquery.model.QueryRequest;
import software.amazon.awssdk.services.timestreamquery.model.QueryResponse;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;
import software.amazon.awssdk.services.timestreamwrite.model.Dimension;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValue;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.RejectedRecordsException;
import software.amazon.awssdk.services.timestreamwrite.model.WriteRecordsRequest;

/** {@link FakeTimestream} for programs that are not in this JVM: it speaks Timestream's protocol. */
public final class TimestreamServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SERVICE = "Timestream_20181101.";

    private final HttpServer server;
    private final TimestreamWriteClient write;
    private final TimestreamQueryClient query;

    public TimestreamServer() throws IOException {
        FakeTimestream timestream = new FakeTimestream(record -> Optional.empty());
        write = timestream.write();
        query = timestream.query();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (operation.equals(SERVICE + "WriteRecords")) {
                write(request, exchange);
            } else if (operation.equals(SERVICE + "Query")) {
                send(exchange, 200, query(request));
            } else {
                send(exchange, 400, error("UnknownOperationException", operation));
            }
        }
    }

    private void write(JsonNode request, HttpExchange exchange) throws IOException {
        List<Record> records =
                items(request, "Records").stream().map(TimestreamServer::record).toList();
        try {
            write.writeRecords(WriteRecordsRequest.builder().records(records).build());
            send(exchange, 200, JSON.createObjectNode());
        } catch (RejectedRecordsException refused) {
            ObjectNode error = error("RejectedRecordsException", refused.getMessage());
            refused.rejectedRecords().forEach(rejected -> error.withArray("RejectedRecords")
                    .addObject()
                    .put("RecordIndex", rejected.recordIndex())
                    .put("Reason", rejected.reason())
                    .put("ExistingVersion", rejected.existingVersion()));
            send(exchange, 419, error);
        }
    }

    private static Record record(JsonNode record) {
        return Record.builder()
                .dimensions(items(record, "Dimensions").stream()
                        .map(dimension -> Dimension.builder()
                                .name(dimension.path("Name").asText())
                                .value(dimension.path("Value").asText())
                                .build())
                        .toList())
                .measureName(record.path("MeasureName").asText())
                .measureValues(items(record, "MeasureValues").stream()
                        .map(measure -> MeasureValue.builder()
                                .name(measure.path("Name").asText())
                                .value(measure.path("Value").asText())
                                .type(measure.path("Type").asText())
                                .build())
                        .toList())
                .time(record.path("Time").asText())
                .version(record.path("Version").asLong())
                .build();
    }

    private ObjectNode query(JsonNode request) {
        QueryResponse found = query.query(QueryRequest.builder()
                .queryString(request.path("QueryString").asText())
                .nextToken(request.path("NextToken").textValue())
                .build());
        ObjectNode answer = JSON.createObjectNode().put("QueryId", "1");
        found.columnInfo().forEach(column -> answer.withArray("ColumnInfo")
                .addObject()
                .put("Name", column.name())
                .putObject("Type")
                .put("ScalarType", "VARCHAR"));
        answer.putArray("Rows");
        found.rows().forEach(row -> {
            var data = answer.withArray("Rows").addObject().putArray("Data");
            row.data().forEach(datum -> data.addObject().put("ScalarValue", datum.scalarValue()));
        });
        if (found.nextToken() != null) {
            answer.put("NextToken", found.nextToken());
        }
        return answer;
    }

    private static List<JsonNode> items(JsonNode object, String name) {
        return new ArrayList<>(
                StreamSupport.stream(object.path(name).spliterator(), false).toList());
    }

    private static ObjectNode error(String type, String message) {
        return JSON.createObjectNode()
                .put("__type", "com.amazonaws.timestream.v20181101#" + type)
                .put("message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
