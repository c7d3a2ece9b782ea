package com.hometech.edf.features.spark;

import com.hometech.edf.common.error.DependencyUnavailableException;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.build.BuildingGroup;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Does the work with the threads of this JVM and the readings in its memory: for many runs of some hundreds of buildings, where
 * starting Spark's tasks would take longer than the work.
 */
final class OneJvmWork implements FeatureWork {
    private final JobContext context;
    private final FeatureInputs inputs;
    private final TimeSpan span;
    /** By group, then by building. */
    private final List<Map<String, Iterable<ReadingChunk>>> groups = new ArrayList<>();

    OneJvmWork(JobContext context, FeatureInputs inputs, TimeSpan span, BuildingPartitioner partitioner)
            throws IOException {
        this.context = context;
        this.inputs = inputs;
        this.span = span;
        Map<String, List<ReadingChunk>> chunks = new TreeMap<>();
        for (Path file : MonthPartitions.within(inputs.readings(), span)) {
            ConsumptionFiles.read(file, span, inputs.quantity())
                    .forEach((building, chunk) -> chunks.computeIfAbsent(building, id -> new ArrayList<>())
                            .add(chunk));
        }
        IntStream.range(0, partitioner.numPartitions()).forEach(group -> groups.add(new TreeMap<>()));
        chunks.forEach((building, found) ->
                groups.get(partitioner.getPartition(building)).put(building, found));
    }

    @Override
    public List<Extent> extents() {
        Map<String, Extent> extents = new TreeMap<>();
        groups.forEach(
                group -> group.forEach((building, chunks) -> extents.put(building, Extent.of(building, chunks))));
        return extents.values().stream().filter(extent -> extent.readings() > 0).toList();
    }

    @Override
    public GroupReport write(RunFacts facts) {
        Path output = context.processingOutput(".").normalize();
        List<GroupReport> reports = IntStream.range(0, groups.size())
                .parallel()
                .mapToObj(group -> write(facts, group, output))
                .toList();
        GroupReport all = new GroupReport();
        reports.forEach(all::addAll);
        return all;
    }

    private GroupReport write(RunFacts facts, int group, Path output) {
        try {
            return BuildingGroup.of(facts).write(groups.get(group), output, FeatureWork.fileName(group));
        } catch (IOException failure) {
            throw new DependencyUnavailableException("Feature files cannot be read or written: " + failure, failure);
        }
    }

    @Override
    public Set<String> idsBefore() throws IOException {
        Set<String> ids = new TreeSet<>();
        for (Path file : FeatureWork.filesBefore(inputs, span)) {
            ids.addAll(ConsumptionFiles.read(file, FeatureWork.before(span), inputs.quantity())
                    .keySet());
        }
        return ids;
    }
}
