package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.features.engine.ScoredReadings;
import com.hometech.edf.features.engine.StepGrid;
import com.hometech.edf.features.input.ReadingSeries;
import com.hometech.edf.inference.correction.EndOffsets;
import com.hometech.edf.inference.interval.LeadBuckets;
import com.hometech.edf.training.evaluation.BuildingScale;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Scores the forecasts of one building for the days of a month. */
final class BuildingScorer {
    private static final int SCALE_DAYS = 28;

    private final YearMonth month;
    private final StepGrid grid;
    private final ScoredReadings readings;
    private final double[] forecastsKwh = new double[Candidate.values().length];
    private final int monthStart;
    private final double[] floorByDayKwh;
    /** By day of the month from 0, then by day ahead from 0. */
    private final List<List<DayCell>> cells = new ArrayList<>();

    BuildingScorer(YearMonth month, ReadingSeries series, StepGrid grid, ScoringRules rules, Quantity quantity) {
        this.month = month;
        this.grid = grid;
        this.readings = new ScoredReadings(series.kwh(), series.flags(), grid, rules.quality(), quantity);
        this.monthStart = grid.indexOf(ScoringRules.start(month).getEpochSecond());
        this.floorByDayKwh = floors(month.lengthOfMonth());
        for (int day = 0; day < floorByDayKwh.length; day++) {
            cells.add(new ArrayList<>());
        }
    }

    /** A share of the mean of the four weeks before each day; 0 where nothing is known of them. */
    private double[] floors(int days) {
        double[] floors = new double[days];
        for (int day = 0; day < days; day++) {
            int end = monthStart + day * grid.stepsPerDay();
            double sum = 0;
            int count = 0;
            for (int index = end - SCALE_DAYS * grid.stepsPerDay(); index < end; index++) {
                double actual = readings.actualKwh(index);
                if (!Double.isNaN(actual)) {
                    sum += actual;
                    count++;
                }
            }
            floors[day] = count == 0 ? 0 : Math.abs(sum / count) * BuildingScale.MAPE_FLOOR_SHARE;
        }
        return floors;
    }

    /**
     * Scores a forecast for an interval of the month.
     *
     * @param originEpochSecond start of the last interval that the run could know
     * @param aheads days ahead by lead
     * @param levels of the run's quantiles
     * @param corrections that the run's intervals of this building were moved by, of each day ahead
     */
    void add(
            long targetEpochSecond,
            long originEpochSecond,
            LeadBuckets aheads,
            double leadHours,
            double forecastKwh,
            double lowerKwh,
            double upperKwh,
            List<Double> levels,
            IntFunction<EndOffsets> corrections) {
        int target = grid.indexOf(targetEpochSecond);
        int origin = grid.indexOf(originEpochSecond);
        int day = (target - monthStart) / grid.stepsPerDay();
        int ahead = aheads.of(leadHours);
        DayCell cell = cell(day, ahead);
        if (readings.isMissing(target)) {
            cell.addMissing();
        } else if (readings.isSuspect(target)) {
            cell.addSuspect();
        } else if (!fillForecasts(target, origin, forecastKwh)) {
            cell.addWithoutBaseline();
        } else {
            cell.add(
                    readings.actualKwh(target),
                    forecastsKwh,
                    floorByDayKwh[day],
                    lowerKwh,
                    upperKwh,
                    levels,
                    corrections.apply(ahead));
        }
    }

    /** Whether every plain forecast can be made, so that all are scored over the same hours. */
    private boolean fillForecasts(int target, int origin, double forecastKwh) {
        forecastsKwh[Candidate.MODEL.ordinal()] = forecastKwh;
        forecastsKwh[Candidate.LAST_WEEK.ordinal()] = readings.lastWeekKwh(target, origin);
        forecastsKwh[Candidate.YESTERDAY.ordinal()] = readings.yesterdayKwh(target, origin);
        forecastsKwh[Candidate.FOUR_WEEK_MEAN.ordinal()] = readings.fourWeekMeanKwh(target, origin);
        boolean all = true;
        for (double forecast : forecastsKwh) {
            all &= Double.isFinite(forecast);
        }
        return all;
    }

    private DayCell cell(int day, int ahead) {
        List<DayCell> ofDay = cells.get(day);
        while (ofDay.size() <= ahead) {
            ofDay.add(new DayCell());
        }
        return ofDay.get(ahead);
    }

    /** What was added, by day and day ahead. */
    List<AccuracyRecord> records(BuildingId building, Quantity quantity) {
        List<AccuracyRecord> records = new ArrayList<>();
        for (int day = 0; day < cells.size(); day++) {
            for (int ahead = 0; ahead < cells.get(day).size(); ahead++) {
                DayCell cell = cells.get(day).get(ahead);
                if (!cell.isEmpty()) {
                    records.add(new AccuracyRecord(building, quantity, month.atDay(day + 1), ahead + 1, cell.sums()));
                }
            }
        }
        return records;
    }
}
