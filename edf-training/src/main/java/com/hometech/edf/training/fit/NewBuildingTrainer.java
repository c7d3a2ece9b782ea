package com.hometech.edf.training.fit;

import com.hometech.edf.common.domain.UseType;
import com.hometech.edf.common.job.JobContext.Progress;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.ModelInput;
import com.hometech.edf.inference.artifact.ArtifactFile;
import com.hometech.edf.inference.artifact.QuantileTrees;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.newbuilding.HistoryClass;
import com.hometech.edf.inference.newbuilding.NewBuildingModel;
import com.hometech.edf.inference.newbuilding.NewBuildings;
import com.hometech.edf.inference.newbuilding.TypicalUse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Fits what forecasts buildings with little or no history: quantile trees, grown on buildings looked at as if they were new,
 * and what is typical of each use. Intervals are calibrated with buildings, and a period, that neither trees nor typical
 * values have seen: a third of the buildings at a time is left out.
 */
final class NewBuildingTrainer {
    /** With fewer buildings, nothing can be said of one more. */
    private static final int FEWEST_BUILDINGS = 3;
    /** Parts of the buildings that are left out in turn. */
    private static final int PARTS = 3;
    /** Rows that suffice to see how such trees err. */
    private static final int MOST_ROWS_TO_CALIBRATE = 10_000;

    private final FitSettings settings;
    private final Progress progress;
    private final NewBuildingRows rows;
    private final FeatureTable table;
    private final TypicalUseLearner typical;
    private final ModelInput input;

    /**
     * Fits where there are buildings as if they were new.
     *
     * @param train rows of the fitting period
     * @return empty where there are none
     */
    static Optional<FittedNewBuildings> fit(
            FitSettings settings, FittingRows train, FeatureTable calibration, LeadBuckets buckets, Progress progress)
            throws XGBoostError, IOException {
        NewBuildingRows asNew = train.asIfNew(calibration);
        return asNew.table().rows() == 0
                ? Optional.empty()
                : new NewBuildingTrainer(settings, asNew, train.typicalUse(), progress).fit(buckets);
    }

    /**
     * Prepares a fit.
     *
     * @param typical looked at the same buildings as they are
     */
    NewBuildingTrainer(FitSettings settings, NewBuildingRows rows, TypicalUseLearner typical, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.rows = rows;
        this.table = rows.table();
        this.typical = typical;
        this.input = new ModelInput(table.schema(), settings.newBuildingColumns(table.schema()));
    }

    /** Fits; empty where there are too few buildings to say anything of another one. */
    Optional<FittedNewBuildings> fit(LeadBuckets buckets) throws XGBoostError, IOException {
        List<String> buildings = rows.buildings();
        if (buildings.size() < FEWEST_BUILDINGS) {
            return Optional.empty();
        }
        NewBuildingErrors errors = new NewBuildingErrors(table, buckets, settings.quantiles());
        for (int part = 0; part < PARTS; part++) {
            Set<String> leftOut = new TreeSet<>();
            for (int i = part; i < buildings.size(); i += PARTS) {
                leftOut.add(buildings.get(i));
            }
            addErrors(leftOut, part, errors);
        }
        int[] all = IntStream.range(0, table.rows()).toArray();
        return Optional.of(new FittedNewBuildings(
                grown(all, "Growing " + ArtifactFile.NEW_BUILDINGS.fileName()),
                knowledge(building -> true, errors.classes())));
    }

    private void addErrors(Set<String> leftOut, int part, NewBuildingErrors errors) throws XGBoostError, IOException {
        int[] others = Arrays.stream(rows.fitting())
                .filter(row -> !leftOut.contains(table.building(row)))
                .toArray();
        GrownBooster trial = grown(
                Thinning.thinned(others, MOST_ROWS_TO_CALIBRATE),
                "Leaving out buildings, " + (part + 1) + " of " + PARTS);
        NewBuildingModel model = new NewBuildingModel(
                new QuantileTrees(trial.levels(), trial.outputs()),
                knowledge(building -> !leftOut.contains(building), List.of()),
                table.schema(),
                settings.quantiles());
        NewBuildingModel.Workspace workspace = model.workspace();
        for (int row : rows.calibrating()) {
            if (leftOut.contains(table.building(row))) {
                errors.add(row, model, workspace);
            }
        }
    }

    private GrownBooster grown(int[] chosen, String what) throws XGBoostError, IOException {
        try (TrainingMatrix matrix = TrainingMatrix.of(table, chosen, input, Targets.of(table, chosen))) {
            byte[] ubjson = new Boosting(settings, progress).growQuantiles(matrix, settings.quantileRounds(), what);
            return GrownBooster.of(ubjson, ArtifactFile.NEW_BUILDINGS, settings.grownLevels(), input, table, chosen);
        }
    }

    private NewBuildings knowledge(Predicate<String> counts, List<HistoryClass> classes) {
        TypicalUse everywhere = typical.everywhere(counts);
        Map<UseType, TypicalUse> byUseType = typical.byUseType(counts, everywhere);
        return new NewBuildings(everywhere, byUseType, classes);
    }
}
