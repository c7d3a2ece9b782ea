package com.hometech.edf.monitoring.drift;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds buildings whose profile is an hour early or late, on at least two of three days. Days on which a building is closed, as far
 * as its readings say, are not judged. Labels that follow another clock than the
 * building's own, as they do for many meters, show at the changes to and from summer time, and are learned from there.
 */
final class ClockRule {
    /** Days whose evidence is added up. */
    static final int DAYS = 3;

    private static final int JUDGED_DAYS = 60;
    private static final int UNJUDGED_DAYS = 21;
    private static final int FEWEST_DAYS = 60;
    private static final double OWN_QUANTILE = 0.995;
    private static final double OWN_MARGIN = 5;
    /** Days after a change of clocks that show which clock the labels follow. */
    private static final int DAYS_AFTER_CHANGE = 12;

    private static final double MOST_PER_CHANGE = 40;
    private static final double SURE = 10;
    /** What each of several days has to say [nats]. */
    private static final double CONFIRMING = 4;

    private static final double RESTING = 0.4;
    private static final double UNUSUAL_LEVEL = 0.4;
    private static final double MOST_OF_WEEKEND = 6;
    /** Evidence below this ends an alarm [nats]. */
    private static final double CLEAR = 0;

    private final BuildingSignals signals;
    private final Labels labels;
    private final double[] early;
    private final double[] late;
    private final double[] earlyAlone;
    private final double[] lateAlone;
    private final double threshold;

    /** Which clock the labels of a building's readings follow. */
    enum Labels {
        /** The clock that the readings say they follow. */
        AS_SAID,
        /** One that is an hour apart from it in summer. */
        WITHOUT_SUMMER_TIME,
        /** No change of clocks has shown it yet. */
        UNKNOWN
    }

    /**
     * The rule for a building.
     *
     * @param least evidence that is needed at least [nats]
     */
    ClockRule(BuildingSignals signals, ZoneId zone, double least) {
        this.signals = signals;
        this.labels = labels(signals, zone);
        this.earlyAlone = alone(Signal.EARLY, Signal.EARLY_STANDARD);
        this.lateAlone = alone(Signal.LATE, Signal.LATE_STANDARD);
        this.early = added(earlyAlone);
        this.late = added(lateAlone);
        int known = Math.max(0, Math.min(early.length, signals.lastDay() - UNJUDGED_DAYS - signals.firstDay()));
        double[] own = new double[known];
        for (int day = 0; day < known; day++) {
            own[day] = Math.max(early[day], late[day]);
        }
        threshold = known < FEWEST_DAYS
                ? least + OWN_MARGIN
                : Math.max(least, Quantiles.of(own, OWN_QUANTILE) + OWN_MARGIN);
    }

    private static Labels labels(BuildingSignals signals, ZoneId zone) {
        int[] offsets = HourSeries.offsets(zone, false, signals.firstDay(), signals.endDay());
        double score = 0;
        for (int day = 1; day < offsets.length; day++) {
            if (offsets[day] != offsets[day - 1]) {
                int change = signals.firstDay() + day;
                score += afterChange(signals, change, Signal.EARLY, Signal.LATE)
                        - afterChange(signals, change, Signal.EARLY_STANDARD, Signal.LATE_STANDARD);
            }
        }
        return score > SURE ? Labels.WITHOUT_SUMMER_TIME : score < -SURE ? Labels.AS_SAID : Labels.UNKNOWN;
    }

    private static double afterChange(BuildingSignals signals, int change, Signal early, Signal late) {
        double earlySum = 0;
        double lateSum = 0;
        for (int day = change; day < change + DAYS_AFTER_CHANGE; day++) {
            earlySum += zeroIfMissing(signals.of(early, day));
            lateSum += zeroIfMissing(signals.of(late, day));
        }
        return Math.max(-MOST_PER_CHANGE, Math.min(MOST_PER_CHANGE, Math.max(earlySum, lateSum)));
    }

    private static double zeroIfMissing(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /** The evidence of each day. */
    private double[] alone(Signal asSaid, Signal standard) {
        double[] single = new double[signals.endDay() - signals.firstDay()];
        for (int day = 0; day < single.length; day++) {
            double said = signals.of(asSaid, signals.firstDay() + day);
            double other = signals.of(standard, signals.firstDay() + day);
            single[day] = zeroIfMissing(
                    switch (labels) {
                        case AS_SAID -> said;
                        case WITHOUT_SUMMER_TIME -> other;
                        case UNKNOWN -> Math.min(said, other);
                    });
            single[day] = Math.min(single[day], mostOf(signals.firstDay() + day));
        }
        return single;
    }

    /** A closed day says nothing about its clock, and a day of the weekend, which has little of a profile, not much. */
    private double mostOf(int day) {
        if (signals.of(Signal.REST, day) > RESTING || Math.abs(signals.level(day)) > UNUSUAL_LEVEL) {
            return 0;
        }
        return LocalDate.ofEpochDay(day).getDayOfWeek().getValue() > 5 ? MOST_OF_WEEKEND : Double.POSITIVE_INFINITY;
    }

    /** The evidence of each day and the two before. */
    private static double[] added(double[] single) {
        double[] sums = new double[single.length];
        Arrays.setAll(sums, day -> {
            double sum = 0;
            for (int before = Math.max(0, day - DAYS + 1); before <= day; before++) {
                sum += single[before];
            }
            return sum;
        });
        return sums;
    }

    /** Whether more than one of three days speaks for it: a single one may just be an odd day. */
    private boolean isConfirmed(int epochDay, boolean isLate) {
        int days = 0;
        for (int day = Math.max(signals.firstDay(), epochDay - DAYS + 1); day <= epochDay; day++) {
            days += (isLate ? lateAlone : earlyAlone)[day - signals.firstDay()] >= CONFIRMING ? 1 : 0;
        }
        return days > 1;
    }

    Labels labels() {
        return labels;
    }

    /** Evidence that is needed [nats]. */
    double threshold() {
        return threshold;
    }

    /** Evidence of a day and the two before that the building is late, or early [nats]. */
    double evidence(int epochDay, boolean isLate) {
        int day = epochDay - signals.firstDay();
        return day >= 0 && day < late.length ? (isLate ? late : early)[day] : 0;
    }

    /** What lasts on the last day; null where nothing does. */
    @Nullable
    Episode lasting() {
        Episode episode = null;
        for (int day = Math.max(signals.firstDay(), signals.lastDay() - JUDGED_DAYS); day <= signals.lastDay(); day++) {
            if (episode != null) {
                episode = evidence(day, episode.upwards()) > CLEAR ? episode : null;
            }
            boolean isLate = evidence(day, true) > evidence(day, false);
            if (episode == null && evidence(day, isLate) >= threshold && isConfirmed(day, isLate)) {
                episode = new Episode(firstWithEvidence(day, isLate), day, isLate);
            }
        }
        return episode;
    }

    /** The first of three days that alone speaks for it. */
    private int firstWithEvidence(int day, boolean isLate) {
        for (int first = day - DAYS + 1; first < day; first++) {
            if (evidence(first, isLate) > Math.max(0, evidence(first - 1, isLate))) {
                return first;
            }
        }
        return day;
    }
}
