package com.hometech.edf.features.plan;

import com.hometech.edf.common.config.DailySchedule;
import com.hometech.edf.common.config.EdfConfig;
import com.hometech.edf.common.config.FeatureConfig;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.features.engine.BuildingFeatures;
import com.hometech.edf.features.engine.FeatureSettings;
import com.hometech.edf.features.engine.RowBatch;
import com.hometech.edf.features.engine.ShownReadings;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.table.Readiness;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Chooses the rows of one building. Depends on the building, the configuration and the seed, never on other buildings. */
public final class RowPlan {
    /** At most so many times the configured leads become rows where there is room for them. */
    private static final int SPARE_ROOM = 3;

    /** Rows of buildings as if they were new, as a part of the quota, which come on top. */
    private static final int AS_NEW_PART = 6;

    private static final int RECENT_LEADS_APART = 9;
    private static final int SHORT_HORIZON_STEPS = 24;

    private final FeatureSettings settings;
    private final NewBuildings newBuildings;
    private final DailySchedule schedule;

    public RowPlan(EdfConfig config) {
        this.settings = FeatureSettings.of(config);
        this.newBuildings = new NewBuildings(settings);
        this.schedule = DailySchedule.parse(
                config.edfInference().schedulerExpression(),
                config.edfInference().schedulerTimezone());
    }

    /** The origin of a run: the last interval that has ended, and whose reading has arrived, at its issue time. */
    public int origin(Instant issuedAt, StepGrid grid) {
        return grid.indexOf(issuedAt.getEpochSecond()) - 1 - settings.delaySteps();
    }

    /** All leads of the origins of these issue times where the building is forecast at all: for scoring and for the daily run. */
    public RowBatch everyLead(BuildingFeatures building, List<Instant> issues) {
        RowBatch rows = new RowBatch(issues.size() * settings.horizonSteps());
        for (Instant issue : issues) {
            int origin = origin(issue, building.grid());
            if (origin >= 0 && building.isActive(origin)) {
                addEveryLead(origin, rows);
            }
        }
        return rows;
    }

    private void addEveryLead(int origin, RowBatch rows) {
        for (int lead = settings.delaySteps() + 1; lead <= settings.longestLeadSteps(); lead++) {
            rows.add(origin, lead);
        }
    }

    /** All leads of an issue for a building that never had a reading. */
    public RowBatch everyLeadWithoutReadings(StepGrid grid, Instant issue) {
        RowBatch rows = new RowBatch(settings.horizonSteps());
        addEveryLead(origin(issue, grid), rows);
        return rows;
    }

    /**
     * The rows of a daily run: some leads of issues of the last weeks whose readings are known by now, then all leads of the
     * run's own issue. None where the building is no longer forecast.
     */
    public RowBatch daily(BuildingFeatures building, Instant issuedAt) {
        RowBatch own = everyLead(building, List.of(issuedAt));
        RowBatch rows = new RowBatch(own.size());
        if (own.size() > 0) {
            int known = own.origin(0);
            for (int back = FeatureSettings.RECENT_ISSUES; back >= 1; back--) {
                Instant earlier = issuedAt.minus(FeatureSettings.BETWEEN_RECENT_ISSUES.multipliedBy(back));
                addRecent(building, origin(earlier, building.grid()), known, back, rows);
            }
            for (int row = 0; row < own.size(); row++) {
                rows.add(own.origin(row), own.target(row) - own.origin(row));
            }
        }
        return rows;
    }

    /**
     * Every ninth lead shows nearly as much as all of them: the errors of neighbouring hours are alike.
     *
     * @param number of the issue: from one to the next other hours are shown
     */
    private void addRecent(BuildingFeatures building, int origin, int known, int number, RowBatch rows) {
        if (origin < 0 || !building.isActive(origin)) {
            return;
        }
        int apart = settings.horizonSteps() > SHORT_HORIZON_STEPS ? RECENT_LEADS_APART : 1;
        for (int lead = settings.delaySteps() + 1 + number % apart;
                lead <= settings.longestLeadSteps();
                lead += apart) {
            int target = origin + lead;
            if (target <= known && !Double.isNaN(building.targetKwh(target))) {
                rows.add(origin, lead);
            }
        }
    }

