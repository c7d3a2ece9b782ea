package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.timestreamwrite.model.Dimension;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValue;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValueType;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.TimeUnit;

/** The records of a load, as {@link TimestreamForecastStore} lays them out. */
final class TimestreamRecords {
    /** Text of a row without quantiles: Timestream takes no empty text. */
    private static final String NO_QUANTILES = "-";

    private final Run run;
    private final long loadedAt;

    /** @param load its number is when it began [ms since 1970]; of two loads the later one replaces the other */
    TimestreamRecords(Load load) {
        run = load.run();
        loadedAt = load.number();
    }

    /** A row. */
    Record forecast(ForecastRecord row) {
        return record(
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
                text("quantiles", text(row.quantiles())));
    }

    /** Says that the run has rows of the building. */
    Record issue(BuildingId building) {
        return record("issue", Stream.of(dimension("building_id", building.value())));
    }

    /** Makes the run visible. */
    Record run() {
        return record(
                "run",
                Stream.empty(),
                text("model_version", run.modelVersion()),
                measure("loaded_at", Long.toString(loadedAt), MeasureValueType.BIGINT));
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
                .version(loadedAt)
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
