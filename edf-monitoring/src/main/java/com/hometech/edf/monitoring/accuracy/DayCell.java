package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.Candidate;
import com.hometech.edf.data.accuracy.EndSums;
import com.hometech.edf.data.accuracy.HourCounts;
import com.hometech.edf.data.accuracy.IntervalSums;
import com.hometech.edf.data.accuracy.MissSums;
import com.hometech.edf.data.accuracy.Pinball;
import com.hometech.edf.data.accuracy.PointTally;
import com.hometech.edf.inference.correction.EndOffsets;
import java.util.Arrays;
import java.util.List;

/** Adds up the forecast hours of a building's day and day ahead. */
final class DayCell {
    private final PointTally[] points = new PointTally[Candidate.values().length];
    private long issued;
    private long missing;
    private long suspect;
    private long withoutBaseline;
    private long scored;
    private double absoluteActual;
    private long covered;
    private double nominal;
    private double width;
    private double lowerPinball;
    private double upperPinball;
    private long open;
    private long below;
    private double belowNominal;
    private double lowerOffset;
    private long above;
    private double aboveNominal;
    private double upperOffset;

    DayCell() {
        Arrays.setAll(points, candidate -> new PointTally());
    }

    void addMissing() {
        issued++;
        missing++;
    }

    void addSuspect() {
        issued++;
        suspect++;
    }

    void addWithoutBaseline() {
        issued++;
        withoutBaseline++;
    }

    /**
     * Adds an hour that is scored.
     *
     * @param forecastsKwh of each {@link Candidate}
     * @param floorKwh of percentage errors
     * @param levels of the interval's ends
     * @param offsets by which the interval had been corrected
     */
    void add(
            double actualKwh,
            double[] forecastsKwh,
            double floorKwh,
            double lowerKwh,
            double upperKwh,
            List<Double> levels,
            EndOffsets offsets) {
        issued++;
        scored++;
        for (int candidate = 0; candidate < points.length; candidate++) {
            points[candidate].add(actualKwh, forecastsKwh[candidate], floorKwh);
        }
        double lowest = levels.get(0);
        double highest = levels.get(levels.size() - 1);
        absoluteActual += Math.abs(actualKwh);
        covered += lowerKwh <= actualKwh && actualKwh <= upperKwh ? 1 : 0;
        nominal += highest - lowest;
        width += upperKwh - lowerKwh;
        lowerPinball += Pinball.loss(lowest, actualKwh, lowerKwh);
        upperPinball += Pinball.loss(highest, actualKwh, upperKwh);
        if (lowerKwh < upperKwh) {
            open++;
            below += actualKwh < lowerKwh ? 1 : 0;
            belowNominal += lowest;
            lowerOffset += offsets.lower();
            above += actualKwh > upperKwh ? 1 : 0;
            aboveNominal += 1 - highest;
            upperOffset += offsets.upper();
        }
    }

    boolean isEmpty() {
        return issued == 0;
    }

    AccuracySums sums() {
        return new AccuracySums(
                new HourCounts(issued, scored, missing, suspect, withoutBaseline),
                Arrays.stream(points).map(PointTally::sums).toList(),
                new IntervalSums(scored, absoluteActual, covered, nominal, width, lowerPinball, upperPinball),
                new MissSums(
                        open,
                        new EndSums(below, belowNominal, lowerOffset),
                        new EndSums(above, aboveNominal, upperOffset)));
    }
}
