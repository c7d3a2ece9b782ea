package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracyRecord;
import com.hometech.edf.data.accuracy.AccuracySums;
import com.hometech.edf.data.accuracy.HourCounts;
import java.util.ArrayList;
import java.util.List;

/** The accuracy of one building and quantity over several days. */
final class BuildingTotals {
    /** All leads, then each day ahead; of the days that count. */
    private final List<AccuracySums> leads = new ArrayList<>(List.of(AccuracySums.NONE));

    private HourCounts unscored = HourCounts.NONE;
    private long days;
    private long unscoredDays;

    /** Adds a day that counts. */
    void add(List<AccuracyRecord> day) {
        days++;
        for (AccuracyRecord accuracy : day) {
            addTo(leads, accuracy);
        }
    }

    /** Adds a day of which too little is scored. */
    void addUnscored(List<AccuracyRecord> day) {
        unscoredDays++;
        for (AccuracyRecord accuracy : day) {
            unscored = unscored.plus(accuracy.sums().counts());
        }
    }

    /** Adds to the sums of all leads and to those of the day ahead, which there may not be yet. */
    static void addTo(List<AccuracySums> leads, AccuracyRecord accuracy) {
        while (leads.size() <= accuracy.dayAhead()) {
            leads.add(AccuracySums.NONE);
        }
        leads.set(0, leads.get(0).plus(accuracy.sums()));
        leads.set(accuracy.dayAhead(), leads.get(accuracy.dayAhead()).plus(accuracy.sums()));
    }

    AccuracySums all() {
        return leads.get(0);
    }

    /** All leads for 0, else a day ahead. */
    AccuracySums lead(int position) {
        return position < leads.size() ? leads.get(position) : AccuracySums.NONE;
    }

    long days() {
        return days;
    }

    long unscoredDays() {
        return unscoredDays;
    }

    HourCounts unscored() {
        return unscored;
    }
}
