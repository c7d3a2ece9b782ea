package com.hometech.edf.data.accuracy;

/**
 * On which side readings lay outside intervals that were issued, and how these had been corrected. An interval without any
 * width, such as that of sunshine at night, says nothing and is left out.
 *
 * @param hours intervals of time that were scored and whose interval has a width
 * @param lower of the lower ends
 * @param upper of the upper ends
 */
public record MissSums(long hours, EndSums lower, EndSums upper) {
    /** Of no hours at all, or where it was not noted. */
    public static final MissSums NONE = new MissSums(0, EndSums.NONE, EndSums.NONE);

    /** The sums over the hours of both. */
    public MissSums plus(MissSums other) {
        return new MissSums(hours + other.hours, lower.plus(other.lower), upper.plus(other.upper));
    }
}
