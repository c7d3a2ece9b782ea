package com.hometech.edf.data.accuracy;

/**
 * Sums over the hours of one end of an interval.
 *
 * @param beyondHours readings beyond the end
 * @param nominalHours how many there should be: the sum of the shares that the end was made for
 * @param offsetWidths sum of how far the end had been moved out by the correction in force [widths of the interval before it];
 *     negative where it had been moved in, 0 where nothing was corrected
 */
public record EndSums(long beyondHours, double nominalHours, double offsetWidths) {
    /** Of no hours at all. */
    public static final EndSums NONE = new EndSums(0, 0, 0);

    /** The sums over the hours of both. */
    public EndSums plus(EndSums other) {
        return new EndSums(
                beyondHours + other.beyondHours, nominalHours + other.nominalHours, offsetWidths + other.offsetWidths);
    }
}
