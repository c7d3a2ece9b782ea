package com.hometech.edf.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Forecasts in one DynamoDB table with the text keys {@code pk} and {@code sk}, and {@code expires_at} [s since 1970] as its
 * time to live. An item holds the rows of a building for one day (UTC) of target times, so that the question asked most,
 * what is forecast for the next hours, reads little more than its answer.
 *
 * <p>Each load gets a number, and its items are seen only after the item of that number below {@code runs} is written: a
 * load that dies leaves nothing to be seen. Where loads of the same issue overlap, the one that began later wins. Items that
 * are never seen go with their time to live, where there is one.
 *
 * <pre>
 * pk                  sk                                           what
 * consumption#alpha   T#2016-05-10#{issue}#{load}#{part}#{piece}   rows of one day
 * consumption#alpha   I#{issue}#{load}#{part}                      first and last target of an issue
 * load#{load}         {part}#{chunk}                               the buildings of a part
 * load#{load}         {part}                                       a part that is whole: written last
 * buildings#solar     alpha                                        a building with rows of the quantity
 * runs                {load}                                       a run that is loaded, with all it has
 * counter             loads                                        the newest load's number
 * </pre>
 */
public final class DynamoDbForecastStore implements ForecastStore {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Optional<Duration> retention;
    private final Backoff.Pause pause;

    /** A load that is done stays done, so this is asked once. */
    private final Set<Long> loadsKnownToBeDone = ConcurrentHashMap.newKeySet();

    /**
     * @param table its name; made by Terraform
     * @param retention how long after its issue a forecast is kept; empty: for ever
     */
    public DynamoDbForecastStore(DynamoDbClient dynamoDb, String table, Optional<Duration> retention) {
        this(dynamoDb, table, retention, Backoff.Pause.SLEEP);
    }

