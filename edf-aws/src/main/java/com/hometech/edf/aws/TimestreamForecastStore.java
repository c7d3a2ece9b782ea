package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuality;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.port.ForecastStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.timestreamquery.TimestreamQueryClient;
import software.amazon.awssdk.services.timestreamquery.model.Datum;
import software.amazon.awssdk.services.timestreamquery.model.QueryResponse;
import software.amazon.awssdk.services.timestreamquery.model.Row;
import software.amazon.awssdk.services.timestreamwrite.TimestreamWriteClient;

/**
 * Forecasts in Amazon Timestream for LiveAnalytics, for accounts that have it: it takes no new customers since 2025-06-20.
 *
 * <p>Timestream refuses times that lie more than minutes ahead, so a record's time is that of the issue and the target is a
 * dimension. Records of three measures lie in the table: {@code forecast} for each row, {@code issue} for each building of a
 * run, and {@code run}, written when the load is published. Rows are seen only when their run is there. A record's version is
 * the time at which the load began, so that loading again replaces what was there, row by row. Timestream answers questions with a little delay: what has just been loaded
 * may be missing for moments.
 */
public final class TimestreamForecastStore implements ForecastStore {
    /** Rows with farther targets are refused: reading relies on it. */
    private static final Duration LONGEST_HORIZON = Duration.ofDays(30);

    private final TimestreamWriteClient write;
    private final TimestreamQueryClient query;
    private final String database;
    private final String table;
    private final Clock clock;
    private final Backoff.Pause pause;

    /** When the newest load of this process began [ms since 1970]; two never began at once. */
    private final AtomicLong newestLoad = new AtomicLong();

    /**
     * @param database its name, for example {@code EDFDatabase}
     * @param table its name; it must take late records into its magnetic store, or a run can be loaded only while its issue
     *     lies within the retention of the memory store
     */
    public TimestreamForecastStore(
            TimestreamWriteClient write, TimestreamQueryClient query, String database, String table, Clock clock) {
        this(write, query, database, table, clock, Backoff.Pause.SLEEP);
    }

