package com.hometech.edf.data.accuracy;

/**
 * How many forecast hours were issued, and what became of them. A forecast hour is one target of one issue: of several issues
 * each counts.
 *
 * @param issued all of them
 * @param scored those that scores are made of
 * @param missing not scored: there is no reading
 * @param suspect not scored: the reading is flagged, or cannot be believed beside those around it
 * @param withoutBaseline not scored: a plain forecast to compare with could not be made
 */
public record HourCounts(long issued, long scored, long missing, long suspect, long withoutBaseline) {
    /** Of no hours at all. */
    public static final HourCounts NONE = new HourCounts(0, 0, 0, 0, 0);

    /** The counts of both. */
    public HourCounts plus(HourCounts other) {
        return new HourCounts(
                issued + other.issued,
                scored + other.scored,
                missing + other.missing,
                suspect + other.suspect,
                withoutBaseline + other.withoutBaseline);
    }

    /** Share of the issued hours that are scored [%]; NaN where none was issued. */
    public double scoredPercent() {
        return 100.0 * scored / issued;
    }
}
