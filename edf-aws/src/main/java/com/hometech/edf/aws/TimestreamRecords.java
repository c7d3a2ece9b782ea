package com.hometech.edf.aws;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.ForecastQuantile;
import com.hometech.edf.common.domain.ForecastRecord;
import com.hometech.edf.common.domain.UncorrectedInterval;
import com.hometech.edf.common.port.ForecastStore.Load;
import com.hometech.edf.common.port.ForecastStore.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.timestreamwrite.model.Dimension;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValue;
import software.amazon.awssdk.services.timestreamwrite.model.MeasureValueType;
import software.amazon.awssdk.services.timestreamwrite.model.Record;
import software.amazon.awssdk.services.timestreamwrite.model.TimeUnit;

/** The records of a load, as {@link TimestreamForecastStore} lays them out. */
final class TimestreamRecords {
    /** Text of a row without quantiles: Timestream takes no empty text. */
    private static final String NO_QUANTILES = "-";

    /**
     * The ends of an interval before it was corrected stand among the quantiles, under these names: a measure of their own could
     * not be asked for before the first of them was written.
     */
    private static final String LOWER_UNCORRECTED = "lower_uncorrected";

    private static final String UPPER_UNCORRECTED = "upper_uncorrected";

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
                text("quantiles", text(row)));
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

    private static String text(ForecastRecord row) {
        List<String> pairs = new ArrayList<>();
        row.quantiles().forEach(quantile -> pairs.add(quantile.level() + ":" + quantile.kwh()));
        UncorrectedInterval before = row.uncorrected();
        if (before != null) {
            pairs.add(LOWER_UNCORRECTED + ":" + before.lowerKwh());
            pairs.add(UPPER_UNCORRECTED + ":" + before.upperKwh());
        }
        return pairs.isEmpty() ? NO_QUANTILES : String.join(" ", pairs);
    }

    /** The quantiles of a stored row. */
    static List<ForecastQuantile> quantiles(String text) {
        return pairs(text)
                .filter(pair -> !pair[0].equals(LOWER_UNCORRECTED) && !pair[0].equals(UPPER_UNCORRECTED))
                .map(pair -> new ForecastQuantile(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
                .toList();
    }

    /** The interval of a stored row before it was corrected; null where it was not. */
    static @Nullable UncorrectedInterval uncorrected(String text) {
        Map<String, Double> ends = pairs(text)
                .filter(pair -> pair[0].equals(LOWER_UNCORRECTED) || pair[0].equals(UPPER_UNCORRECTED))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
        Double lower = ends.get(LOWER_UNCORRECTED);
        Double upper = ends.get(UPPER_UNCORRECTED);
        return lower == null || upper == null ? null : new UncorrectedInterval(lower, upper);
    }

    private static Stream<String[]> pairs(String text) {
        return text.equals(NO_QUANTILES)
                ? Stream.empty()
                : Arrays.stream(text.split(" ", -1)).map(pair -> pair.split(":", 2));
    }
}
