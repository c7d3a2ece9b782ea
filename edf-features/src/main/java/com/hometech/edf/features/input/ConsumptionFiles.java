package com.hometech.edf.features.input;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.parquet.ParquetColumn;
import com.hometech.edf.data.parquet.ParquetKind;
import com.hometech.edf.data.parquet.ParquetTableReader;
import com.hometech.edf.data.parquet.RowGroup;
import com.hometech.edf.data.table.ConsumptionColumn;
import com.hometech.edf.data.table.GenerationColumn;
import com.hometech.edf.data.table.ReadingFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a table of readings, consumption or generation, partitioned as {@code month=YYYY-MM}. */
public final class ConsumptionFiles {
    private static final Map<String, Byte> FLAGS = flags();
    /** In the order of {@link ConsumptionColumn}; generation has no flags, so all of it is as good as can be told. */
    private static final List<ParquetColumn> GENERATION = Stream.concat(
                    GenerationColumn.SCHEMA.stream(),
                    Stream.of(ParquetColumn.optional(
                            ConsumptionColumn.FLAG.column().name(), ParquetKind.STRING)))
            .toList();

    private ConsumptionFiles() {}

    private static Map<String, Byte> flags() {
        Map<String, Byte> ordinals = new TreeMap<>();
        for (ReadingFlag flag : ReadingFlag.values()) {
            ordinals.put(flag.code(), (byte) flag.ordinal());
        }
        return ordinals;
    }

    /** The consumption of a file within the span, by building. */
    public static Map<String, ReadingChunk> read(Path file, TimeSpan span) throws IOException {
        return read(file, span, Quantity.CONSUMPTION);
    }

    /** The readings of a quantity from a file of its table within the span, by building. */
    public static Map<String, ReadingChunk> read(Path file, TimeSpan span, Quantity quantity) throws IOException {
        Map<String, ReadingChunk.Builder> builders = new TreeMap<>();
        try (ParquetTableReader reader =
                new ParquetTableReader(file, quantity == Quantity.SOLAR ? GENERATION : ConsumptionColumn.SCHEMA)) {
            for (RowGroup group = reader.next(); group != null; group = reader.next()) {
                addAll(group, span, builders);
            }
        }
        Map<String, ReadingChunk> chunks = new TreeMap<>();
        builders.forEach((building, builder) -> chunks.put(building, builder.build()));
        return chunks;
    }

    private static void addAll(RowGroup group, TimeSpan span, Map<String, ReadingChunk.Builder> builders) {
        String[] ids = group.strings(ConsumptionColumn.BUILDING_ID.ordinal());
        long[] times = group.epochSeconds(ConsumptionColumn.TIMESTAMP_HOUR.ordinal());
        double[] kwh = group.doubles(ConsumptionColumn.CONSUMPTION_KWH.ordinal());
        long[] versions = group.longs(ConsumptionColumn.VERSION.ordinal());
        @Nullable String[] flags = group.strings(ConsumptionColumn.FLAG.ordinal());
        String id = "";
        ReadingChunk.Builder builder = new ReadingChunk.Builder();
        for (int row = 0; row < group.rows(); row++) {
            if (span.contains(times[row])) {
                if (!ids[row].equals(id)) {
                    id = ids[row];
                    builder = builders.computeIfAbsent(id, key -> new ReadingChunk.Builder());
                }
                builder.add(times[row], kwh[row], versions[row], flagOf(flags[row]));
            }
        }
    }

    private static byte flagOf(@Nullable String code) {
        if (code == null) {
            return (byte) ReadingFlag.OK.ordinal();
        }
        Byte ordinal = FLAGS.get(code);
        return ordinal == null ? (byte) ReadingFlag.of(code).ordinal() : ordinal;
    }
}
