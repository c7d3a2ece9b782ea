package com.hometech.edf.features.spark;

import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.data.table.ReadingFlag;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The readings of a feature run, and how the work on their buildings is spread. What is written does not depend on how. */
interface FeatureWork {
    /** What there is of each building, in the order of their ids. */
    List<Extent> extents() throws IOException;

    /** Writes the Parquet files below {@code processing/output}; the summaries are written once the caller knows all. */
    GroupReport write(RunFacts facts) throws IOException;

    /** The buildings that have readings before the run's span. */
    Set<String> idsBefore() throws IOException;

    /** Finds the readings of a run. */
    @FunctionalInterface
    interface Source {
        /**
         * Prepares the work on the readings of a run.
         *
         * @param span of the readings
         * @param groups which buildings share a file
         */
        FeatureWork of(JobContext context, FeatureInputs inputs, TimeSpan span, BuildingPartitioner groups)
                throws IOException;
    }

    /** Name of a group's file in each table. */
    static String fileName(int group) {
        return String.format(Locale.ROOT, "part-%05d.parquet", group);
    }

    /** The files that may hold readings before a span. */
    static List<Path> filesBefore(FeatureInputs inputs, TimeSpan span) throws IOException {
        return MonthPartitions.within(inputs.readings(), before(span));
    }

    /** All the time before a span. */
    static TimeSpan before(TimeSpan span) {
        return new TimeSpan(TimeSpan.EVER.fromEpochSecond(), span.fromEpochSecond());
    }

    /**
     * What there is of a building.
     *
     * @param building its id
     * @param firstEpochSecond start of its first reading
     * @param lastEpochSecond start of its last reading
     * @param readings how many are not missing
     * @param targets how many are neither missing nor flagged
     */
    record Extent(String building, long firstEpochSecond, long lastEpochSecond, long readings, long targets)
            implements Serializable {
        static Extent of(String building, Iterable<ReadingChunk> chunks) {
            long first = Long.MAX_VALUE;
            long last = Long.MIN_VALUE;
            long readings = 0;
            long targets = 0;
            for (ReadingChunk chunk : chunks) {
                for (int row = 0; row < chunk.kwh().length; row++) {
                    if (!Double.isNaN(chunk.kwh()[row])) {
                        first = Math.min(first, chunk.epochSeconds()[row]);
                        last = Math.max(last, chunk.epochSeconds()[row]);
                        readings++;
                        targets += chunk.flags()[row] == ReadingFlag.OK.ordinal() ? 1 : 0;
                    }
                }
            }
            return new Extent(building, first, last, readings, targets);
        }
    }
}
