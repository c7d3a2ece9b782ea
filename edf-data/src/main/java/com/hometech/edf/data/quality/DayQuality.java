package com.hometech.edf.data.quality;

import com.hometech.edf.common.domain.BuildingId;
import com.hometech.edf.common.domain.Quantity;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * What the readings of a building were like on a day.
 *
 * @param building whose readings
 * @param quantity of what
 * @param day in UTC
 * @param hours what they were like
 */
public record DayQuality(BuildingId building, Quantity quantity, LocalDate day, Hours hours)
        implements Comparable<DayQuality> {
    private static final Comparator<DayQuality> ORDER = Comparator.comparing(DayQuality::building)
            .thenComparing(DayQuality::quantity)
            .thenComparing(DayQuality::day);

    /**
     * Lengths of what there is and is not [h]; of several days they add up.
     *
     * @param expected of which a reading should be there
     * @param present that have one
     * @param flat that are part of a standstill
     * @param spike far above the building's own level
     * @param unitSlip that look as if in another unit
     * @param gaps stretches without a reading that begin here
     * @param longestGap length of the longest of them
     */
    public record Hours(
            double expected, double present, double flat, double spike, double unitSlip, long gaps, double longestGap) {
        /** Nothing. */
        public static final Hours NONE = new Hours(0, 0, 0, 0, 0, 0, 0);

        /** Both together. */
        public Hours plus(Hours other) {
            return new Hours(
                    expected + other.expected,
                    present + other.present,
                    flat + other.flat,
                    spike + other.spike,
                    unitSlip + other.unitSlip,
                    gaps + other.gaps,
                    Math.max(longestGap, other.longestGap));
        }

        /** Share of the expected hours that have a reading; NaN where none is expected. */
        public double completeness() {
            return expected > 0 ? present / expected : Double.NaN;
        }

        /** Share of the readings that are flagged; NaN where there are none. */
        public double suspectShare() {
            return present > 0 ? (flat + spike + unitSlip) / present : Double.NaN;
        }

        /** Share of the expected hours with a reading that can be believed; NaN where none is expected. */
        public double usableShare() {
            return expected > 0 ? (present - flat - spike - unitSlip) / expected : Double.NaN;
        }
    }

    /** By building, quantity, day: that of the files. */
    @Override
    public int compareTo(DayQuality other) {
        return ORDER.compare(this, other);
    }
}
