package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.timestreamwrite.model.Dimension;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValue;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValueType;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.TimeUnit;

/** One load on its way into Timestream. */
final class TimestreamLoad {
    /** Text of a row without quantiles: Timestream takes no empty text. */
    private static final String NO_QUANTILES = "-";

    private final Run run;
    private final long loadedAt;
    private final TimestreamBatches batches;
    private final TreeMap<BuildingId, Long> rowsOfBuilding = new TreeMap<>();

    /** @param loadedAt when the load began [ms since 1970]; of two loads the later one replaces the other */
    TimestreamLoad(Run run, long loadedAt, TimestreamBatches batches) {
        this.run = run;
        this.loadedAt = loadedAt;
        this.batches = batches;
    }

    /** Takes a row of the run. */
    void add(ForecastRecord row) {
        rowsOfBuilding.merge(row.building(), 1L, Long::sum);
        batches.add(
                record(
                        "forecast",
                        Stream.of(
                                dimension("building_id", row.building().value()),
                                dimension("target_time", row.targetTime().toString())),
                        number("lead_hours", row.leadHours()),
                        number("yhat", row.yhat()),
                        number("yhat_lower", row.yhatLower()),
                        number("yhat_upper", row.yhatUpper()),
                        text("model_version", row.modelVersion()),
                        text("quality", row.quality().name()),
                        text("quantiles", text(row.quantiles()))),
                Optional.of(row));
    }

    /** Writes what is left, then makes the run visible; answers how many rows are in. */
    long finish() {
        batches.flush();
        batches.rejected().forEach(refused -> rowsOfBuilding.merge(refused.row().building(), -1L, Long::sum));
        rowsOfBuilding.values().removeIf(rows -> rows == 0);
        rowsOfBuilding
                .keySet()
                .forEach(building -> batches.add(
                        record("issue", Stream.of(dimension("building_id", building.value()))), Optional.empty()));
        batches.flush();
        batches.add(
                record(
                        "run",
                        Stream.empty(),
                        text("model_version", run.modelVersion()),
                        measure("loaded_at", Long.toString(loadedAt), MeasureValueType.BIGINT)),
                Optional.empty());
        batches.flush();
        return rowsOfBuilding.values().stream().mapToLong(Long::longValue).sum();
    }

    private Record record(String measure, Stream<Dimension> dimensions, MeasureValue... values) {
        return Record.builder()
                .measureName(measure)
                .measureValueType(MeasureValueType.MULTI)
                .dimensions(Stream.concat(
                                Stream.of(
                                        dimension("run_id", run.runId()),
                                        dimension("quantity", run.quantity().code())),
                                dimensions)
                        .toList())
                .measureValues(
                        Stream.concat(Stream.of(text("issued_at", run.issuedAt().toString())), Arrays.stream(values))
                                .toList())
                .time(Long.toString(run.issuedAt().toEpochMilli()))
                .timeUnit(TimeUnit.MILLISECONDS)
                .version(Math.max(1, loadedAt))
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static MeasureValue number(String name, double value) {
        return measure(name, Double.toString(value), MeasureValueType.DOUBLE);
    }

    private static MeasureValue text(String name, String value) {
        return measure(name, value, MeasureValueType.VARCHAR);
    }

    private static MeasureValue measure(String name, String value, MeasureValueType type) {
        return MeasureValue.builder().name(name).value(value).type(type).build();
    }

    private static String text(List<ForecastQuantile> quantiles) {
        return quantiles.isEmpty()
                ? NO_QUANTILES
                : quantiles.stream()
                        .map(quantile -> quantile.level() + ":" + quantile.kwh())
                        .collect(Collectors.joining(" "));
    }

    /** The quantiles of a stored row. */
    static List<ForecastQuantile> quantiles(String text) {
        return text.equals(NO_QUANTILES)
                ? List.of()
                : Arrays.stream(text.split(" ", -1))
                        .map(pair -> pair.split(":", 2))
                        .map(pair -> new ForecastQuantile(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
                        .toList();
    }
}
