package com.hometech.edf.training.fit;

import com.hometech.edf.common.config.ConfigReader;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.domain.Building;
import com.hometech.edf.data.table.TopologyFiles;
import com.hometech.edf.features.build.StoredBuildings;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.ShownReadings;
import com.hometech.edf.features.plan.TrainingPeriods;
import com.hometech.edf.features.table.FeatureTable;
import com.hometech.edf.inference.artifact.QuantileTrees;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.inference.interval.Spread;
import com.hometech.edf.inference.newbuilding.BuildingRow;
import com.hometech.edf.inference.newbuilding.NewBuildingModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How good forecasts of buildings are that training never saw, by days of history: quarters of the buildings are left out in
 * turn, and forecast in the evaluation period as if they were new. Not a test: {@code main} with the home of an import, the
 * configuration and the folder of the buildings.
 */
final class NewBuildingStudy {
    private static final int QUARTERS = 4;
    private static final int ISSUE_EVERY = 4;
    private static final int[] DAYS = {0, 1, 3, 7, 14};

    private NewBuildingStudy() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        EdfConfig config = ConfigReader.read(Path.of(arguments[1]));
        Path processed = home.resolve("buckets/" + arguments[2]);
        Path raw = home.resolve("buckets/" + arguments[3]);
        StoredBuildings stored = StoredBuildings.read(
                config,
                TopologyFiles.read(raw.resolve("edf-inputs/calendar-topology")),
                new StoredBuildings.Tables(
                        processed.resolve("processed_edf_data/consumption"),
                        processed.resolve("processed_edf_data/weather"),
                        raw.resolve("edf-inputs/weather-forecast")),
                Instant.parse("2100-01-01T00:00:00Z"));
        TrainingPeriods periods =
                TrainingPeriods.of(config, Instant.ofEpochSecond(stored.grid().epochSecond(0)), stored.dataEnd());
        Map<String, List<double[]>> scores = new TreeMap<>();
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            int left = quarter;
            List<Building> all = stored.buildings();
            List<Building> known = IntStream.range(0, all.size())
                    .filter(i -> i % QUARTERS != left)
                    .mapToObj(all::get)
                    .toList();
            List<Building> unknown =
                    all.stream().filter(b -> !known.contains(b)).toList();
            score(config, stored, periods, known, unknown, scores);
        }
        scores.forEach((name, values) -> {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", name));
            for (int column = 0; column < values.get(0).length; column++) {
                int c = column;
                double[] sorted = values.stream()
                        .mapToDouble(v -> v[c])
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
                double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
                line.append(String.format(
                        Locale.ROOT,
                        " %8.1f (mean %8.1f)",
                        sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2],
                        mean));
            }
            System.out.println(line + " n=" + values.size());
        });
    }

    private static void score(
            EdfConfig config,
            StoredBuildings stored,
            TrainingPeriods periods,
            List<Building> known,
            List<Building> unknown,
            Map<String, List<double[]>> scores)
            throws Exception {
        long quota = stored.plan()
                .quota(known.stream().mapToLong(b -> stored.readings(b).count()).toArray());
        FeatureTable train =
                stored.table(periods.trainingEnd(), known, b -> stored.plan().training(b, periods, quota));
        FeatureTable calibration = stored.table(
                periods.trainingEnd(), known, b -> stored.plan().calibration(b, periods.calibrationIssues()));
        FitSettings settings = FitSettings.of(config.edfTraining(), train.schema(), 2);
        LeadBuckets buckets = new LeadBuckets(1, 3);
        NewBuildingRows rows = NewBuildingRows.of(train, calibration);
        System.err.println("rows " + rows.fitting().length + " " + rows.calibrating().length);
        long start = System.nanoTime();
        TypicalUseLearner typical = new RowsInMemory(train).typicalUse();
        FittedNewBuildings fitted = new NewBuildingTrainer(settings, rows, typical, (what, done, total) -> {})
                .fit(buckets)
                .orElseThrow();
        System.err.println("fitted in " + (System.nanoTime() - start) / 1e9 + " s");
        NewBuildingModel model = new NewBuildingModel(
                new QuantileTrees(fitted.booster().levels(), fitted.booster().outputs()),
                fitted.knowledge(),
                train.schema(),
                settings.quantiles());
        FeatureTable table =
                stored.table(periods.trainingEnd(), unknown, b -> rowsOf(b, stored, periods.evaluationIssues()));
        System.err.println("table " + table.rows() + " after " + (System.nanoTime() - start) / 1e9 + " s");
        BuildingRow facts = new BuildingRow(train.schema());
        for (BuildingRows building : BuildingRows.of(table)) {
            for (int days : DAYS) {
                add(building, days, table, model, fitted, facts, scores);
            }
        }
    }

    private static void add(
            BuildingRows building,
            int days,
            FeatureTable table,
            NewBuildingModel model,
            FittedNewBuildings fitted,
            BuildingRow facts,
            Map<String, List<double[]>> scores) {
        Spread spread = new Spread(2);
        NewBuildingModel.Workspace workspace = model.workspace();
        double[] errors = new double[3];
        double readings = 0;
        double width = 0;
        int covered = 0;
        int count = 0;
        int history = table.schema().indexOf("history_days");
        for (int row = building.from(); row < building.to(); row++) {
            double actual = table.targetKwh(row);
            double known = table.feature(row, history);
            boolean ofClass = days == 0 ? known == 0 : known > days - 0.7 && known <= days;
            if (Double.isNaN(actual) || !ofClass) {
                continue;
            }
            double yhat = Math.max(0, workspace.yhatKwh(table, row, spread));
            double level = model.levelKwh(table, row);
            int bucket = (int) Math.min(2, (table.leadHours(row) - 1) / 24);
            var offsets = model.historyClass(table, row).offsets();
            double lower = Math.max(
                    0, Math.min(yhat, yhat + level * (spread.distance(0) + offsets.of(0, bucket) * spread.width())));
            double upper = Math.max(yhat, yhat + level * (spread.distance(1) + offsets.of(1, bucket) * spread.width()));
            double profile = level
                    * fitted.knowledge().of(facts.useType(table, row)).profile().get(facts.hourOfWeek(table, row));
            errors[0] += Math.abs(actual - yhat);
            errors[1] += Math.abs(actual - profile);
            errors[2] += Math.abs(actual - (days == 0 ? 0 : table.fallbackKwh(row)));
            readings += Math.abs(actual);
            width += upper - lower;
            covered += actual >= lower && actual <= upper ? 1 : 0;
            count++;
        }
        if (count > 0 && readings > 0) {
            scores.computeIfAbsent(String.format(Locale.ROOT, "days %02d", days), d -> new ArrayList<>())
                    .add(new double[] {
                        100 * errors[0] / readings,
                        100 * errors[1] / readings,
                        100 * errors[2] / readings,
                        100.0 * covered / count,
                        100 * width / readings
                    });
        }
    }

    private static RowBatch rowsOf(BuildingFeatures building, StoredBuildings stored, List<Instant> issues) {
        RowBatch rows = new RowBatch(16);
        int day = building.grid().stepsPerDay();
        for (int issue = 0; issue < issues.size(); issue += ISSUE_EVERY) {
            RowBatch all = stored.plan().everyLead(building, List.of(issues.get(issue)));
            if (all.size() > 0) {
                long known = building.grid().firstStep() + all.origin(0) + 1;
                for (int days : DAYS) {
                    rows.addAsNew(
                            days == 0
                                    ? ShownReadings.NONE
                                    : new ShownReadings(known - (long) days * day, days * day, 1_000_000),
                            all);
                }
            }
        }
        return rows;
    }
}
