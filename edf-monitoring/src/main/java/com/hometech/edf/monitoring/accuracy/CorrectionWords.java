package com.hometech.edf.monitoring.accuracy;

import com.hometech.edf.data.accuracy.AccuracySummary.BuildingWidth;
import com.hometech.edf.data.page.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Corrections of intervals in plain words. */
final class CorrectionWords {
    private CorrectionWords() {}

    /** Such as {@code 3.1 % wider}; by what the interval's width changes. */
    static String width(double percent) {
        return amount(percent) + (percent < 0 ? " narrower" : " wider");
    }

    /** Such as {@code 1.4 % out}; where an end goes, in percent of the interval's width. */
    static String move(double percent) {
        return amount(percent) + (percent < 0 ? " in" : " out");
    }

    /** Such as {@code b1 3.1 % wider, b2 2.0 % wider}. */
    static String named(List<BuildingWidth> buildings) {
        return buildings.stream()
                .map(building -> building.building() + " " + width(building.widthPercent()))
                .collect(Collectors.joining(", "));
    }

    private static String amount(double percent) {
        return Numbers.fixed(Math.abs(percent), 1) + " %";
    }
}
