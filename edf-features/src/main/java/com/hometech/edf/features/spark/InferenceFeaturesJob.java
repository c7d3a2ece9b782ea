package com.hometech.edf.features.spark;

import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.common.job.Job;
import com.hometech.edf.common.job.JobContext;
import com.hometech.edf.features.build.GroupReport;
import com.hometech.edf.features.build.RunFacts;
import com.hometech.edf.features.build.TableParts;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.TimeSpan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The job {@code features-inference}: rows for every lead of the one origin that belongs to the parameter
 * {@code issued-at}. Reads only the months that the lookback reaches, and no reading after the origin.
 */
public final class InferenceFeaturesJob implements Job {
    private static final int BUILDINGS_PER_FILE = 20;
    private static final int MOST_FILES = 256;

    private final FeatureWork.Source work;

    /** Spreads its work with Spark. */
    public InferenceFeaturesJob() {
        this(SparkWork::new);
    }

    private InferenceFeaturesJob(FeatureWork.Source work) {
        this.work = work;
    }

    /** The same without Spark: for many runs of some hundreds of buildings in one JVM. */
    public static InferenceFeaturesJob inOneJvm() {
        return new InferenceFeaturesJob(OneJvmWork::new);
    }

    @Override
    public void run(JobContext context) throws IOException {
        FeatureInputs inputs = new FeatureInputs(context);
        Instant issuedAt = context.requiredTime("issued-at");
        FeatureSettings settings = inputs.settings();
        long known = knownUntil(issuedAt, settings);
        TimeSpan span = new TimeSpan(known - settings.dailyLookbackHours() * 3600L, known);
        FeatureWork readings = work.of(
                context, inputs, span, new BuildingPartitioner(inputs.topology(), BUILDINGS_PER_FILE, MOST_FILES));
        RunFacts facts = facts(inputs, issuedAt, span);
        GroupReport report = readings.write(facts);
        List<String> silent = inputs.withoutReadings(report.seen());
        report.addSilent(silent);
        if (!silent.isEmpty()) {
            report.markInactive(readings.idsBefore());
            // where no building has a reading, the time is wrong rather than every building new
            if (inputs.quantity() == Quantity.CONSUMPTION && !report.seen().isEmpty()) {
                report.addAll(FeatureTables.writeWithoutReadings(context, inputs.buildings(report.silent()), facts));
            }
        }
        FeatureTables.describe(context, report, facts, Instant.ofEpochSecond(known));
    }

    /** End of the newest interval that has ended, and whose reading has arrived, at the issue time [s since 1970]. */
    private static long knownUntil(Instant issuedAt, FeatureSettings settings) {
        long step = settings.stepSeconds();
        return Math.floorDiv(issuedAt.getEpochSecond(), step) * step - settings.delaySteps() * step;
    }

    private static RunFacts facts(FeatureInputs inputs, Instant issuedAt, TimeSpan span) throws IOException {
        FeatureSettings settings = inputs.settings();
        long end = span.endEpochSecond()
                + Duration.ofSeconds((long) settings.longestLeadSteps() * settings.stepSeconds())
                        .toSeconds();
        StepGrid grid = StepGrid.between(span.fromEpochSecond(), end, settings.stepSeconds());
        return new RunFacts(
                inputs.configYaml(),
                inputs.quantity(),
                inputs.topology(),
                inputs.weather(grid),
                grid,
                inputs.spansYear(Instant.EPOCH, Instant.ofEpochSecond(span.endEpochSecond())),
                new TableParts.Daily(issuedAt),
                inputs.seriesWeather());
    }
}
