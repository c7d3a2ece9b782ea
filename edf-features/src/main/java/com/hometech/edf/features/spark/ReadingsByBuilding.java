package com.hometech.edf.features.spark;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.input.ConsumptionFiles;
import com.hometech.edf.features.input.ReadingChunk;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.spark.FeatureWork.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * The readings of a table, by building. Each file becomes one chunk of arrays for each of its buildings, and chunks, not
 * rows, travel to where their building is computed.
 */
final class ReadingsByBuilding {
    private final JavaPairRDD<String, Iterable<ReadingChunk>> grouped;

    ReadingsByBuilding(
            JavaSparkContext spark, List<Path> files, TimeSpan span, Quantity quantity, BuildingPartitioner groups) {
        List<String> names = files.stream().map(Path::toString).toList();
        // one task reads several files: starting a task costs more than reading a small file
        int tasks = Math.max(1, Math.min(names.size(), 4 * spark.defaultParallelism()));
        this.grouped = spark.parallelize(names, tasks)
                .flatMapToPair(name -> chunks(name, span, quantity))
                .groupByKey(groups);
    }

    private static Iterator<Tuple2<String, ReadingChunk>> chunks(String file, TimeSpan span, Quantity quantity)
            throws Exception {
        List<Tuple2<String, ReadingChunk>> chunks = new ArrayList<>();
        ConsumptionFiles.read(Path.of(file), span, quantity)
                .forEach((building, chunk) -> chunks.add(new Tuple2<>(building, chunk)));
        return chunks.iterator();
    }

    JavaPairRDD<String, Iterable<ReadingChunk>> grouped() {
        return grouped;
    }

    /** What there is of each building, in the order of their ids. */
    List<Extent> extents() {
        return grouped.map(building -> Extent.of(building._1(), building._2())).collect().stream()
                .filter(extent -> extent.readings() > 0)
                .sorted((one, other) -> one.building().compareTo(other.building()))
                .toList();
    }

    /** The buildings that have readings in these files within the span. */
    static Set<String> idsIn(JavaSparkContext spark, List<Path> files, TimeSpan span, Quantity quantity) {
        List<String> names = files.stream().map(Path::toString).toList();
        List<String> ids = spark.parallelize(names, Math.max(1, Math.min(names.size(), spark.defaultParallelism())))
                .flatMap(name -> ConsumptionFiles.read(Path.of(name), span, quantity)
                        .keySet()
                        .iterator())
                .distinct()
                .collect();
        return new TreeSet<>(ids);
    }

    /** Brings the buildings of a partition into the order of their ids. */
    static Map<String, Iterable<ReadingChunk>> sorted(Iterator<Tuple2<String, Iterable<ReadingChunk>>> partition) {
        Map<String, Iterable<ReadingChunk>> sorted = new TreeMap<>();
        partition.forEachRemaining(building -> sorted.put(building._1(), building._2()));
        return sorted;
    }
}
