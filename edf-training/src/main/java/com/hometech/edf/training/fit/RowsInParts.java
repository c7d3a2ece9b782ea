package com.hometech.edf.training.fit;

import com.hometech.edf.common.error.InvalidInputException;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.schema.FeatureSchema;
import com.hometech.edf.features.spark.SparkTasks;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.ArtifactFile;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Rows of the fitting period that stay in their part files. Tasks of Spark read them where they are counted, sampled or
 * learned from; this JVM holds samples of limited size and what is to be known of each building. The same rows are chosen as
 * by {@link RowsInMemory}, in the same order.
 */
final class RowsInParts implements FittingRows {
    private static final int NONE = 0;

    private final PartTables tables;
    private final int workers;
    private final FeatureSchema schema;
    private final List<PartCount> parts;

    private RowsInParts(PartTables tables, int workers, FeatureSchema schema, List<PartCount> parts) {
        this.tables = tables;
        this.workers = workers;
        this.schema = schema;
        this.parts = parts;
    }

    /**
     * Counts the rows of tables.
     *
     * @param workers how many grow trees together
     * @throws InvalidInputException where the files are not in the order of their buildings' ids
     */
    static RowsInParts of(PartTables tables, int workers) throws IOException {
        List<PartCount> parts = SparkTasks.run(tables.names(), name -> PartCount.of(tables, name));
        requireOrder(parts);
        return new RowsInParts(tables, workers, tables.schema(), parts);
    }

    private static void requireOrder(List<PartCount> parts) {
        String last = "";
        for (PartCount part : parts) {
            for (String building : part.buildings()) {
                if (building.compareTo(last) <= 0) {
                    throw new InvalidInputException("Building " + building + " in " + part.name()
                            + " of the features comes after " + last
                            + ": files to learn from on several machines must be in the order of their buildings' ids, as"
                            + " features-training writes them");
                }
                last = building;
            }
        }
    }

    @Override
    public FeatureSchema schema() {
        return schema;
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public RowTally learnable() {
        return parts.stream().map(PartCount::learnable).reduce(RowTally.NOTHING, RowTally::and);
    }

    @Override
    public Selection sample(int most) {
        PartTables of = tables;
        Stretches learnable = stretches(part -> part.learnable().rows());
        Thinning thinning = new Thinning(learnable.total(), most);
        return Selection.all(TablePiece.together(schema, SparkTasks.run(learnable.parts(), part -> {
            FeatureTable train = of.train(part.name());
            return TablePiece.of(train, thinning.of(LearnableRows.of(train).rows(), part.before()));
        })));
    }

    @Override
    public NewBuildingRows asIfNew(FeatureTable calibration) {
        PartTables of = tables;
        Stretches asIfNew = stretches(PartCount::asIfNew);
        Thinning thinning = new Thinning(asIfNew.total(), NewBuildingRows.MOST_ROWS);
        FeatureTable chosen = TablePiece.together(schema, SparkTasks.run(asIfNew.parts(), part -> {
            FeatureTable train = of.train(part.name());
            return TablePiece.of(train, thinning.of(NewBuildingRows.asIfNew(train), part.before()));
        }));
        return NewBuildingRows.of(chosen, calibration);
    }

    @Override
    public TypicalUseLearner typicalUse() {
        PartTables of = tables;
        List<List<TypicalUseLearner.Facts>> facts =
                SparkTasks.run(parts.stream().map(PartCount::name).toList(), name -> {
                    FeatureTable train = of.train(name);
                    return TypicalUseLearner.facts(
                            train, LearnableRows.of(train).rows());
                });
        return new TypicalUseLearner(facts.stream().flatMap(List::stream).toList());
    }

    @Override
    public Grown grow(
            FitSettings settings, FeatureTable calibration, int fresh, boolean weather, int rounds, Progress progress)
            throws XGBoostError, IOException {
        Stretches later = stretches(PartCount::later);
        JoinedParts joined = new JoinedParts(tables, later.parts(), new Thinning(later.total(), fresh));
        Stretches learned = stretches(part -> part.learnable().rows() + joined.fresh(part.name()));
        Thinning sample = new Thinning(learned.total(), weather ? BoosterGrower.MOST_ROWS_WITHOUT_WEATHER : NONE);
        List<PartSurvey> surveys = SparkTasks.run(learned.parts(), part -> PartSurvey.of(joined, part, sample));
        Stretches main = Stretches.of(
                surveys,
                PartSurvey::name,
                part -> weather ? part.learned().withWeather() : part.learned().rows());
        Map<ArtifactFile, GrownBooster> boosters = new EnumMap<>(
                new SharedBoosting(settings, new SharedRows(joined, main, weather), workers, progress).grow(rounds));
        if (weather) {
            FeatureTable chosen = TablePiece.together(
                    schema, surveys.stream().map(PartSurvey::sample).toList());
            Map<String, Double> limits = new TreeMap<>();
            surveys.forEach(part -> limits.putAll(part.limits()));
            boosters.putAll(new BoosterGrower(settings, chosen, Targets.of(chosen, limits), progress)
                    .growWithoutWeather(Selection.all(chosen).rows(), rounds));
        }
        return new Grown(
                boosters,
                surveys.stream().map(PartSurvey::learned).reduce(RowTally.NOTHING, RowTally::and),
                surveys.stream().flatMap(part -> part.buildings().stream()).toList());
    }

    private Stretches stretches(ToLongFunction<PartCount> rows) {
        return Stretches.of(parts, PartCount::name, rows);
    }
}
