package com.hometech.edf.monitoring.drift;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds buildings whose profile is an hour early or late. Three days together have to say so, and:
 *
 * <ul>
 *   <li>on two of them each alone says so;
 *   <li>the day says so in more than one of its quarters: where only mornings moved, opening hours did, and not the clock;
 *   <li>together they say more than the building's own past ever lets expect by chance. The bar rises with the number of
 *       buildings, so that all of them together raise few false alarms;
 *   <li>the clock that the labels are said to follow and one without summer time agree: for six weeks after a change of clocks,
 *       buildings whose devices do not follow it look late or early.
 * </ul>
 *
 * <p>Days on which a building is closed, as far as its readings say, are not judged. Labels that follow another clock than the
 * building's own, as they do for many meters, show at the changes to and from summer time, and are learned from there.
 */
final class ClockRule {
    /** Days whose evidence is added up. */
    static final int DAYS = 3;

    private static final int JUDGED_DAYS = 60;
    private static final int UNJUDGED_DAYS = 21;
    private static final int FEWEST_DAYS = 60;
    /** As long as little is known of a building, it has to say so much more [nats]. */
    private static final double UNKNOWN_MARGIN = 5;
    /** Quantiles of a building's own evidence: beyond them, its tail is taken as exponential. */
    private static final double TAIL_FROM = 0.95;

    private static final double TAIL_TO = 0.995;
    /** False alarms of all buildings together, if their tails were exponential. */
    private static final double FALSE_ALARMS_PER_YEAR = 3;

    private static final double DAYS_PER_YEAR = 365;
    /** Days after a change of clocks that show which clock the labels follow. */
    private static final int DAYS_AFTER_CHANGE = 12;

    private static final double MOST_PER_CHANGE = 40;
    private static final double SURE = 10;
    /** What each of several days has to say [nats]. */
    private static final double CONFIRMING = 4;
    /** Share of the evidence that does not lie in the quarter of the day that says most. */
    private static final double ELSEWHERE_SHARE = 0.2;

    private static final double RESTING = HolidayRule.RESTED;
    private static final double UNUSUAL_LEVEL = 0.4;
    private static final double MOST_OF_WEEKEND = 6;
    /** Evidence below this ends an alarm [nats]. */
    private static final double CLEAR = 0;

    private final BuildingSignals signals;
    private final Labels labels;
    private final Evidence early;
    private final Evidence late;
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

    /** What speaks for a clock that is wrong in one way, day by day [nats]. */
    private final class Evidence {
        private final double[] alone = new double[signals.endDay() - signals.firstDay()];
        private final double[] elsewhere = new double[alone.length];
        private final double[] labelled = new double[alone.length];

        Evidence(Signal said, Signal saidElsewhere, Signal standard, Signal standardElsewhere) {
            for (int index = 0; index < alone.length; index++) {
                int day = signals.firstDay() + index;
                double asSaid = signals.of(said, day);
                double asStandard = signals.of(standard, day);
                double least = Math.min(asSaid, asStandard);
                alone[index] = counted(day, least);
                labelled[index] = counted(
                        day,
                        switch (labels) {
                            case AS_SAID -> asSaid;
                            case WITHOUT_SUMMER_TIME -> asStandard;
                            case UNKNOWN -> least;
                        });
                double share = least > 0 ? alone[index] / least : alone[index] == 0 ? 0 : 1;
                elsewhere[index] = share
                        * zeroIfMissing(signals.of(asSaid <= asStandard ? saidElsewhere : standardElsewhere, day));
            }
        }

        /** A closed day says nothing about its clock, and a day of the weekend, which has little of a profile, not much. */
        private double counted(int day, double evidence) {
            if (Double.isNaN(evidence)) {
                return 0;
            }
            double most = signals.of(Signal.REST, day) > RESTING || Math.abs(signals.level(day)) > UNUSUAL_LEVEL
                    ? 0
                    : isWeekend(day) ? MOST_OF_WEEKEND : Double.POSITIVE_INFINITY;
            return Math.min(evidence, most);
        }

