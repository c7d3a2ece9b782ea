package com.hometech.edf.monitoring.interval;

import com.hometech.edf.common.config.IntervalCorrectionConfig;
import java.util.List;

/**
 * Follows one end of the intervals of all buildings, for one day ahead, through the days of a window. What a building's end is
 * moved by is what all have in common, which is followed quickly because many readings tell of it, and what the building differs
 * by, which is followed slowly.
 */
final class EndFollower {
    private final IntervalCorrectionConfig rules;
    private final double rate;
    private final double buildingRate;
    private final List<BuildingEnds> buildings;
    private final int ahead;
    private final int end;
    private final double[] own;
    private final boolean[] known;
    private double common;
    private boolean begun;

    /** @param buildings in an order that is always the same */
    EndFollower(IntervalCorrectionConfig rules, List<BuildingEnds> buildings, int ahead, int end) {
        this.rules = rules;
        this.rate = rate(rules.halfLifeDays());
        this.buildingRate = rate(rules.buildingHalfLifeDays());
        this.buildings = buildings;
        this.ahead = ahead;
        this.end = end;
        this.own = new double[buildings.size()];
        this.known = new boolean[buildings.size()];
    }

    /** Share of an error that is made up for in a day. */
    private static double rate(int halfLifeDays) {
        return 1 - Math.pow(0.5, 1.0 / halfLifeDays);
    }

    /** Goes on by a day; one without readings changes nothing. */
    void follow(int day) {
        double hours = 0;
        double inForce = 0;
        for (BuildingEnds building : buildings) {
            double known = building.hours(day, ahead);
            if (known > 0) {
                hours += known;
                inForce += known * building.inForce(day, ahead, end);
            }
        }
        if (hours == 0) {
            return;
        }
        begin(day, inForce / hours);
        double[] lacking = new double[own.length];
        double lackingOfAll = 0;
        for (int building = 0; building < own.length; building++) {
            double ofBuilding = buildings.get(building).hours(day, ahead);
            if (ofBuilding > 0) {
                lacking[building] = buildings.get(building).needed(day, ahead, end) - widths(building);
                lackingOfAll += ofBuilding * lacking[building];
            }
        }
        common = limited(common + rate * lackingOfAll / hours);
        for (int building = 0; building < own.length; building++) {
            // kept so that the sum is within its limits: what cannot be used must not grow
            own[building] = limited(common + own[building] + buildingRate * lacking[building]) - common;
        }
    }

    /** What was in force at first is where following begins, for all and for each building. */
    private void begin(int day, double meanInForce) {
        if (!begun) {
            begun = true;
            common = limited(meanInForce);
        }
        for (int building = 0; building < own.length; building++) {
            if (!known[building] && buildings.get(building).hours(day, ahead) > 0) {
                known[building] = true;
                own[building] = buildings.get(building).inForce(day, ahead, end) - meanInForce;
            }
        }
    }

    private double limited(double widths) {
        return Math.max(-rules.mostNarrowing(), Math.min(rules.mostWidening(), widths));
    }

    /** What the ends of a building of which nothing is known are moved out by [widths]. */
    double widths() {
        return common;
    }

    /** What a building's ends are moved out by [widths]. */
    double widths(int building) {
        return limited(common + own[building]);
    }
}
