package com.hometech.edf.monitoring.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is set: time stands still in between. */
public final class SimulatedClock extends Clock {
    private volatile Instant now;

    public SimulatedClock(Instant now) {
        this.now = now;
    }

    /** Puts it to another time. */
    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same: nothing that is simulated is shown in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
