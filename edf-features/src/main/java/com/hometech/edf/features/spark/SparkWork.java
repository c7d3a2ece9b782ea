package com.hometech.edf.features.spark;

import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.input.MonthPartitions;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;

/** Spreads the work with Spark, over threads or machines. */
final class SparkWork implements FeatureWork {
    private final JavaSparkContext spark;
    private final JobContext context;
    private final FeatureInputs inputs;
    private final TimeSpan span;
    private final ReadingsByBuilding readings;

    SparkWork(JobContext context, FeatureInputs inputs, TimeSpan span, BuildingPartitioner groups) throws IOException {
        this.spark = SparkRuntime.context();
        this.context = context;
        this.inputs = inputs;
        this.span = span;
        this.readings = new ReadingsByBuilding(
                spark, MonthPartitions.within(inputs.readings(), span), span, inputs.quantity(), groups);
    }

    @Override
    public List<Extent> extents() {
        return FeatureTables.unwrapping(readings::extents);
    }

    @Override
    public GroupReport write(RunFacts facts) {
        return FeatureTables.unwrapping(() -> new FeatureTables(spark, context).write(readings, facts));
    }

    @Override
    public Set<String> idsBefore() throws IOException {
        List<Path> files = FeatureWork.filesBefore(inputs, span);
        return FeatureTables.unwrapping(
                () -> ReadingsByBuilding.idsIn(spark, files, FeatureWork.before(span), inputs.quantity()));
    }
}