    /** The rows of {@link #everyLead} that a model can be calibrated with: it could forecast them, and the reading is sound. */
    public RowBatch calibration(BuildingFeatures building, List<Instant> issues) {
        RowBatch all = everyLead(building, issues);
        RowBatch rows = new RowBatch(all.size());
        for (int row = 0; row < all.size(); row++) {
            boolean known = !Double.isNaN(building.targetKwh(all.target(row)))
                    && building.isPossible(all.target(row), all.origin(row));
            if (known && building.readiness(all.origin(row)) == Readiness.MODEL) {
                rows.add(all.origin(row), all.target(row) - all.origin(row));
            }
        }
        return rows;
    }

    /**
     * The rows to learn from: origins every few hours and at the schedule's own hour, a seeded sample of leads spread over
     * the horizon at each, up to three times as many where the quota has room. Where the building has more than its
     * quota, whole origins are dropped, chosen by the seed.
     *
     * @param quota most rows
     */
    public RowBatch training(BuildingFeatures building, TrainingPeriods periods, long quota) {
        StepGrid grid = building.grid();
        int firstTarget = Math.max(0, grid.indexOf(periods.from().getEpochSecond()));
        int endTarget = grid.indexOf(periods.trainingEnd().getEpochSecond());
        int[] origins = learnableOrigins(building, endTarget - settings.delaySteps() - 1);
        long salt = StableHash.of(
                settings.features().seed(), building.building().id().value());
        int leads = Math.toIntExact(
                Math.max(leadsPerOrigin(), Math.min(mostLeadsPerOrigin(), quota / Math.max(1, origins.length))));
        RowBatch rows = new RowBatch(Math.toIntExact(Math.min(quota, (long) origins.length * leads)));
        for (int origin : withinQuota(origins, quota / leads, salt, grid)) {
            long originSalt = StableHash.mix(salt ^ (grid.firstStep() + origin));
            addLeads(building, origin, leads, originSalt, firstTarget, endTarget, rows);
        }
        if (settings.features().quantity() == Quantity.CONSUMPTION) {
            addAsNew(building, periods, quota / AS_NEW_PART, salt, rows);
        }
        return rows;
    }

    /**
     * The same building as if it were new, at origins of training and of calibration: what a model for new buildings is
     * fitted and calibrated with. What is seen there of its readings begins up to {@code min_history_days} before the origin,
     * or there is nothing to see.
     */
    private void addAsNew(BuildingFeatures building, TrainingPeriods periods, long quota, long salt, RowBatch rows) {
        StepGrid grid = building.grid();
        int firstTarget = Math.max(0, grid.indexOf(periods.from().getEpochSecond()));
        int split = grid.indexOf(periods.trainingEnd().getEpochSecond());
        int[] fitting = learnableOrigins(building, split - settings.delaySteps() - 1);
        int[] calibrating = periods.calibrationIssues().stream()
                .mapToInt(issue -> origin(issue, grid))
                .filter(origin -> origin >= 0 && isLearnable(building, origin))
                .toArray();
        List<ShownReadings> views = newBuildings.views(salt);
        int leads = leadsPerOrigin();
        long originsOfView = quota / leads / views.size();
        for (int view = 0; view < views.size(); view++) {
            ShownReadings shown = views.get(view);
            long viewSalt = StableHash.mix(salt + 1 + view);
            int[] fittingSeen = newBuildings.seen(building, shown, fitting);
            int[] calibratingSeen = newBuildings.seen(building, shown, calibrating);
            RowBatch ofView = new RowBatch(16);
            for (int origin : withinQuota(fittingSeen, originsOfView * 2 / 3, viewSalt, grid)) {
                long originSalt = StableHash.mix(viewSalt ^ (grid.firstStep() + origin));
                addLeads(building, origin, leads, originSalt, firstTarget, split, ofView);
            }
            for (int origin : withinQuota(calibratingSeen, originsOfView / 3, viewSalt, grid)) {
                long originSalt = StableHash.mix(viewSalt ^ (grid.firstStep() + origin));
                addLeads(building, origin, leads, originSalt, split, grid.length(), ofView);
            }
            if (ofView.size() > 0) {
                rows.addAsNew(shown, ofView);
            }
        }
    }

    private int[] learnableOrigins(BuildingFeatures building, int end) {
        StepGrid grid = building.grid();
        boolean[] daily = dailyOrigins(grid, end);
        int strideSteps = strideSteps();
        int[] origins = new int[Math.max(0, end)];
        int count = 0;
        for (int origin = 0; origin < end; origin++) {
            boolean chosen = daily[origin] || (grid.firstStep() + origin) % strideSteps == 0;
            if (chosen && isLearnable(building, origin)) {
                origins[count++] = origin;
            }
        }
        return Arrays.copyOf(origins, count);
    }

