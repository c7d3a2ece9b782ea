package com.hometech.edf.data.sample;

import java.util.SplittableRandom;

/**
 * How far special days empty a building; each a share of the people who would come otherwise.
 *
 * @param holiday on public holidays (a share of an ordinary working day)
 * @param bridge on bridge days
 * @param schoolBreak while schools are closed
 * @param christmas between 24 December and 1 January
 * @param lull in the month of summer leave
 */
record Absence(double holiday, double bridge, double schoolBreak, double christmas, double lull) {

    /** A habit near this one. */
    Absence near(SplittableRandom random) {
        return new Absence(
                holiday * Draw.factor(random, 0.2),
                Math.min(1, bridge * Draw.factor(random, 0.15)),
                Math.min(1.1, schoolBreak * Draw.factor(random, 0.1)),
                Math.min(1.1, christmas * Draw.factor(random, 0.2)),
                Math.min(1.1, lull * Draw.factor(random, 0.05)));
    }

    Absence withHoliday(double share) {
        return new Absence(share, bridge, schoolBreak, christmas, lull);
    }

    /** People of a day as a share of those of an ordinary working day, by the building's week and these habits. */
    double share(LocalDay day, Week week) {
        double share =
                switch (day.date().getDayOfWeek()) {
                    case FRIDAY -> week.friday();
                    case SATURDAY -> week.saturday();
                    case SUNDAY -> week.sunday();
                    default -> 1;
                };
        if (day.holiday()) {
            share = Math.min(share, holiday);
        } else if (day.bridge()) {
            share *= bridge;
        }
        return share
                * (day.schoolBreak() ? schoolBreak : 1)
                * (day.christmasShutdown() ? christmas : 1)
                * (day.summerLull() ? lull : 1);
    }
}
