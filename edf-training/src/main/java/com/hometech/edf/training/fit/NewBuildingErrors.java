package com.hometech.edf.training.fit;

import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.Offsets;
import com.hometech.edf.inference.interval.Spread;
import com.hometech.edf.inference.newbuilding.BuildingRow;
import com.hometech.edf.inference.newbuilding.HistoryClass;
import com.hometech.edf.inference.newbuilding.NewBuildingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How forecasts of buildings that a model has not seen err, by history and day ahead. A reading's score is by how many
 * widths it lies beyond a quantile, as in {@link IntervalCalibrator}. Errors of one building go together, so buildings count
 * in the finite-sample correction, not rows.
 */
final class NewBuildingErrors {
    /** Days of readings that the classes begin with: none, the first, the first few, up to half a week, a week, two. */
    private static final double[] FROM_DAYS = {0, 0.001, 2, 4, 8, 15};

    private final FeatureTable table;
    private final LeadBuckets buckets;
    private final List<Double> levels;
    private final BuildingRow facts;
    private final Spread spread;
    private final List<Score> scores = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Score(int historyClass, int bucket, int building, double[] beyond) {}

    NewBuildingErrors(FeatureTable table, LeadBuckets buckets, List<Double> levels) {
        this.table = table;
        this.buckets = buckets;
        this.levels = levels;
        this.facts = new BuildingRow(table.schema());
        this.spread = new Spread(levels.size());
    }

    /** Adds the error of a row. */
    void add(int row, NewBuildingModel model, NewBuildingModel.Workspace workspace) {
        double yhat = workspace.yhatKwh(table, row, spread);
        double residual = (table.targetKwh(row) - yhat) / model.levelKwh(table, row);
        double[] beyond = IntStream.range(0, levels.size())
                .mapToDouble(level -> (residual - spread.distance(level)) / spread.width())
                .toArray();
        scores.add(new Score(
                classOf(facts.historyDays(table, row)),
                buckets.of(table.leadHours(row)),
                table.buildingIndex(row),
                beyond));
    }

    private static int classOf(double historyDays) {
        int found = 0;
        for (int next = 1; next < FROM_DAYS.length; next++) {
            found = historyDays >= FROM_DAYS[next] ? next : found;
        }
        return found;
    }

    /** The offsets of each class; one without a row has those of all. */
    List<HistoryClass> classes() {
        List<HistoryClass> classes = new ArrayList<>();
        for (int historyClass = 0; historyClass < FROM_DAYS.length; historyClass++) {
            classes.add(new HistoryClass(FROM_DAYS[historyClass], offsets(historyClass)));
        }
        return classes;
    }

    private Offsets offsets(int historyClass) {
        List<Score> ofClass = scores.stream()
                .filter(score -> score.historyClass() == historyClass)
                .toList();
        List<Score> chosen = ofClass.isEmpty() ? scores : ofClass;
        List<List<Double>> byLevel = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            List<Double> byBucket = new ArrayList<>();
            for (int bucket = 0; bucket < buckets.count(); bucket++) {
                int wanted = bucket;
                List<Score> ofBucket = chosen.stream()
                        .filter(score -> score.bucket() == wanted)
                        .toList();
                byBucket.add(offset(ofBucket.isEmpty() ? chosen : ofBucket, level));
            }
            byLevel.add(byBucket);
        }
        return new Offsets(byLevel);
    }

    private double offset(List<Score> of, int level) {
        double[] sorted =
                of.stream().mapToDouble(score -> score.beyond()[level]).sorted().toArray();
        double buildings =
                (double) of.stream().mapToInt(Score::building).distinct().count();
        return FittedNumbers.rounded(IntervalCalibrator.quantile(sorted, levels.get(level), buildings));
    }
}