    private static boolean isLearnable(BuildingFeatures building, int origin) {
        return building.isActive(origin) && building.readiness(origin) == Readiness.MODEL;
    }

    /**
     * Distance of training origins: the configured hours, less what it takes to share no divisor with a day, so that every time
     * of the day occurs. A forecast that looks less far ahead than that learns from every origin: it is made of what was just
     * read.
     */
    private int strideSteps() {
        int stepsPerDay = settings.step().stepsPerDay();
        int stride = settings.step().steps(settings.features().trainingOriginStrideHours());
        if (settings.horizonSteps() < stride) {
            return 1;
        }
        while (stride > 1 && greatestCommonDivisor(stride, stepsPerDay) > 1) {
            stride--;
        }
        return Math.max(1, stride);
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    private boolean[] dailyOrigins(StepGrid grid, int end) {
        boolean[] daily = new boolean[Math.max(0, end)];
        Instant issue =
                schedule.newestNotAfter(Instant.ofEpochSecond(grid.epochSecond(end + settings.delaySteps() + 1)));
        int origin = scheduledOrigin(issue, grid);
        while (origin >= 0) {
            if (origin < end) {
                daily[origin] = true;
            }
            issue = schedule.newestNotAfter(issue.minusSeconds(1));
            origin = scheduledOrigin(issue, grid);
        }
        return daily;
    }

    private int scheduledOrigin(Instant run, StepGrid grid) {
        return origin(schedule.issueOf(run, settings.step()), grid);
    }

    private int[] withinQuota(int[] origins, long most, long salt, StepGrid grid) {
        if (origins.length <= most) {
            return origins;
        }
        long[] hashes = new long[origins.length];
        Arrays.setAll(hashes, position -> originHash(origins[position], salt, grid));
        long[] sorted = hashes.clone();
        Arrays.sort(sorted);
        long limit = most <= 0 ? Long.MIN_VALUE : sorted[(int) most];
        return Arrays.stream(origins)
                .filter(origin -> originHash(origin, salt, grid) < limit)
                .toArray();
    }

    private static long originHash(int origin, long salt, StepGrid grid) {
        return StableHash.mix(salt + grid.firstStep() + origin);
    }

    private void addLeads(
            BuildingFeatures building,
            int origin,
            int strata,
            long salt,
            int firstTarget,
            int endTarget,
            RowBatch rows) {
        int horizon = settings.horizonSteps();
        for (int stratum = 0; stratum < strata; stratum++) {
            int from = (int) ((long) stratum * horizon / strata);
            int to = (int) ((stratum + 1L) * horizon / strata);
            int lead = settings.delaySteps() + 1 + from + StableHash.below(to - from, salt + stratum);
            int target = origin + lead;
            if (target >= firstTarget
                    && target < endTarget
                    && !Double.isNaN(building.targetKwh(target))
                    && building.isPossible(target, origin)) {
                rows.add(origin, lead);
            }
        }
    }

    private int leadsPerOrigin() {
        FeatureConfig features = settings.features();
        int horizon = settings.horizonSteps();
        return features.leadsPerOrigin() == 0 ? horizon : Math.min(features.leadsPerOrigin(), horizon);
    }

    /** Few buildings with little history leave room for more leads of each origin. */
    private int mostLeadsPerOrigin() {
        return Math.min(SPARE_ROOM * leadsPerOrigin(), settings.horizonSteps());
    }

    /**
     * How many training rows each building may have, so that all together stay within the configured most: everyone the same,
     * and what small buildings leave is shared by the others.
     *
     * @param readings number of readings of each building that could be targets
     */
    public long quota(long[] readings) {
        int stepsPerDay = settings.step().stepsPerDay();
        double rowsPerReading = (1.0 / strideSteps() + 1.0 / stepsPerDay) * mostLeadsPerOrigin();
        double[] wanted = Arrays.stream(readings)
                .mapToDouble(count -> count * rowsPerReading)
                .sorted()
                .toArray();
        double left = settings.features().maxTrainingRows();
        for (int building = 0; building < wanted.length; building++) {
            double share = left / (wanted.length - building);
            if (wanted[building] > share) {
                return (long) share;
            }
            left -= wanted[building];
        }
        return settings.features().maxTrainingRows();
    }
}