    TimestreamForecastStore(
            TimestreamWriteClient write,
            TimestreamQueryClient query,
            String database,
            String table,
            Clock clock,
            Backoff.Pause pause) {
        this.write = write;
        this.query = query;
        this.database = TimestreamSql.name(database);
        this.table = TimestreamSql.name(table);
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Load begin(Run run, int parts) {
        return new Load(run, newestLoad.updateAndGet(last -> Math.max(last + 1, clock.millis())), parts);
    }

    @Override
    public LoadReceipt stage(Load load, int part, Iterator<ForecastRecord> rows, Consumer<Rejected> rejected) {
        load.requirePart(part);
        return translated("load forecasts into", () -> {
            TimestreamPart staged = new TimestreamPart(load, this::batches, rejected);
            rows.forEachRemaining(row -> {
                Optional<String> far = tooFar(row);
                if (far.isPresent()) {
                    rejected.accept(new Rejected(row, far.get()));
                } else if (load.run().accepts(row, rejected)) {
                    staged.add(row);
                }
            });
            return new LoadReceipt(load.number(), part, staged.finish());
        });
    }

    @Override
    public void publish(Load load, List<LoadReceipt> receipts) {
        load.requireAllParts(receipts);
        translated("publish forecasts in", () -> {
            TimestreamBatches batches = batches(refused -> {});
            batches.add(new TimestreamRecords(load).run(), Optional.empty());
            batches.flush();
            return load;
        });
    }

    private TimestreamBatches batches(Consumer<Rejected> rejected) {
        return new TimestreamBatches(write, database, table, pause, rejected);
    }

    @Override
    public List<ForecastRecord> newest(BuildingId building, Quantity quantity, Instant from, Instant to) {
        return rows(
                building,
                quantity,
                TimestreamSql.column("target_time", ">=", ceilingSecond(from))
                        + TimestreamSql.column("target_time", "<", ceilingSecond(to))
                        + TimestreamSql.time(">=", from.minus(LONGEST_HORIZON))
                        + TimestreamSql.time("<", to));
    }

    @Override
    public List<ForecastRecord> issue(BuildingId building, Quantity quantity, Instant issuedAt) {
        return issuedAt.getNano() != 0 ? List.of() : rows(building, quantity, TimestreamSql.time("=", issuedAt));
    }

    @Override
    public Optional<Instant> newestIssue(BuildingId building, Quantity quantity) {
        Map<String, LoadedRun> runs = loadedRuns();
        return ask("select run_id, issued_at", "issue", TimestreamSql.of(building) + TimestreamSql.of(quantity))
                .stream()
                .filter(issue -> isOf(runs, issue))
                .map(issue -> Instant.parse(text(issue, "issued_at")))
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<BuildingId> buildings(Quantity quantity) {
        Map<String, LoadedRun> runs = loadedRuns();
        return ask("select distinct building_id, run_id", "issue", TimestreamSql.of(quantity)).stream()
                .filter(issue -> runs.containsKey(text(issue, "run_id")))
                .map(issue -> new BuildingId(text(issue, "building_id")))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public List<Run> runs() {
        return loadedRuns().values().stream()
                .map(LoadedRun::run)
                .sorted(Comparator.comparing(Run::issuedAt).reversed().thenComparing(Run::runId))
                .toList();
    }

    /** A run and when it was loaded last. */
    private record LoadedRun(Run run, long loadedAt) {}

    private Map<String, LoadedRun> loadedRuns() {
        Map<String, LoadedRun> runs = new HashMap<>();
        for (Map<String, String> record :
                ask("select run_id, quantity, model_version, issued_at, loaded_at", "run", "")) {
            Run run = new Run(
                    text(record, "run_id"),
                    Instant.parse(text(record, "issued_at")),
                    text(record, "model_version"),
                    Quantity.ofCode(text(record, "quantity"), "quantity of a run in Timestream"));
            LoadedRun loaded = new LoadedRun(run, Long.parseLong(text(record, "loaded_at")));
            runs.merge(run.runId(), loaded, (one, other) -> one.loadedAt() > other.loadedAt() ? one : other);
        }
        return runs;
    }

    /** Rows of runs that are loaded; of several for a target that of the newest issue, and of the run loaded last. */
    private List<ForecastRecord> rows(BuildingId building, Quantity quantity, String conditions) {
        // asked first: of a run that is there, all rows are
        Map<String, LoadedRun> runs = loadedRuns();
        List<Map<String, String>> stored = new ArrayList<>(ask(
                "select run_id, issued_at, target_time, lead_hours, yhat, yhat_lower, yhat_upper, model_version, quality,"
                        + " quantiles",
                "forecast",
                TimestreamSql.of(building) + TimestreamSql.of(quantity) + conditions));
        stored.removeIf(row -> !isOf(runs, row));
        stored.sort(Comparator.comparing((Map<String, String> row) -> text(row, "issued_at"))
                .thenComparing(row ->
                        Objects.requireNonNull(runs.get(text(row, "run_id"))).loadedAt()));
        TreeMap<Instant, ForecastRecord> byTarget = new TreeMap<>();
        stored.forEach(row -> byTarget.put(Instant.parse(text(row, "target_time")), row(building, quantity, row)));
        return List.copyOf(byTarget.values());
    }

    private static boolean isOf(Map<String, LoadedRun> runs, Map<String, String> record) {
        LoadedRun loaded = runs.get(text(record, "run_id"));
        return loaded != null && loaded.run().issuedAt().equals(Instant.parse(text(record, "issued_at")));
    }

    private static ForecastRecord row(BuildingId building, Quantity quantity, Map<String, String> row) {
        return new ForecastRecord(
                building,
                quantity,
                Instant.parse(text(row, "target_time")),
                Instant.parse(text(row, "issued_at")),
                Double.parseDouble(text(row, "lead_hours")),
                Double.parseDouble(text(row, "yhat")),
                Double.parseDouble(text(row, "yhat_lower")),
                Double.parseDouble(text(row, "yhat_upper")),
                text(row, "model_version"),
                ForecastQuality.valueOf(text(row, "quality")),
                TimestreamRecords.quantiles(text(row, "quantiles")),
                TimestreamRecords.uncorrected(text(row, "quantiles")));
    }

    private static Optional<String> tooFar(ForecastRecord row) {
        boolean near = !row.targetTime().isBefore(row.issuedAt())
                && !row.targetTime().isAfter(row.issuedAt().plus(LONGEST_HORIZON));
        return near
                ? Optional.empty()
                : Optional.of("target_time " + row.targetTime() + " is not within " + LONGEST_HORIZON.toDays()
                        + " days after issued_at " + row.issuedAt());
    }

    /** Every answer to the question, with its columns by name; those without a value are left out. */
    private List<Map<String, String>> ask(String select, String measure, String conditions) {
        String sql = select + " from \"" + database + "\".\"" + table + "\" where measure_name = '" + measure + "'"
                + conditions;
        return translated("read", () -> {
            List<Map<String, String>> answers = new ArrayList<>();
            for (QueryResponse page : query.queryPaginator(request -> request.queryString(sql))) {
                for (Row row : page.rows()) {
                    Map<String, String> answer = new HashMap<>();
                    for (int column = 0; column < row.data().size(); column++) {
                        Datum datum = row.data().get(column);
                        if (datum.scalarValue() != null) {
                            answer.put(page.columnInfo().get(column).name(), datum.scalarValue());
                        }
                    }
                    answers.add(answer);
                }
            }
            return answers;
        });
    }

    private static String text(Map<String, String> record, String name) {
        String value = record.get(name);
        if (value == null) {
            throw new DependencyUnavailableException("A record in Timestream has no " + name
                    + " yet; Timestream shows new records piece by piece, try again");
        }
        return value;
    }

    private <T> T translated(String what, Supplier<T> call) {
        String subject = "Timestream table " + database + "." + table;
        return AwsFailures.translated(what, subject, () -> {
            try {
                return call.get();
            } catch (AwsServiceException failure) {
                if (AwsFailures.code(failure).equals("AccessDeniedException")) {
                    throw new InvalidInputException(
                            "Cannot " + what + " " + subject
                                    + ": access denied. Timestream takes no new customers since"
                                    + " 2025-06-20: where this account never had it, set edf_inference.forecast_db_type to"
                                    + " DYNAMODB or RDS; otherwise the role in use needs this permission. "
                                    + failure.getMessage(),
                            failure);
                }
                throw failure;
            }
        });
    }

    private static Instant ceilingSecond(Instant instant) {
        return instant.getNano() == 0 ? instant : Instant.ofEpochSecond(instant.getEpochSecond() + 1);
    }
}
