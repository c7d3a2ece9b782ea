package com.hometech.edf.data.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocalClockTest {
    private static final Instant FROM = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2040-01-01T00:00:00Z");
    private static final int QUARTER_SECONDS = 900;
    private static final int HALF_DAY_SECONDS = 12 * 3600;

    @Test
    @DisplayName(
            "faults 1 and 2: in every IANA zone, at every change of clocks, UTC -> local -> UTC gives each quarter back")
    void everyQuarterComesBackInEveryZone() {
        List<ZoneId> zones = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> id.contains("/"))
                .sorted()
                .map(ZoneId::of)
                .toList();
        long transitions = zones.stream()
                .mapToLong(zone -> transitions(zone)
                        .peek(transition -> roundTrip(zone, transition))
                        .count())
                .sum();

        assertThat(zones).hasSizeGreaterThan(400);
        assertThat(transitions).isGreaterThan(10_000);
    }

    private static Stream<ZoneOffsetTransition> transitions(ZoneId zone) {
        return Stream.iterate(
                zone.getRules().nextTransition(FROM),
                transition -> transition != null && transition.getInstant().isBefore(UNTIL),
                transition -> zone.getRules().nextTransition(transition.getInstant()));
    }

    private static void roundTrip(ZoneId zone, ZoneOffsetTransition transition) {
        LocalClock clock = new LocalClock("b1", zone);
        long change = transition.toEpochSecond();
        for (long time = change - HALF_DAY_SECONDS; time < change + HALF_DAY_SECONDS; time += QUARTER_SECONDS) {
            LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(time), zone);
            if (clock.epochSecond(local, time) != time) {
                assertThat(clock.epochSecond(local, time))
                        .as("%s, %s", zone, transition)
                        .isEqualTo(time);
            }
        }
    }
}
