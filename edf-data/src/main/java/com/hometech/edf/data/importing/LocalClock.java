package com.hometech.edf.data.importing;

import com.hometech.edf.common.error.InvalidInputException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Turns the local times of one building, in the order of its file, into UTC. In the hour that clocks show twice in autumn, the
 * first run of rows is the first hour and the second run the second.
 */
final class LocalClock {
    /** Says that clocks never show this time: they skip it in spring. */
    static final long NEVER = Long.MIN_VALUE;

    private final String building;
    private final ZoneId zone;
    private @Nullable LocalDateTime last;
    private long lastLine;
    private boolean secondRun;

    LocalClock(String building, ZoneId zone) {
        this.building = building;
        this.zone = zone;
    }

    /**
     * The instant [s since 1970] that a row means.
     *
     * @throws InvalidInputException naming the two rows, when they do not tell which of the two hours each is
     */
    long epochSecond(LocalDateTime local, long line) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return NEVER;
        }
        long epochSecond = transition == null
                ? local.atZone(zone).toEpochSecond()
                : local.toEpochSecond(offset(transition, local, line));
        last = local;
        lastLine = line;
        return epochSecond;
    }

    private ZoneOffset offset(ZoneOffsetTransition overlap, LocalDateTime local, long line) {
        LocalDateTime before = last;
        boolean inSameOverlap = before != null && overlap.equals(zone.getRules().getTransition(before));
        boolean backwards = before != null && !local.isAfter(before);
        if (backwards && (!inSameOverlap || secondRun)) {
            throw undecided(local, line);
        }
        secondRun = inSameOverlap && (secondRun || backwards);
        return secondRun ? overlap.getOffsetAfter() : overlap.getOffsetBefore();
    }

    private InvalidInputException undecided(LocalDateTime local, long line) {
        return new InvalidInputException("Lines " + lastLine + " and " + line + " of building " + building + " (" + last
                + " and "
                + local + ", zone " + zone + ") do not tell which of the two hours that clocks show twice is meant:"
                + " deliver the rows in order of time, or timestamp_utc");
    }
}
