package com.hometech.edf.features.spark;

import com.hometech.edf.common.error.InsufficientHistoryException;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.build.TableParts;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.TimeSpan;
import com.hometech.edf.features.plan.RowPlan;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.spark.FeatureWork.Extent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * The job {@code features-training}: rows to learn from, to calibrate intervals and to score, from the readings between the
 * optional parameters {@code from} and {@code to}. Readings before {@code from} are history, not targets.
 */
public final class TrainingFeaturesJob implements Job {
    private static final int BUILDINGS_PER_FILE = 5;
    private static final int MOST_FILES = 256;

    private final FeatureWork.Source work;

    /** Spreads its work with Spark. */
    public TrainingFeaturesJob() {
        this(SparkWork::new);
    }

    private TrainingFeaturesJob(FeatureWork.Source work) {
        this.work = work;
    }

    /** The same without Spark: for many runs of some hundreds of buildings in one JVM. */
    public static TrainingFeaturesJob inOneJvm() {
        return new TrainingFeaturesJob(OneJvmWork::new);
    }

    @Override
    public void run(JobContext context) throws IOException {
        FeatureInputs inputs = new FeatureInputs(context);
        TimeSpan span = new TimeSpan(
                TimeSpan.EVER.fromEpochSecond(),
                context.time("to").map(Instant::getEpochSecond).orElse(TimeSpan.EVER.endEpochSecond()));
        FeatureWork readings = work.of(
                context, inputs, span, new BuildingPartitioner(inputs.topology(), BUILDINGS_PER_FILE, MOST_FILES));
        List<Extent> extents = readings.extents().stream()
                .filter(extent -> inputs.isKnown(extent.building()))
                .toList();
        RunFacts facts = facts(inputs, extents, context.time("from").orElse(Instant.EPOCH));
        GroupReport report = readings.write(facts);
        report.addSilent(inputs.withoutReadings(report.seen()));
        FeatureTables.describe(
                context,
                report,
                facts,
                Instant.ofEpochSecond(facts.grid().epochSecond(facts.grid().length())));
    }

    private static RunFacts facts(FeatureInputs inputs, List<Extent> extents, Instant from) throws IOException {
        if (extents.isEmpty()) {
            throw new InsufficientHistoryException(
                    "There are no readings of " + inputs.quantity().code() + " of known buildings below "
                            + inputs.readings() + ": import readings first, or widen --to");
        }
        int stepSeconds = inputs.settings().stepSeconds();
        long first = extents.stream().mapToLong(Extent::firstEpochSecond).min().orElseThrow();
        long last = extents.stream().mapToLong(Extent::lastEpochSecond).max().orElseThrow();
        StepGrid grid = StepGrid.between(first, last + stepSeconds, stepSeconds);
        Instant start = Instant.ofEpochSecond(Math.max(first, from.getEpochSecond()));
        Instant dataEnd = Instant.ofEpochSecond(last + stepSeconds);
        TrainingPeriods periods = TrainingPeriods.of(inputs.config(), start, dataEnd);
        long quota = new RowPlan(inputs.config())
                .quota(extents.stream().mapToLong(Extent::targets).toArray());
        return new RunFacts(
                inputs.configYaml(),
                inputs.quantity(),
                inputs.topology(),
                inputs.weather(grid),
                grid,
                inputs.spansYear(start, dataEnd),
                new TableParts.Training(periods, quota),
                inputs.seriesWeather());
    }
}