        /** Of a day and the two before. */
        private double sum(double[] values, int day) {
            double sum = 0;
            int last = day - signals.firstDay();
            for (int index = Math.max(0, last - DAYS + 1); index <= last && last < values.length; index++) {
                sum += values[index];
            }
            return sum;
        }

        double sum(int day) {
            return sum(alone, day);
        }

        /** Whether three days are enough for an alarm. */
        boolean isEnough(int day) {
            double sum = sum(alone, day);
            int confirming = 0;
            for (int index = Math.max(0, day - signals.firstDay() - DAYS + 1);
                    index <= day - signals.firstDay();
                    index++) {
                confirming += alone[index] >= CONFIRMING ? 1 : 0;
            }
            return sum >= threshold && confirming > 1 && sum(elsewhere, day) >= ELSEWHERE_SHARE * sum;
        }

        /** The first of three days that alone speaks for it. */
        int firstOf(int day) {
            int first = Math.max(signals.firstDay(), day - DAYS + 1);
            while (first < day && alone[first - signals.firstDay()] < CONFIRMING) {
                first++;
            }
            return first;
        }
    }

    /**
     * The rule for a building.
     *
     * @param least evidence that is needed at least [nats]
     * @param buildings that are watched, of which this is one
     */
    ClockRule(BuildingSignals signals, ZoneId zone, double least, int buildings) {
        this.signals = signals;
        this.labels = labels(signals, zone);
        this.early = new Evidence(
                Signal.EARLY, Signal.EARLY_ELSEWHERE, Signal.EARLY_STANDARD, Signal.EARLY_STANDARD_ELSEWHERE);
        this.late =
                new Evidence(Signal.LATE, Signal.LATE_ELSEWHERE, Signal.LATE_STANDARD, Signal.LATE_STANDARD_ELSEWHERE);
        this.threshold = threshold(least, buildings);
    }

    private double threshold(double least, int buildings) {
        double[] own = new double[Math.max(0, signals.lastDay() - UNJUDGED_DAYS - signals.firstDay())];
        int known = 0;
        for (int day = signals.firstDay(); day < signals.firstDay() + own.length; day++) {
            if (!Double.isNaN(signals.of(Signal.EARLY, day))) {
                own[known++] = Math.max(early.sum(day), late.sum(day));
            }
        }
        if (known < FEWEST_DAYS) {
            return least + UNKNOWN_MARGIN;
        }
        Arrays.sort(own, 0, known);
        double from = Quantiles.ofSorted(own, known, TAIL_FROM);
        double to = Quantiles.ofSorted(own, known, TAIL_TO);
        double perNat = (to - from) / Math.log((1 - TAIL_FROM) / (1 - TAIL_TO));
        double chance = FALSE_ALARMS_PER_YEAR / DAYS_PER_YEAR / Math.max(1, buildings);
        return Math.max(least, from + perNat * Math.max(0, Math.log((1 - TAIL_FROM) / chance)));
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

    private static boolean isWeekend(int day) {
        return LocalDate.ofEpochDay(day).getDayOfWeek().getValue() > 5;
    }

    Labels labels() {
        return labels;
    }

    /** Evidence that is needed [nats]. */
    double threshold() {
        return threshold;
    }

    /** Evidence of a day and the two before that the building is late, or early, whichever clock its labels follow [nats]. */
    double evidence(int day, boolean isLate) {
        return (isLate ? late : early).sum(day);
    }

    /** The same by the clock that its labels seem to follow: what a single building is not trusted with, many are [nats]. */
    double labelledEvidence(int day, boolean isLate) {
        Evidence evidence = isLate ? late : early;
        return evidence.sum(evidence.labelled, day);
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
            Evidence evidence = isLate ? late : early;
            if (episode == null && evidence.isEnough(day)) {
                episode = new Episode(evidence.firstOf(day), day, isLate);
            }
        }
        return episode;
    }
}
