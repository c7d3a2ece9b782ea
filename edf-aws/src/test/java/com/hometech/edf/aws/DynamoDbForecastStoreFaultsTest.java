package com.hometech.edf.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hometech.edf.aws.FakeAws.Answer;
import com.hometech.edf.aws.FakeAws.Asked;
import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A DynamoDB that is slower than the load; the emulator never leaves anything unprocessed. */
class DynamoDbForecastStoreFaultsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant ISSUE = Instant.parse("2016-05-10T05:00:00Z");
    private static final int BUILDINGS = 20;

    private final TreeMap<String, JsonNode> written = new TreeMap<>();
    private final List<Duration> waits = new ArrayList<>();

    @Test
    @DisplayName("fault 33: what DynamoDB leaves unprocessed is sent again, ever more slowly, until nothing is left")
    void unprocessedItemsAreSentAgain() {
        try (FakeAws aws = new FakeAws(request -> answer(request, 7))) {
            assertThat(load(aws)).isEqualTo(72 * BUILDINGS);
            assertThat(written.keySet())
                    .as("for each building four days, its issue and its name; the part, its buildings, and the run")
                    .hasSize(BUILDINGS * 6 + 3);
            assertThat(aws.asked())
                    .filteredOn(DynamoDbForecastStoreFaultsTest::isBatch)
                    .allSatisfy(request -> assertThat(puts(request)).hasSizeLessThanOrEqualTo(25));
            assertThat(waits).isNotEmpty();
            assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
            assertThat(waits).anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofMillis(50)));
        }
    }

    @Test
    @DisplayName("fault 33: a table that takes nothing ends the load with an error, and the run is not visible")
    void aTableThatTakesNothingEndsTheLoad() {
        try (FakeAws aws = new FakeAws(request -> answer(request, 0))) {
            assertThatThrownBy(() -> load(aws))
                    .isInstanceOf(DependencyUnavailableException.class)
                    .hasMessageContaining("did not take 25 items")
                    .hasMessageContaining("on-demand");
            assertThat(written).isEmpty();
            assertThat(waits.stream().mapToLong(Duration::toMillis).sum())
                    .as("waited long enough for a table to grow, not for ever [ms]")
                    .isBetween(25_000L, 60_000L);
        }
    }

    @Test
    @DisplayName("fault 33: throttled calls are repeated")
    void throttledCallsAreRepeated() {
        AtomicInteger batches = new AtomicInteger();
        try (FakeAws aws = new FakeAws(request -> isBatch(request) && batches.incrementAndGet() % 5 == 0
                ? Answer.jsonError(400, "ProvisionedThroughputExceededException")
                : answer(request, 25))) {
            assertThat(load(aws)).isEqualTo(72 * BUILDINGS);
            assertThat(written).hasSize(BUILDINGS * 6 + 3);
        }
    }

    private long load(FakeAws aws) {
        DynamoDbForecastStore store =
                new DynamoDbForecastStore(aws.clients().dynamoDb(), "Forecasts", Optional.empty(), waits::add);
        return store.load(
                        new Run("run-1", ISSUE, "Group/1"),
                        IntStream.range(0, 72 * BUILDINGS)
                                .mapToObj(number -> row(number / 72, number % 72))
                                .iterator(),
                        refused -> fail("refused: " + refused))
                .rows();
    }

    /** Takes so many items of each batch. */
    private Answer answer(Asked request, int takes) {
        if (request.header("x-amz-target").endsWith("Query")) {
            ObjectNode parts = JSON.createObjectNode();
            ArrayNode items = parts.putArray("Items");
            written.forEach((key, item) -> {
                if (key.startsWith("load#")) {
                    items.add(item);
                }
            });
            return Answer.json(200, parts.toString());
        }
        if (!isBatch(request)) {
            return Answer.json(200, "{\"Attributes\":{\"newest_load\":{\"N\":\"1\"}}}");
        }
        ArrayNode left = JSON.createArrayNode();
        List<JsonNode> puts = puts(request);
        puts.subList(Math.min(takes, puts.size()), puts.size()).forEach(left::add);
        puts.stream().limit(takes).forEach(put -> {
            JsonNode item = put.at("/PutRequest/Item");
            written.put(item.at("/pk/S").asText() + "|" + item.at("/sk/S").asText(), item);
        });
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode unprocessed = answer.putObject("UnprocessedItems");
        if (!left.isEmpty()) {
            unprocessed.set("Forecasts", left);
        }
        return Answer.json(200, answer.toString());
    }

    private static boolean isBatch(Asked request) {
        return request.header("x-amz-target").endsWith("BatchWriteItem");
    }

    private static List<JsonNode> puts(Asked request) {
        try {
            List<JsonNode> puts = new ArrayList<>();
            JSON.readTree(request.body()).at("/RequestItems/Forecasts").forEach(puts::add);
            return puts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ForecastRecord row(int building, int hour) {
        return new ForecastRecord(
                new BuildingId("building-" + building),
                ISSUE.plus(Duration.ofHours(hour)),
                ISSUE,
                hour + 1.0,
                1,
                0,
                2,
                "Group/1",
                ForecastQuality.MODEL);
    }
}