    DynamoDbForecastStore(DynamoDbClient dynamoDb, String table, Optional<Duration> retention, Backoff.Pause pause) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.retention = retention;
        this.pause = pause;
    }

    @Override
    public Load begin(Run run, int parts) {
        return AwsFailures.translated(
                "load forecasts into DynamoDB table", table, () -> new Load(run, nextLoad(), parts));
    }

    @Override
    public LoadReceipt stage(Load load, int part, Iterator<ForecastRecord> rows, Consumer<Rejected> rejected) {
        load.requirePart(part);
        return AwsFailures.translated("load forecasts into DynamoDB table", table, () -> {
            DynamoDbPart staged = new DynamoDbPart(items(load), part, batches());
            rows.forEachRemaining(row -> {
                if (load.run().accepts(row, rejected)) {
                    staged.add(row);
                }
            });
            return new LoadReceipt(load.number(), part, staged.finish());
        });
    }

    @Override
    public void publish(Load load, List<LoadReceipt> receipts) {
        load.requireAllParts(receipts);
        AwsFailures.translated("publish forecasts in DynamoDB table", table, () -> {
            DynamoDbLoadItems items = items(load);
            Set<String> buildings = buildings(load);
            DynamoDbBatches batches = batches();
            batches.add(items.run());
            batches.flush();
            // a building must not be listed before it has rows; a publication that dies here is repeated
            buildings.forEach(building -> batches.add(items.building(building)));
            batches.flush();
            return load;
        });
    }

    /** The buildings of all parts, which must be there. */
    private Set<String> buildings(Load load) {
        Set<Integer> missing =
                IntStream.rangeClosed(1, load.parts()).boxed().collect(Collectors.toCollection(TreeSet::new));
        Set<String> buildings = new TreeSet<>();
        for (Map<String, AttributeValue> item : all(whole(DynamoDbKeys.parts(load.number())))) {
            AttributeValue ids = item.get("buildings");
            if (ids == null) {
                missing.remove(Integer.valueOf(attribute(item, "part").n()));
            } else {
                ids.l().forEach(id -> buildings.add(id.s()));
            }
        }
        if (!missing.isEmpty()) {
            throw load.partsMissing(missing);
        }
        return buildings;
    }

    private DynamoDbLoadItems items(Load load) {
        return new DynamoDbLoadItems(load, retention.map(load.run().issuedAt()::plus));
    }

    private DynamoDbBatches batches() {
        return new DynamoDbBatches(dynamoDb, table, pause);
    }

    @Override
    public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        return rows(
                building,
                quantity,
                day(from),
                day(to.minusNanos(1)),
                row -> !row.targetTime().isBefore(from) && row.targetTime().isBefore(to));
    }

    @Override
    public List<ForecastRecord> issue(BuildingId building, Quantity quantity, Instant issuedAt) {
        String issue = DynamoDbKeys.issuePrefix(issuedAt);
        List<Map<String, AttributeValue>> parts =
                visible(between(DynamoDbKeys.building(building, quantity), issue, DynamoDbKeys.after(issue)));
        if (parts.isEmpty()) {
            return List.of();
        }
        TreeSet<Instant> ends = new TreeSet<>();
        for (Map<String, AttributeValue> part : parts) {
            ends.add(Instant.parse(text(part, "first_target")));
            ends.add(Instant.parse(text(part, "last_target")));
        }
        return rows(building, quantity, day(ends.first()), day(ends.last()), row -> row.issuedAt()
                .equals(issuedAt));
    }

    @Override
    public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
        QueryRequest newestFirst = between(
                        DynamoDbKeys.building(building, quantity),
                        DynamoDbKeys.ISSUES,
                        DynamoDbKeys.after(DynamoDbKeys.ISSUES))
                .toBuilder()
                .scanIndexForward(false)
                .limit(10)
                .build();
        return AwsFailures.translated("read DynamoDB table", table, () -> {
            for (Map<String, AttributeValue> item :
                    dynamoDb.queryPaginator(newestFirst).items()) {
                if (!done(Set.of(load(item))).isEmpty()) {
                    return Optional.of(Instant.parse(text(item, "issue")));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public List<BuildingId> buildings(Quantity quantity) {
        return all(whole(DynamoDbKeys.buildings(quantity))).stream()
                .map(item -> new BuildingId(text(item, DynamoDbKeys.SK)))
                .toList();
    }

    @Override
    public List<Run> runs() {
        Map<String, Run> byId = new TreeMap<>();
        for (Map<String, AttributeValue> item : all(whole(DynamoDbKeys.RUNS))) {
            Run run = new Run(
                    text(item, "run_id"),
                    Instant.parse(text(item, "issue")),
                    text(item, "model_version"),
                    Quantity.ofCode(text(item, "quantity"), "quantity of a run in DynamoDB table " + table));
            byId.put(run.runId(), run);
        }
        return byId.values().stream()
                .sorted(Comparator.comparing(Run::issuedAt).reversed().thenComparing(Run::runId))
                .toList();
    }

    private long nextLoad() {
        Map<String, AttributeValue> counter = dynamoDb.updateItem(request -> request.tableName(table)
                        .key(Map.of(DynamoDbKeys.PK, fromS("counter"), DynamoDbKeys.SK, fromS("loads")))
                        .updateExpression("ADD newest_load :one")
                        .expressionAttributeValues(Map.of(":one", fromN("1")))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes();
        return Long.parseLong(attribute(counter, "newest_load").n());
    }

    /** Rows whose targets lie in the days; of several for the same target that of the newest issue and load. */
    private List<ForecastRecord> rows(
            BuildingId building, Quantity quantity, LocalDate first, LocalDate last, Predicate<ForecastRecord> wanted) {
        QueryRequest days = between(
                DynamoDbKeys.building(building, quantity),
                DynamoDbKeys.targetPrefix(first),
                DynamoDbKeys.after(DynamoDbKeys.targetPrefix(last)));
        TreeMap<Instant, ForecastRecord> byTarget = new TreeMap<>();
        for (Map<String, AttributeValue> item : visible(days)) {
            // items come in the order of day, issue, load, part and piece
            Instant issue = Instant.parse(text(item, "issue"));
            StoredRows.parse(text(item, "rows"), building, quantity, issue).stream()
                    .filter(wanted)
                    .forEach(row -> byTarget.put(row.targetTime(), row));
        }
        return List.copyOf(byTarget.values());
    }

    /**
     * Items of loads that are done. A load may end between the reading of its first item and the question whether it is
     * done; then only part of it was read, so all is read again.
     */
    private List<Map<String, AttributeValue>> visible(QueryRequest query) {
        List<Map<String, AttributeValue>> items = all(query);
        Set<Long> loads = loads(items);
        Set<Long> known = loads.stream().filter(loadsKnownToBeDone::contains).collect(Collectors.toSet());
        Set<Long> done = done(loads);
        if (!known.equals(done)) {
            items = all(query);
        }
        return items.stream().filter(item -> done.contains(load(item))).toList();
    }

    private static Set<Long> loads(List<Map<String, AttributeValue>> items) {
        return items.stream().map(DynamoDbForecastStore::load).collect(Collectors.toSet());
    }

    private static long load(Map<String, AttributeValue> item) {
        return Long.parseLong(attribute(item, "load").n());
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new InvalidInputException("The item " + item.get(DynamoDbKeys.PK) + " / " + item.get(DynamoDbKeys.SK)
                    + " has no " + name + ": something else than EDF wrote it into the table of the forecasts");
        }
        return value;
    }

    /** Those of the loads that are done. */
    private Set<Long> done(Set<Long> loads) {
        TreeSet<Long> unknown = new TreeSet<>(loads);
        unknown.removeAll(loadsKnownToBeDone);
        if (!unknown.isEmpty()) {
            QueryRequest runs =
                    between(DynamoDbKeys.RUNS, DynamoDbKeys.load(unknown.first()), DynamoDbKeys.load(unknown.last()));
            loadsKnownToBeDone.addAll(loads(all(runs)));
        }
        return loads.stream().filter(loadsKnownToBeDone::contains).collect(Collectors.toSet());
    }

    private QueryRequest whole(String pk) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", fromS(pk)))
                .build();
    }

    private QueryRequest between(String pk, String first, String last) {
        return whole(pk).toBuilder()
                .keyConditionExpression("pk = :pk and sk between :first and :last")
                .expressionAttributeValues(Map.of(":pk", fromS(pk), ":first", fromS(first), ":last", fromS(last)))
                .build();
    }

    private List<Map<String, AttributeValue>> all(QueryRequest query) {
        return AwsFailures.translated(
                "read DynamoDB table", table, () -> dynamoDb.queryPaginator(query).items().stream()
                        .toList());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
